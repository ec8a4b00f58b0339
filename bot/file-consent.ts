import type { TurnContext } from 'botbuilder';
import { z } from 'zod';
import { refusal } from '../dialogs/answers';
import type { Command } from '../dialogs/command';
import type { Invocation } from '../dialogs/invocation';
import { setInvocation } from '../dialogs/invocation';
import type { OfferedFile } from '../dialogs/offered-file';
import type { House } from './house';
import { invocationFor, localeOf } from './person';

const fileInfoCard = 'application/vnd.microsoft.teams.card.file.info';

const text = z.string().min(1).max(4000);
const consent = z.object({
  action: z.enum(['accept', 'decline']),
  context: z.object({ offer: text.max(100), file: text, person: text, ids: z.unknown() }),
  uploadInfo: z
    .object({ uploadUrl: text, contentUrl: text, name: text, uniqueId: text, fileType: text })
    .optional()
    .catch(undefined),
});
type Consent = z.infer<typeof consent>;

/**
 * Answers what a person said to an offered file: makes it anew, with what this person may see now, puts it where Teams
 * says and shows it. What comes back is input; somebody else's offer is nobody's.
 */
export async function answerFileConsent(context: TurnContext, value: unknown, house: House): Promise<void> {
  const parsed = consent.safeParse(value);
  const found = parsed.success ? find(house, parsed.data.context.file) : undefined;
  const invocation = await invocationFor(context, house.access, found?.command);
  setInvocation(context, invocation);
  const say = house.services.messages(invocation.locale);
  const { command, correlationId, actor } = invocation;
  const action = parsed.data?.action;
  house.log.info({ command, action, correlationId }, 'file consent');
  if (!parsed.success || found === undefined || parsed.data.context.person !== actor.id || actor.id === '') {
    await context.sendActivity(say('file.gone'));
  } else if (!(await isFirstAnswer(parsed.data, house))) {
    await context.sendActivity(say('file.answered'));
  } else if (action === 'decline') {
    await context.sendActivity(say('file.declined'));
  } else if (!house.access.mayPress(actor, found.command, found.file)) {
    await context.sendActivity(refusal(invocation, house.services));
  } else {
    await save(context, parsed.data, found.file, invocation, house);
  }
}

/** An offer is taken or declined once, wherever and however often the answer arrives. */
function isFirstAnswer({ context: { offer, person } }: Consent, { inbox }: House): Promise<boolean> {
  return inbox.claim({ conversationId: `file ${person}`, activityId: offer, fingerprint: '' });
}

async function save(
  context: TurnContext,
  { context: offer, uploadInfo }: Consent,
  file: OfferedFile,
  invocation: Invocation,
  house: House,
): Promise<void> {
  const { upload, services, log } = house;
  const say = services.messages(localeOf(context));
  const isPersonal = invocation.conversation.scope === 'personal';
  if (uploadInfo === undefined || !isPersonal || !upload.isAllowed(uploadInfo.contentUrl)) {
    await context.sendActivity(say('file.failed'));
    return;
  }
  const made = await file.make(offer.ids, invocation, services);
  if (made === undefined || typeof made === 'string') {
    await context.sendActivity(made ?? say('file.gone'));
    return;
  }
  const saved = await upload.put(uploadInfo.uploadUrl, made.bytes);
  if (!saved.ok) {
    log.warn({ failure: saved.error, correlationId: invocation.correlationId }, 'file not saved');
    await context.sendActivity(say('file.failed'));
    return;
  }
  const { contentUrl, name, uniqueId, fileType } = uploadInfo;
  await context.sendActivity({
    type: 'message',
    summary: made.description,
    attachments: [{ contentType: fileInfoCard, contentUrl, name, content: { uniqueId, fileType } }],
  });
}

function find(
  { registry }: House,
  kind: string,
): { readonly command: Command; readonly file: OfferedFile } | undefined {
  return registry.commands
    .flatMap((command) => (command.files ?? []).map((file) => ({ command, file })))
    .find(({ file }) => file.kind === kind);
}
