import {
  TeamsActivityHandler,
  type AdaptiveCardInvokeResponse,
  type AdaptiveCardInvokeValue,
  type TurnContext,
} from 'botbuilder';
import { answerButton } from './button-turn';
import { answerFileConsent } from './file-consent';
import type { House } from './house';
import { mentionAsker } from './mention-asker';
import { answerText } from './text-turn';
import { whileTyping } from './typing';
import { farewell, namesBot, welcome } from './welcome';

/** Turns an activity into an invocation of a command; names no command. */
export class AutopilotBot extends TeamsActivityHandler {
  constructor(private readonly house: House) {
    super();
    this.onMessage(async (context, next) => {
      mentionAsker(context);
      await whileTyping(context, () => answerText(context, this.house));
      await next();
    });
    this.onInstallation();
  }

  /** Teams tells of it in one way or the other, or in both. An update of the app is neither. */
  private onInstallation(): void {
    this.onInstallationUpdateAdd(async (context, next) => {
      await welcome(context, this.house);
      await next();
    });
    this.onInstallationUpdateRemove(async (context, next) => {
      if (context.activity.action === 'remove') await farewell(context, this.house);
      await next();
    });
    this.onMembersAdded(async (context, next) => {
      if (namesBot(context.activity.membersAdded, context.activity)) await welcome(context, this.house);
      await next();
    });
    this.onMembersRemoved(async (context, next) => {
      if (namesBot(context.activity.membersRemoved, context.activity)) await farewell(context, this.house);
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
