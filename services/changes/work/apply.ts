import { partsPerBatch, type BatchResult } from '../../graph/batch';
import { deadlineAfter } from '../../graph/deadline';
import type { GraphFailure } from '../../graph/graph-failure';
import { surelyNotDone } from '../../graph/surely-not-done';
import type { TargetReason } from '../change';
import type { StoredTarget, TargetPatch } from '../change-devices';
import type { StoredChange } from '../stored-change';
import type { DeviceNow } from '../device-now';
import { kinds } from '../kinds';
import type { ChangeKind, ChangeWrite } from '../kinds/kind';
import { hasChanged, readTargets } from './check';
import { settle } from './settle';
import { moveOn, type Mandate, type Step, type StepEnd, type Tools } from './tools';

/** Waiting for the write budget counts. */
const patience = { requestMs: 20_000, operationMs: 90_000 };
/** Of a write that never shows, or that Intune puts off again and again. */
const mostSends = 30;

interface Due {
  readonly target: StoredTarget;
  readonly device: DeviceNow;
  readonly write: ChangeWrite;
}

/**
 * Writes device by device, twenty at a time. A device is marked before its write leaves; of one of which nobody heard,
 * the device is read before anything is sent again.
 */
export const apply: Step = async (change, tools, mandate) => {
  const doubtful = await tools.targets.of(change.id, ['writing']);
  if (doubtful.length > 0 && change.waits === 0) {
    await tools.store.patch(change.id, { waits: 1 });
    return { type: 'wait', seconds: tools.pace.doubt };
  }
  const open = await tools.targets.next(change.id, partsPerBatch);
  if (open.length === 0) return finish(change, tools, mandate);
  const kind: ChangeKind = kinds[change.kind];
  const read = await readTargets(open, kind, tools);
  if (!read.ok) return { type: 'trouble', failure: read.error };
  const looked = open.map((target) => ({
    target,
    device: read.value.get(target.registrationId.toLowerCase()),
  }));
  const judged = looked.map(({ target, device }) => ({ target, device, ...judge(target, device, kind) }));
  await settle(
    change,
    judged.flatMap(({ target, patch }) => (patch === undefined ? [] : [{ target, patch }])),
    tools,
    mandate,
  );
  const due = judged.flatMap(({ target, device, write }) =>
    write === undefined || device === undefined ? [] : [{ target, device, write }],
  );
  return due.length === 0 ? { type: 'again' } : send(change, due, tools, mandate);
};

/** Either what becomes of the device without a write, or the next write that it needs. */
function judge(
  target: StoredTarget,
  device: DeviceNow | undefined,
  kind: ChangeKind,
): { readonly patch?: TargetPatch; readonly write?: ChangeWrite } {
  const { position, after, written, sends } = target;
  const isOthers = hasChanged(target, device, kind.valuesOf(device));
  if (written.length === 0 && isOthers) {
    const reason = device === undefined ? 'gone' : 'changed-meanwhile';
    return { patch: { position, state: 'skipped', reason } };
  }
  const write =
    device && kind.writes.find((each) => !written.includes(each.name) && each.isNeeded(device, after));
  if (write === undefined) return { patch: { position, state: 'written' } };
  if (device && kind.obstacle?.(device, after) !== undefined) {
    return { patch: { position, state: 'skipped', reason: 'changed-meanwhile' } };
  }
  // Only of what is still marked nobody knows whether it arrived.
  const reason = target.state === 'writing' ? 'no-answer' : 'not-settled';
  if (sends >= mostSends) return { patch: { position, state: 'failed', reason } };
  return { write };
}

async function send(
  change: StoredChange,
  due: readonly Due[],
  tools: Tools,
  mandate: Mandate,
): Promise<StepEnd> {
  const { targets, graph, clock } = tools;
  const [first] = due;
  const version = first?.write.version ?? 'v1.0';
  const together = due.filter(({ write }) => write.version === version);
  await targets.patch(
    change.id,
    together.map(({ target: { position, sends } }) => ({ position, state: 'writing', sends: sends + 1 })),
  );
  await tools.store.patch(change.id, { waits: 0 });
  await mandate.stillOurs();
  const answers = await graph.batch(
    together.map(({ write, device, target }) => write.request(device, target.after)),
    { version, requestMs: patience.requestMs, deadline: deadlineAfter(patience.operationMs, clock) },
  );
  const heard = together.map((each, at) => ({ ...each, ...heardOf(each, answers[at], kinds[change.kind]) }));
  await settle(
    change,
    heard.flatMap(({ target, patch }) => (patch === undefined ? [] : [{ target, patch }])),
    tools,
    mandate,
  );
  const troubles = heard.flatMap(({ trouble }) => trouble ?? []);
  const passing = troubles.find((failure) => !surelyNotDone(failure)) ?? troubles[0];
  if (passing === undefined) return { type: 'again' };
  if (surelyNotDone(passing)) return { type: 'trouble', failure: passing };
  await tools.store.patch(change.id, { waits: 1 });
  return { type: 'trouble', failure: passing, notBefore: tools.pace.doubt };
}

/** What Graph's answer makes of a device; no patch where nobody knows. */
function heardOf(
  { target, write }: Due,
  answer: BatchResult | undefined,
  kind: ChangeKind,
): { readonly patch?: TargetPatch; readonly trouble?: GraphFailure } {
  const { position } = target;
  const failure =
    answer === undefined ? ({ type: 'invalid-answer' } as const) : answer.ok ? undefined : answer.error;
  const meaning = failure === undefined ? 'done' : write.meaning?.(failure);
  if (meaning === 'done') {
    const written = [...target.written, write.name];
    const isLast = kind.writes.at(-1)?.name === write.name;
    return { patch: { position, state: isLast ? 'written' : 'waiting', written } };
  }
  if (failure === undefined) return {};
  if (meaning === 'again' || isPassing(failure)) {
    return { patch: { position, state: 'waiting' }, trouble: failure };
  }
  if (!surelyNotDone(failure)) return { trouble: failure };
  const { code } = failure;
  return {
    patch: {
      position,
      state: 'failed',
      reason: reasonOf(failure),
      ...(code !== undefined && { detail: code }),
    },
  };
}

/** It was not done, and time may help. */
function isPassing(failure: GraphFailure): boolean {
  return surelyNotDone(failure) && ['throttled', 'unauthorized', 'unreachable'].includes(failure.type);
}

function reasonOf({ type }: GraphFailure): TargetReason {
  if (type === 'forbidden') return 'not-permitted';
  return type === 'not-found' ? 'gone' : 'refused-by-graph';
}

async function finish(change: StoredChange, tools: Tools, mandate: Mandate): Promise<StepEnd> {
  const { written } = await tools.targets.counts(change.id);
  const at = tools.clock.now();
  if (written === 0) {
    await moveOn(tools, change, mandate, { to: 'failed', event: 'failed', appliedAt: at });
    return { type: 'ended' };
  }
  await moveOn(tools, change, mandate, { to: 'applied', event: 'applied', appliedAt: at });
  return { type: 'again' };
}
