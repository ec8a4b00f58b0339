import type { TurnContext } from 'botbuilder';
import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import { invocationOf, type Invocation } from './invocation';

/** A dialog that asks nothing back: it answers and is over. */
export class OneTurnDialog extends Dialog {
  constructor(
    id: string,
    private readonly answer: (context: TurnContext, invocation: Invocation) => Promise<void>,
  ) {
    super(id);
  }

  override async beginDialog(dialog: DialogContext): Promise<DialogTurnResult> {
    await this.answer(dialog.context, invocationOf(dialog.context));
    return dialog.endDialog();
  }
}
