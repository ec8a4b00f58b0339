import type { TurnContext } from 'botbuilder';
import {
  ComponentDialog,
  DialogReason,
  TextPrompt,
  WaterfallDialog,
  type DialogInstance,
  type WaterfallStepContext,
} from 'botbuilder-dialogs';
import { escapeMarkdown } from '../../cards/escape';
import { serialKey } from '../../services/devices/serial-text';
import { titleKey } from '../answers';
import type { CommandServices } from '../command-services';
import { invocationOf, type Invocation } from '../invocation';
import { sendCard } from '../reply';
import type { Slots } from '../slots';
import { asHeard, asked, hear, type Heard } from './heard';
import { answerOn, withInterim } from './interim';
import { renderRequest, showing } from './request-view';
import type { Missing, Plan, Refusal, Write } from './write';
import { decisionOf } from './write-actions';
import { yesOrNo } from './yes-or-no';

/** The offer that a yes or a no is about. */
interface Offer {
  readonly id: number;
  readonly revision: number;
  /** To be typed in place of a yes. */
  readonly word?: string;
}

/** What the steps keep while they wait for what is missing. */
interface Asking {
  heard?: Heard;
}

/** What a message came to: something to confirm, something to ask for, or neither. */
type Looked =
  | { readonly type: 'planned'; readonly plan: Plan<object> }
  | { readonly type: 'asks'; readonly missing: Missing; readonly heard: Heard }
  | { readonly type: 'refused'; readonly refusal: Refusal };

/**
 * Asks for what a sentence left out, shows what the command would do, and asks again. A yes is as good as the button;
 * leaving without an answer takes the offer back.
 */
export class WriteDialog extends ComponentDialog {
  constructor(
    id: string,
    private readonly write: Write,
    private readonly services: CommandServices,
  ) {
    super(id);
    this.addDialog(new WaterfallDialog('steps', [this.offer.bind(this), this.goOn.bind(this)]));
    this.addDialog(
      new TextPrompt('answer', ({ context, options }) =>
        Promise.resolve(
          answerTo(options.validations as Pick<Offer, 'word'>, context.activity.text) !== undefined,
        ),
      ),
    );
    // A file without a word is an answer, too.
    this.addDialog(new TextPrompt('missing', () => Promise.resolve(true)));
    this.initialDialogId = 'steps';
  }

  private async offer(step: WaterfallStepContext<Heard | Slots>) {
    const invocation = invocationOf(step.context);
    const say = this.services.messages(invocation.locale);
    const before = 'times' in step.options ? step.options : undefined;
    const { value: looked, interimId } = await withInterim(step.context, say('request.looking'), () =>
      this.look(before, invocation),
    );
    switch (looked.type) {
      case 'refused':
        await answerOn(step.context, interimId, await this.sentenceFor(step.context, looked.refusal));
        return step.endDialog();
      case 'asks': {
        const { heard, missing } = looked;
        const question = heard.times > 1 ? (missing.again ?? missing.question) : missing.question;
        await answerOn(step.context, interimId, question);
        (step.values as Asking).heard = heard;
        return step.prompt('missing', {});
      }
      case 'planned':
        return this.askFor(step, await this.show(step.context, interimId, looked.plan));
    }
  }

  private askFor(step: WaterfallStepContext<Heard | Slots>, offer: Offer) {
    remember(step, offer);
    const { word } = offer;
    const say = this.services.messages(invocationOf(step.context).locale);
    const retryPrompt =
      word === undefined
        ? say('request.answerYesOrNo')
        : say('request.typeToConfirm', { expected: escapeMarkdown(word) });
    return step.prompt('answer', { retryPrompt, validations: { word } });
  }

  private async look(before: Heard | undefined, invocation: Invocation): Promise<Looked> {
    const heard = await hear(before, this.write, invocation, this.services);
    if (!heard.ok) return { type: 'refused', refusal: heard.error };
    const whole = asHeard(invocation, heard.value);
    const missing = this.write.missing?.(whole, this.services);
    if (missing !== undefined) {
      const remembered = asked(heard.value, missing);
      if (remembered.ok) return { type: 'asks', missing, heard: remembered.value };
      return { type: 'refused', refusal: this.stillMissing(invocation) };
    }
    const plan = await this.write.plan(whole, this.services, heard.value.notes);
    if (!plan.ok) return { type: 'refused', refusal: plan.error };
    return { type: 'planned', plan: plan.value };
  }

  private stillMissing({ actor, locale }: Invocation): string {
    const command = this.services.offered(actor).find(({ id }) => id === this.id);
    return this.services.messages(locale)('request.stillMissing', { example: command?.examples[0] ?? '' });
  }

  /** Makes a request of the plan and shows it. */
  private async show(
    context: TurnContext,
    interimId: string | undefined,
    plan: Plan<object>,
  ): Promise<Offer> {
    const { actor, conversation, locale, correlationId } = invocationOf(context);
    const request = await this.services.requests.offer({
      command: this.id,
      tenantId: actor.tenantId,
      personId: actor.id,
      personName: actor.name,
      conversationId: conversation.id,
      locale,
      correlationId,
      ...plan,
    });
    await this.write.offered?.(request, this.services);
    const card = await renderRequest(request, this.services, this.write);
    const cardId = await answerOn(context, interimId, card);
    if (cardId !== undefined) await this.services.requests.shownOn(request.id, cardId);
    const word = await this.write.word?.(request.payload, this.services);
    return { id: request.id, revision: request.revision, ...(word !== undefined && { word }) };
  }

  private async sentenceFor(context: TurnContext, refusal: Refusal): Promise<string> {
    if (typeof refusal === 'string') return refusal;
    const isReached = await this.services.tellPersonally(context, refusal.personally);
    return isReached ? refusal.here : refusal.hereAlone;
  }

  private async goOn(step: WaterfallStepContext<Heard | Slots>) {
    const { heard } = step.values as Asking;
    const { text } = invocationOf(step.context);
    if (heard !== undefined && yesOrNo(text) !== 'no') return step.replaceDialog('steps', heard);
    const offer = offerIn(step.parent?.activeDialog);
    if (offer !== undefined) await this.settle(step.context, offer, answerTo(offer, text) === 'yes');
    else await this.stop(step.context);
    return step.endDialog();
  }

  private async stop(context: TurnContext): Promise<void> {
    const say = this.services.messages(invocationOf(context).locale);
    await sendCard(context, say('cancel.stopped', { title: say(titleKey(this.id)) }));
  }

  override async onEndDialog(
    context: TurnContext,
    instance: DialogInstance,
    reason: DialogReason,
  ): Promise<void> {
    const offer = offerIn(instance);
    if (reason === DialogReason.cancelCalled && offer !== undefined) await this.settle(context, offer, false);
  }

  private async settle(context: TurnContext, offer: Offer, yes: boolean): Promise<void> {
    const { requests } = this.services;
    const decision = decisionOf(offer, this.id, invocationOf(context));
    const show = showing(this.services, this.write);
    await (yes ? requests.accept(decision, show) : requests.withdraw(decision, show));
  }
}

/** Where a word is to be typed, that is the only yes. */
function answerTo({ word }: Pick<Offer, 'word'>, text: string): 'yes' | 'no' | undefined {
  const said = yesOrNo(text);
  if (word === undefined || said === 'no') return said;
  return serialKey(text) === serialKey(word) ? 'yes' : undefined;
}

/** Kept in the state of the dialog as a whole: when it is taken away, its steps are gone first. */
function remember(step: WaterfallStepContext, offer: Offer): void {
  const whole = step.parent?.activeDialog;
  if (whole !== undefined) (whole.state as { offer?: Offer }).offer = offer;
}

/** The offer that an open dialog asks about, if it is one of a writing command. */
export function offerIn(whole: DialogInstance | undefined): Offer | undefined {
  return (whole?.state as { offer?: Offer } | undefined)?.offer;
}

/** Whether an open dialog is one of a writing command that has nothing to offer yet. */
export function asksIn(whole: DialogInstance | undefined): boolean {
  return whole !== undefined && offerIn(whole) === undefined;
}
