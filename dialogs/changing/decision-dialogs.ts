import { ComponentDialog, TextPrompt, WaterfallDialog, type WaterfallStepContext } from 'botbuilder-dialogs';
import type { TurnContext } from 'botbuilder';
import { changeTitle } from '../../cards/change-words';
import { escapeMarkdown } from '../../cards/escape';
import type { CommandServices } from '../command-services';
import { invocationOf, type Invocation } from '../invocation';
import { OneTurnDialog } from '../one-turn-dialog';
import { sendCard } from '../reply';
import { approvalsAnswer } from './approvals-answer';
import { renderChange, viewerOf } from './change-card';
import { asksToClear } from './clear-words';
import { decide } from './decisions';
import { writtenTag } from './written-tag';

const longestReason = 300;

/** The number of the request that a sentence names. */
function numberIn({ slots }: Pick<Invocation, 'slots'>): number | undefined {
  const id = Number(slots.requestId);
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

/** Without a number nothing is decided: what waits is shown. */
async function askWhich(context: TurnContext, invocation: Invocation, services: CommandServices) {
  await sendCard(context, services.messages(invocation.locale)('changing.whichRequest'));
  await sendCard(context, await approvalsAnswer(invocation, services));
}

export function approvalsDialog(id: string, services: CommandServices): OneTurnDialog {
  return new OneTurnDialog(id, async (context, invocation) => {
    const asked = numberIn(invocation);
    if (asked !== undefined) return showOne(context, asked, invocation, services);
    await sendCard(context, await approvalsAnswer(invocation, services));
  });
}

/** Undoing is confirmed on the card, which says what is put back. */
export function undoDialog(id: string, services: CommandServices): OneTurnDialog {
  return new OneTurnDialog(id, async (context, invocation) => {
    const asked = numberIn(invocation);
    if (asked === undefined) return askWhich(context, invocation, services);
    await showOne(context, asked, invocation, services, 'changing.undoHere');
  });
}

async function showOne(
  context: TurnContext,
  id: number,
  { actor, locale }: Invocation,
  services: CommandServices,
  sentence?: 'changing.undoHere',
): Promise<void> {
  const say = services.messages(locale);
  const view = await services.changes.view({ id, tenantId: actor.tenantId });
  const isSeen =
    view !== undefined &&
    view.state !== 'draft' &&
    (view.requester.id === actor.id || actor.tagPrefixes === undefined);
  if (!isSeen) {
    await sendCard(context, say('changing.unknownRequest', { id }));
    return;
  }
  if (sentence !== undefined) await sendCard(context, say(sentence, { id }));
  await sendCard(context, renderChange(view, services, { locale, viewer: viewerOf(view, actor) }));
}

export function approveDialog(id: string, services: CommandServices): OneTurnDialog {
  return new OneTurnDialog(id, async (context, invocation) => {
    const asked = numberIn(invocation);
    if (asked === undefined) return askWhich(context, invocation, services);
    const { text, slots } = invocation;
    const tag = asksToClear(text) ? '' : writtenTag(text, slots);
    const said = tag === undefined ? {} : { tag };
    const outcome = await decide('approve', { id: asked }, invocation, services, said);
    const say = services.messages(invocation.locale);
    if (outcome.type === 'refused') {
      await sendCard(context, escapeMarkdown(outcome.text));
      return;
    }
    const { change } = outcome;
    const key = change.state === 'awaiting-approval' ? 'changing.halfApproved' : 'changing.approved';
    const values = { id: asked, title: changeTitle(say, change), name: change.requester.name };
    await sendCard(context, escapeMarkdown(say(key, values)));
  });
}

interface Asked {
  id: number;
}

/** Asks for the reason when the sentence gives none. */
export class RejectDialog extends ComponentDialog {
  constructor(
    id: string,
    private readonly services: CommandServices,
  ) {
    super(id);
    this.addDialog(new WaterfallDialog('steps', [this.askWhy.bind(this), this.reject.bind(this)]));
    this.addDialog(
      new TextPrompt('reason', ({ context }) => Promise.resolve(context.activity.text.trim() !== '')),
    );
    this.initialDialogId = 'steps';
  }

  private async askWhy(step: WaterfallStepContext) {
    const invocation = invocationOf(step.context);
    const id = numberIn(invocation);
    if (id === undefined) {
      await askWhich(step.context, invocation, this.services);
      return step.endDialog();
    }
    (step.values as Asked).id = id;
    const { reason } = invocation.slots;
    if (reason !== undefined) return step.next(reason);
    return step.prompt('reason', this.services.messages(invocation.locale)('changing.askReason', { id }));
  }

  private async reject(step: WaterfallStepContext) {
    const { id } = step.values as Asked;
    const invocation = invocationOf(step.context);
    const reason = String(step.result).trim().slice(0, longestReason);
    const outcome = await decide('reject', { id }, invocation, this.services, { reason });
    const say = this.services.messages(invocation.locale);
    const text =
      outcome.type === 'refused'
        ? outcome.text
        : say('changing.rejected', {
            id,
            title: changeTitle(say, outcome.change),
            name: outcome.change.requester.name,
          });
    await sendCard(step.context, escapeMarkdown(text));
    return step.endDialog();
  }
}
