import type { TurnContext } from 'botbuilder';
import {
  ComponentDialog,
  DialogReason,
  TextPrompt,
  WaterfallDialog,
  type DialogInstance,
  type WaterfallStepContext,
} from 'botbuilder-dialogs';
import type { CommandServices } from '../command-services';
import { invocationOf } from '../invocation';
import { answerOn, withInterim } from './interim';
import { renderRequest, showing } from './request-view';
import type { Refusal, Write } from './write';
import { decisionOf } from './write-actions';
import { yesOrNo } from './yes-or-no';

/** The offer that a yes or a no is about. */
interface Offer {
  readonly id: number;
  readonly revision: number;
}

/**
 * Shows what a writing command would do and asks. A yes is as good as the button; leaving without an answer takes the
 * offer back.
 */
export class WriteDialog extends ComponentDialog {
  constructor(
    id: string,
    private readonly write: Write,
    private readonly services: CommandServices,
  ) {
    super(id);
    this.addDialog(new WaterfallDialog('steps', [this.offer.bind(this), this.decide.bind(this)]));
    this.addDialog(
      new TextPrompt('answer', ({ context }) =>
        Promise.resolve(yesOrNo(context.activity.text) !== undefined),
      ),
    );
    this.initialDialogId = 'steps';
  }

  private async offer(step: WaterfallStepContext) {
    const invocation = invocationOf(step.context);
    const looking = this.services.messages(invocation.locale)('request.looking');
    const { value: plan, interimId } = await withInterim(step.context, looking, () =>
      this.write.plan(invocation, this.services),
    );
    if (!plan.ok) {
      await answerOn(step.context, interimId, await this.sentenceFor(step.context, plan.error));
      return step.endDialog();
    }
    const { actor, conversation, locale, correlationId } = invocation;
    const request = await this.services.requests.offer({
      command: this.id,
      tenantId: actor.tenantId,
      personId: actor.id,
      personName: actor.name,
      conversationId: conversation.id,
      locale,
      correlationId,
      ...plan.value,
    });
    await this.write.offered?.(request, this.services);
    const cardId = await answerOn(
      step.context,
      interimId,
      await renderRequest(request, this.services, this.write),
    );
    if (cardId !== undefined) await this.services.requests.shownOn(request.id, cardId);
    remember(step, { id: request.id, revision: request.revision });
    const retryPrompt = this.services.messages(locale)('request.answerYesOrNo');
    return step.prompt('answer', { retryPrompt });
  }

  private async sentenceFor(context: TurnContext, refusal: Refusal): Promise<string> {
    if (typeof refusal === 'string') return refusal;
    const isReached = await this.services.tellPersonally(context, refusal.personally);
    return isReached ? refusal.here : refusal.hereAlone;
  }

  private async decide(step: WaterfallStepContext) {
    const offer = offerIn(step.parent?.activeDialog);
    if (offer !== undefined) await this.settle(step.context, offer, yesOrNo(String(step.result)) === 'yes');
    return step.endDialog();
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

/** Kept in the state of the dialog as a whole: when it is taken away, its steps are gone first. */
function remember(step: WaterfallStepContext, offer: Offer): void {
  const whole = step.parent?.activeDialog;
  if (whole !== undefined) (whole.state as { offer?: Offer }).offer = offer;
}

/** The offer that an open dialog asks about, if it is one of a writing command. */
export function offerIn(whole: DialogInstance | undefined): Offer | undefined {
  return (whole?.state as { offer?: Offer } | undefined)?.offer;
}
