import type { Clock } from '../../clock';
import { parsedPart } from '../../graph/batch';
import { deadlineAfter } from '../../graph/deadline';
import { parseEntraDevice, pathOfEntraDevice } from '../../graph/entra-devices';
import type { GraphClient } from '../../graph/graph-client';
import type { ChangeTarget } from '../change';
import type { DeviceNow } from '../device-now';

interface Looked {
  readonly target: Pick<ChangeTarget, 'position' | 'after'>;
  readonly device: DeviceNow | undefined;
}

const readingMs = 30_000;

/** Whether Entra's object carries the tag that was written, by position; without those that could not be read. */
export async function tagsInEntra(
  looked: readonly Looked[],
  graph: GraphClient,
  clock: Clock,
): Promise<ReadonlyMap<number, boolean>> {
  const asked = looked.flatMap(({ target, device }) =>
    device?.entraDeviceId ? [{ target, id: device.entraDeviceId }] : [],
  );
  const answers = await graph.batch(
    asked.map(({ id }) => ({ path: pathOfEntraDevice(id) })),
    { version: 'v1.0', deadline: deadlineAfter(readingMs, clock) },
  );
  return new Map(
    asked.flatMap(({ target, id }, at) => {
      const record = parsedPart(answers[at], (answer) => parseEntraDevice(answer, id));
      if (!record.ok) return [];
      const wished = target.after['tag'] ?? '';
      return [[target.position, (record.value?.orderTag ?? '') === wished] as const];
    }),
  );
}
