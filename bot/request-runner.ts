import type { Work } from '../dialogs/writing/write';
import { showing } from '../dialogs/writing/request-view';
import type { JobTry, Queue } from '../services/jobs/queue';
import { requestJob, givenUpJob } from '../services/requests/request-job';
import type { Actor } from '../services/people/actor';
import type { Alongside } from '../services/requests/request-desk';
import type { Outcome } from '../services/requests/outcome';
import type { StoredRequest } from '../services/requests/requests';
import type { House } from './house';

type Parts = Pick<House, 'registry' | 'access' | 'services'>;

/** Roles are read anew so often before a request is refused for them; Graph may only be away for a moment. */
const triesToReadRoles = 4;
const rolesAgainInSeconds = 15;
const outlastsMs = 24 * 60 * 60 * 1000;
/** What failed again and again is left alone for a while; what was begun is not left half done. */
const afterGivingUpSeconds = 600;

/**
 * Does what people confirmed: the requester's rights are read anew, the command does its work, and its end is stored
 * together with the audit and the promise to show it.
 */
export async function runRequests(queue: Queue, parts: Parts): Promise<void> {
  const { services } = parts;
  await queue.work(givenUpJob, async ({ requestId, step }) => {
    const request = await services.requests.begin(requestId, step);
    if (request === undefined) return;
    const write = parts.registry.find(request.command)?.write;
    if (write?.windUp !== undefined && isUnderWay(request, services.clock.now())) {
      return services.requests.goOn(request, afterGivingUpSeconds);
    }
    const outcome = { result: 'failed', code: 'givenUp', values: { id: request.correlationId } } as const;
    const actor = await services.requests.whoAsked(request);
    await services.requests.end(request, actor, outcome, showing(services, write));
  });
  await queue.work(requestJob, async ({ requestId, step }, attempt) => {
    const request = await services.requests.begin(requestId, step);
    if (request !== undefined) await work(parts, request, attempt);
  });
}

async function work(parts: Parts, request: StoredRequest, attempt: JobTry): Promise<void> {
  const { access, registry, services } = parts;
  const { personId, tenantId, personName: name } = request;
  const actor = await access.actorAgain({ personId, tenantId, name });
  const command = registry.find(request.command);
  const show = showing(services, command?.write);
  const end = (outcome: Outcome) => services.requests.end(request, actor, outcome, show);
  if (actor.rolesUnread === true && isUnderWay(request, services.clock.now())) {
    return services.requests.goOn(request, rolesAgainInSeconds);
  }
  if (actor.rolesUnread === true && attempt.number < triesToReadRoles)
    throw new Error('Roles could not be read');
  const isAllowed = command !== undefined && access.mayUse(actor, command);
  const doing = workOf(parts, request, actor, attempt, show);
  const outcome = isAllowed
    ? await command.write?.run(request.payload, doing)
    : await command?.write?.windUp?.(request.payload, doing);
  if (outcome === undefined) {
    const code = actor.rolesUnread === true ? 'rolesUnread' : 'notAllowed';
    return end({ result: 'refused', code, values: { name } });
  }
  if ('againInSeconds' in outcome) return services.requests.goOn(request, outcome.againInSeconds);
  await end(outcome);
}

/** Long work that has begun outlasts trouble of a day. */
function isUnderWay({ step, changedAt }: StoredRequest, now: number): boolean {
  return step > 0 && now - changedAt < outlastsMs;
}

function workOf(
  { services }: Parts,
  request: StoredRequest,
  actor: Actor,
  attempt: JobTry,
  show: Alongside,
): Work {
  const stillOurs = async () => {
    attempt.signal.throwIfAborted();
    if (!(await attempt.isOurs())) throw new Error('Another instance has this request now');
  };
  return {
    services,
    actor,
    request,
    signal: attempt.signal,
    note: request.checkpoint,
    async keepNote(note) {
      await services.requests.keepNote(request.id, note);
      await stillOurs();
    },
    stillOurs,
    show: () => services.requests.show(request, show),
  };
}
