import { sql, type Selectable } from 'kysely';
import { canonicalJson, storableText } from '../audit/canonical-json';
import type { Db, Tx } from '../store/store';
import type { Tables } from '../store/tables';
import type { Situation, WatchedDevice } from './watch';

/** The devices of watches, as they were seen last. */
export interface DeviceStore {
  /** One that there is already stays as it is. */
  add(devices: readonly WatchedDevice[], db?: Db): Promise<void>;
  of(watchIds: readonly number[]): Promise<readonly WatchedDevice[]>;
  see(tx: Tx, device: WatchedDevice): Promise<void>;
  /** How many are left. */
  remove(tx: Tx, watchId: number, registrationIds: readonly string[]): Promise<number>;
}

/** A statement takes 65,535 values at most. */
const perInsert = 2000;

export function createDeviceStore(db: Db): DeviceStore {
  return {
    async add(devices, to = db) {
      for (let from = 0; from < devices.length; from += perInsert) {
        await to
          .insertInto('watch_devices')
          .values(devices.slice(from, from + perInsert).map(rowOf))
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
    },
    async of(watchIds) {
      if (watchIds.length === 0) return [];
      const rows = await db
        .selectFrom('watch_devices')
        .selectAll()
        .where(sql<boolean>`watch_id = any(${[...watchIds]})`)
        .execute();
      return rows.map(deviceOf);
    },
    async see(tx, device) {
      const { watch_id, registration_id, ...values } = rowOf(device);
      await tx
        .updateTable('watch_devices')
        .set(values)
        .where('watch_id', '=', watch_id)
        .where('registration_id', '=', registration_id)
        .execute();
    },
    async remove(tx, watchId, registrationIds) {
      await tx
        .deleteFrom('watch_devices')
        .where('watch_id', '=', watchId)
        .where(sql<boolean>`registration_id = any(${[...registrationIds]})`)
        .execute();
      const { left } = await tx
        .selectFrom('watch_devices')
        .select(({ fn }) => fn.countAll<number>().as('left'))
        .where('watch_id', '=', watchId)
        .executeTakeFirstOrThrow();
      return left;
    },
  };
}

function rowOf(device: WatchedDevice) {
  return {
    watch_id: device.watchId,
    registration_id: device.registrationId,
    serial: storableText(device.serial),
    signature: device.signature,
    situation: canonicalJson(device.situation),
    look_at: instant(device.lookAt),
    read_at: instant(device.readAt),
  };
}

function instant(time: number | undefined): Date | null {
  return time === undefined ? null : new Date(time);
}

function deviceOf(row: Selectable<Tables['watch_devices']>): WatchedDevice {
  return {
    watchId: row.watch_id,
    registrationId: row.registration_id,
    serial: row.serial,
    signature: row.signature,
    situation: row.situation as Situation,
    ...(row.look_at !== null && { lookAt: row.look_at.getTime() }),
    ...(row.read_at !== null && { readAt: row.read_at.getTime() }),
  };
}
