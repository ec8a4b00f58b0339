import { ComponentDialog, TextPrompt, WaterfallDialog, type WaterfallStepContext } from 'botbuilder-dialogs';
import type { TurnContext } from 'botbuilder';
import { clip } from '../cards/clip';
import { escapeMarkdown } from '../cards/escape';
import type { CommandServices } from './command-services';
import { explanationsFor, noCodeIn } from './explain-answer';
import { invocationOf } from './invocation';
import { sendCard } from './reply';
import type { Slots } from './slots';

const longestShown = 30;

/** Explains what was named; asks once for the code or the words on the screen when nothing was. */
export class ExplainDialog extends ComponentDialog {
  constructor(
    id: string,
    private readonly services: CommandServices,
  ) {
    super(id);
    this.addDialog(new WaterfallDialog('steps', [this.explainOrAsk.bind(this), this.explain.bind(this)]));
    this.addDialog(new TextPrompt('words'));
    this.initialDialogId = 'steps';
  }

  private async explainOrAsk(step: WaterfallStepContext<Slots>) {
    const { text, locale } = invocationOf(step.context);
    if (await this.answered(step.context, text, step.options)) return step.endDialog();
    const say = this.services.messages(locale);
    const written = noCodeIn(text);
    const prompt =
      written === undefined
        ? say('explain.ask')
        : say('explain.notACode', { written: escapeMarkdown(clip(written, longestShown)) });
    return step.prompt('words', { prompt });
  }

  private async explain(step: WaterfallStepContext<Slots>) {
    const { text, locale } = invocationOf(step.context);
    const slots = this.services.slotsFor(text, this.id);
    if (!(await this.answered(step.context, text, slots))) {
      await step.context.sendActivity(this.services.messages(locale)('explain.nothing'));
    }
    return step.endDialog();
  }

  private async answered(context: TurnContext, text: string, slots: Slots): Promise<boolean> {
    const { actor, locale } = invocationOf(context);
    const cards = await explanationsFor({ text, slots, actor, locale }, this.services);
    for (const card of cards) await sendCard(context, card);
    return cards.length > 0;
  }
}
