import { PrivateConversationState, type Storage, type TurnContext } from 'botbuilder';
import { DialogSet, DialogTurnStatus, type DialogContext, type DialogState } from 'botbuilder-dialogs';
import { setInvocation, type Invocation } from '../dialogs/invocation';
import type { CommandServices } from '../dialogs/command-services';
import type { Registry } from '../dialogs/registry';
import { asksIn, offerIn } from '../dialogs/writing/write-dialog';

/** Begins, continues and ends the dialog that one person has open in one conversation. */
export interface DialogRunner {
  /** The command whose dialog waits for this person's next message. */
  active(context: TurnContext): Promise<string | undefined>;
  /** Whether that dialog is a writing command's that asked for what a sentence left out, and offers nothing yet. */
  awaitsMissing(context: TurnContext): Promise<boolean>;
  /** Ends whatever is open and begins the command's dialog. */
  begin(context: TurnContext, invocation: Invocation): Promise<void>;
  continue(context: TurnContext, invocation: Invocation): Promise<void>;
  /** False when nothing was open. */
  cancel(context: TurnContext, invocation: Invocation): Promise<boolean>;
  /** Ends the question about this offer, and none about another one. */
  endOffer(context: TurnContext, invocation: Invocation, offer: number): Promise<void>;
}

/** State is kept per person and conversation, so that nobody answers another person's question in a channel. */
export function createDialogRunner(
  registry: Registry,
  services: CommandServices,
  storage: Storage,
): DialogRunner {
  const state = new PrivateConversationState(storage);
  const dialogs = new DialogSet(state.createProperty<DialogState>('dialogs'));
  for (const { createDialog } of registry.commands) {
    if (createDialog !== undefined) dialogs.add(createDialog(services));
  }
  const inDialog = async <T>(
    context: TurnContext,
    act: (dialog: DialogContext) => Promise<T>,
  ): Promise<T> => {
    const result = await act(await dialogs.createContext(context));
    await state.saveChanges(context);
    return result;
  };
  return {
    active: (context) => inDialog(context, (dialog) => Promise.resolve(dialog.activeDialog?.id)),
    awaitsMissing: (context) => inDialog(context, (dialog) => Promise.resolve(asksIn(dialog.activeDialog))),
    begin: (context, invocation) =>
      inDialog(context, async (dialog) => {
        setInvocation(context, invocation);
        await dialog.cancelAllDialogs();
        await dialog.beginDialog(invocation.command, invocation.slots);
      }),
    continue: (context, invocation) =>
      inDialog(context, async (dialog) => {
        setInvocation(context, invocation);
        await dialog.continueDialog();
      }),
    cancel: (context, invocation) =>
      inDialog(context, async (dialog) => {
        setInvocation(context, invocation);
        const { status } = await dialog.cancelAllDialogs();
        return status === DialogTurnStatus.cancelled;
      }),
    endOffer: (context, invocation, offer) =>
      inDialog(context, async (dialog) => {
        if (offerIn(dialog.activeDialog)?.id !== offer) return;
        // A choice that was not taken, or a look at the rows, decides nothing.
        if ((await services.requests.find(offer))?.state === 'offered') return;
        setInvocation(context, invocation);
        await dialog.cancelAllDialogs();
      }),
  };
}
