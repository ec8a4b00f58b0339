import { ComponentDialog, TextPrompt, WaterfallDialog, type WaterfallStepContext } from 'botbuilder-dialogs';
import { answeredTag, namedTag } from './asked-tag';
import type { CommandServices } from './command-services';
import { invocationOf } from './invocation';
import { sendCard } from './reply';
import type { Slots } from './slots';
import { tagImpactAnswer } from './tag-impact-answer';

interface Asked {
  serials: readonly string[];
  tag?: string;
}

/** Asks for a tag when none was named, then shows where it leads. */
export class TagImpactDialog extends ComponentDialog {
  constructor(
    id: string,
    private readonly services: CommandServices,
  ) {
    super(id);
    this.addDialog(new WaterfallDialog('steps', [this.askForTag.bind(this), this.show.bind(this)]));
    this.addDialog(
      new TextPrompt('tag', ({ context }) =>
        Promise.resolve(this.answered(context.activity.text) !== undefined),
      ),
    );
    this.initialDialogId = 'steps';
  }

  private askForTag(step: WaterfallStepContext<Slots>) {
    const { locale, text } = invocationOf(step.context);
    const tag = namedTag(text, step.options);
    const asked = step.values as Asked;
    asked.serials = step.options.serials;
    if (tag !== undefined) {
      asked.tag = tag;
      return step.next();
    }
    const say = this.services.messages(locale);
    return step.prompt('tag', { prompt: say('tag-impact.ask'), retryPrompt: say('tag-impact.askAgain') });
  }

  private async show(step: WaterfallStepContext<Slots>) {
    const { serials, tag = this.answered(String(step.result)) ?? '' } = step.values as Asked;
    const invocation = invocationOf(step.context);
    await sendCard(step.context, await tagImpactAnswer({ tag, serials }, this.services, invocation));
    return step.endDialog();
  }

  private answered(text: string): string | undefined {
    return answeredTag(text, this.services.slotsFor(text, this.id));
  }
}
