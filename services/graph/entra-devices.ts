import { z } from 'zod';
import type { EntraRecord } from '../devices/device-status';
import type { Result } from '../result';
import { ok } from '../result';
import type { GraphFailure } from './graph-failure';
import { literal, withQuery } from './odata';
import { optionalInstant, optionalText, parsePage, present } from './wire';

const select = [
  'id',
  'deviceId',
  'displayName',
  'trustType',
  'accountEnabled',
  'approximateLastSignInDateTime',
  'physicalIds',
].join(',');

/** `deviceId` is what the registration names; the object's own `id` is another GUID. */
export function pathOfEntraDevice(deviceId: string): string {
  return withQuery('/devices', { $filter: `deviceId eq ${literal(deviceId)}`, $select: select });
}

const entraDevice = z
  .object({
    id: z.string().min(1),
    deviceId: optionalText,
    displayName: optionalText,
    trustType: optionalText,
    accountEnabled: z.boolean().catch(true),
    approximateLastSignInDateTime: optionalInstant,
    physicalIds: z.array(z.string()).catch([]),
  })
  .transform((row) => ({
    deviceId: row.deviceId,
    record: present({
      objectId: row.id,
      displayName: row.displayName,
      trustType: row.trustType,
      accountEnabled: row.accountEnabled,
      lastSignInAt: row.approximateLastSignInDateTime,
      orderTag: orderTag(row.physicalIds),
    }) satisfies EntraRecord,
  }));

/** The prefix is written [OrderID] or [OrderId]. */
function orderTag(physicalIds: readonly string[]): string | undefined {
  const tags = physicalIds.flatMap((id) => /^\[orderid\]:(.+)$/i.exec(id)?.[1] ?? []);
  return tags[0]?.trim();
}

/** The record of this device; undefined when Entra has none. */
export function parseEntraDevice(
  answer: unknown,
  deviceId: string,
): Result<EntraRecord | undefined, GraphFailure> {
  const page = parsePage(answer, entraDevice);
  if (!page.ok) return page;
  return ok(page.value.rows.find((row) => row.deviceId?.toLowerCase() === deviceId.toLowerCase())?.record);
}
