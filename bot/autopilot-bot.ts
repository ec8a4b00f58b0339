import {
  TeamsActivityHandler,
  type AdaptiveCardInvokeResponse,
  type AdaptiveCardInvokeValue,
  type TurnContext,
} from 'botbuilder';
import { answerButton } from './button-turn';
import { answerFileConsent } from './file-consent';
import type { House } from './house';
import { answerText } from './text-turn';

/** Turns an activity into an invocation of a command; names no command. */
export class AutopilotBot extends TeamsActivityHandler {
  constructor(private readonly house: House) {
    super();
    this.onMessage(async (context, next) => {
      await answerText(context, this.house);
      await next();
    });
  }

  protected override onAdaptiveCardInvoke(
    context: TurnContext,
    value: AdaptiveCardInvokeValue,
  ): Promise<AdaptiveCardInvokeResponse> {
    return answerButton(context, value, this.house);
  }

  protected override handleTeamsFileConsent(context: TurnContext, value: unknown): Promise<void> {
    return answerFileConsent(context, value, this.house);
  }
}
