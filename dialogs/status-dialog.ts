import { ComponentDialog, TextPrompt, WaterfallDialog, type WaterfallStepContext } from 'botbuilder-dialogs';
import { answeredSerials } from './asked-serials';
import type { CommandServices } from './command-services';
import { invocationOf } from './invocation';
import { sendCard } from './reply';
import type { Slots } from './slots';
import { statusOfOne, statusOfSeveral } from './status-answer';

/** Asks for a serial number when none was named, then answers with the card of the device or devices. */
export class StatusDialog extends ComponentDialog {
  constructor(
    id: string,
    private readonly services: CommandServices,
  ) {
    super(id);
    this.addDialog(new WaterfallDialog('steps', [this.askForSerial.bind(this), this.show.bind(this)]));
    this.addDialog(
      new TextPrompt('serial', ({ context }) =>
        Promise.resolve(this.answered(context.activity.text).length > 0),
      ),
    );
    this.initialDialogId = 'steps';
  }

  private askForSerial(step: WaterfallStepContext<Slots>) {
    if (step.options.serials.length > 0) return step.next(step.options.serials);
    const say = this.services.messages(invocationOf(step.context).locale);
    return step.prompt('serial', { prompt: say('status.askSerial'), retryPrompt: say('status.noSerial') });
  }

  private async show(step: WaterfallStepContext<Slots>) {
    const serials = Array.isArray(step.result)
      ? (step.result as string[])
      : this.answered(String(step.result));
    const invocation = invocationOf(step.context);
    const [first] = serials;
    const answer =
      serials.length === 1 && first !== undefined
        ? await statusOfOne({ serial: first }, this.services, invocation)
        : await statusOfSeveral(serials, this.services, invocation);
    await sendCard(step.context, answer);
    return step.endDialog();
  }

  private answered(text: string): readonly string[] {
    return answeredSerials(text, (part) => this.services.slotsFor(part, this.id).serials);
  }
}
