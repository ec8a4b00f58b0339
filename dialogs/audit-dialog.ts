import { ComponentDialog, TextPrompt, WaterfallDialog, type WaterfallStepContext } from 'botbuilder-dialogs';
import { hasRole } from '../services/people/actor';
import { auditOf, resolveSubject } from './audit-answer';
import { answeredSubject, subjectOf, type AskedSubject } from './audit-subject';
import type { CommandServices } from './command-services';
import { invocationOf } from './invocation';
import { sendCard } from './reply';
import type { Slots } from './slots';

/** Asks whose history is meant when neither a device nor a person was named, then shows it. */
export class AuditDialog extends ComponentDialog {
  constructor(
    id: string,
    private readonly services: CommandServices,
  ) {
    super(id);
    this.addDialog(new WaterfallDialog('steps', [this.askForSubject.bind(this), this.show.bind(this)]));
    this.addDialog(
      new TextPrompt('subject', ({ context }) =>
        Promise.resolve(this.answered(context.activity.text) !== undefined),
      ),
    );
    this.initialDialogId = 'steps';
  }

  private askForSubject(step: WaterfallStepContext<Slots>) {
    const text = step.context.activity.text as string | undefined;
    const asked = subjectOf(text ?? '', step.options);
    if (asked !== undefined) return step.next(asked);
    const { actor, locale } = invocationOf(step.context);
    const say = this.services.messages(locale);
    return step.prompt('subject', {
      prompt: say(hasRole(actor, 'admin') ? 'audit.ask' : 'audit.askSerial'),
      retryPrompt: say('audit.noSubject'),
    });
  }

  private async show(step: WaterfallStepContext<Slots>) {
    const result: unknown = step.result;
    const asked = typeof result === 'string' ? this.answered(result) : (result as AskedSubject);
    if (asked === undefined) return step.endDialog();
    const invocation = invocationOf(step.context);
    const subject = await resolveSubject(asked, invocation, this.services);
    const answer = subject.ok ? await auditOf(subject.value, invocation, this.services) : subject.error;
    await sendCard(step.context, answer);
    return step.endDialog();
  }

  private answered(text: string): AskedSubject | undefined {
    return answeredSubject(text, this.services.slotsFor(text, this.id));
  }
}
