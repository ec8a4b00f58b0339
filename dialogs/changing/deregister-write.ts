import { z } from 'zod';
import { kinds } from '../../services/changes/kinds';
import { serialKey } from '../../services/devices/serial-text';
import { fail, ok } from '../../services/result';
import { askForDevices } from './asking';
import type { CommandServices } from '../command-services';
import { changeWrite, type ChangePayload } from './change-write';
import { serialsBrought } from './serial-list';

const chosen = z.looseObject({ typed: z.string().max(200).catch('') });

/** One device by its serial number, several by how many they are. */
async function wordFor({ changeId }: ChangePayload, { changes }: CommandServices): Promise<string> {
  const [first, ...others] = await changes.devices(changeId);
  return others.length === 0 ? (first?.serial ?? '') : String(others.length + 1);
}

/** Takes devices out of Autopilot; whoever confirms it types the serial number, or how many there are. */
export const deregisterWrite = changeWrite(
  'deregister',
  () => Promise.resolve(ok({ values: kinds.deregister.valuesOf(undefined), notes: [] })),
  {
    brought: serialsBrought,
    missing: (invocation, services) =>
      invocation.slots.serials.length === 0 ? askForDevices(invocation, services) : undefined,
    word: wordFor,
    async choose(payload, input, { locale }, services) {
      const expected = await wordFor(payload, services);
      const { typed } = chosen.parse(input);
      if (serialKey(typed) === serialKey(expected)) return ok(payload);
      return fail(services.messages(locale)('changing.typedWrong', { expected }));
    },
  },
);
