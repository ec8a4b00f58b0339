import { isPaddedBase64 } from '../hardware-hash';
import { bothVersions, isRecord, type Answer, type Call, type Route } from '../http-shapes';
import type { ImportRecord, ImportRequest } from '../imports';
import { parseFilter } from '../odata-filter';
import { fits } from '../odata-match';
import { collection, markOf, pageOf, single } from '../paging';
import { readServiceConfig, writeServiceConfig } from '../permissions';
import type { World } from '../world';

const path = '/deviceManagement/importedWindowsAutopilotDeviceIdentities';
const pageSize = { usual: 1_000, most: 1_000 };

/** Registering devices: accepted at once, decided a minute or two later (graph facts §2). */
export function importedIdentityRoutes(world: World): readonly Route[] {
  const { guids, imports, now, refusals } = world;

  function list(call: Call): Answer {
    const text = call.query.get('$filter');
    const filter = text === null ? undefined : parseFilter(text);
    const isOffered =
      filter?.type === 'call' && filter.name === 'contains' && filter.property === 'serialNumber';
    if (text !== null && !isOffered)
      return refusals.refuseByIntune(400, 'BadRequest', 'An error has occurred', call);
    const from = Number(markOf(call) ?? 0);
    const rows = imports
      .all()
      .filter(({ key }) => key > from)
      .map((record) => ({ mark: String(record.key), value: shown(record) }))
      .filter(({ value }) => filter === undefined || fits(filter, value));
    return pageOf(call, rows, pageSize, world.url());
  }

  function add(call: Call): Answer {
    const entity = isRecord(call.body) ? call.body : {};
    const refusal = refuseHash(entity);
    if (refusal !== undefined) return refusal;
    return { ...single(call, shown(imports.add(asRequest(entity))), world.url()), status: 201 };
  }

  /** One unreadable hash makes the whole request unreadable. */
  function addAll(call: Call): Answer {
    const rows = isRecord(call.body) ? call.body['importedWindowsAutopilotDeviceIdentities'] : undefined;
    if (!Array.isArray(rows))
      return refusals.refuse(400, 'BadRequest', 'importedWindowsAutopilotDeviceIdentities is missing.');
    const entities = rows.map((row: unknown) => (isRecord(row) ? row : {}));
    const refusal = entities.map(refuseHash).find((found) => found !== undefined);
    if (refusal !== undefined) return refusal;
    return collection(
      call,
      entities.map((entity) => shown(imports.add(asRequest(entity)))),
      world.url(),
    );
  }

  function refuseHash(entity: Readonly<Record<string, unknown>>): Answer | undefined {
    const hash = textOf(entity, 'hardwareIdentifier');
    return isPaddedBase64(hash)
      ? undefined
      : refusals.refuse(
          400,
          'BadRequest',
          `Cannot convert the literal '${hash}' to the expected type 'Edm.Binary'.`,
        );
  }

  function ofRecord(answer: (call: Call, record: ImportRecord) => Answer): Route['handle'] {
    return (call, id) => {
      const key = guids.keyOf('import', id);
      const record = key === undefined ? undefined : imports.get(key);
      return record === undefined ? refusals.notFound(call, id) : answer(call, record);
    };
  }

  /** What comes back is not what was sent: no hash, and two fields that echo the record's own id. */
  function shown(record: ImportRecord): Record<string, unknown> {
    const id = guids.of('import', record.key);
    return {
      id,
      groupTag: record.groupTag,
      serialNumber: record.serialNumber,
      productKey: id,
      importId: id,
      hardwareIdentifier: null,
      assignedUserPrincipalName: record.assignedUser,
      state: stateOf(record),
    };
  }

  function stateOf({ createdAt, endsAt, end }: ImportRecord): Record<string, unknown> {
    const open = { deviceRegistrationId: '', deviceErrorCode: 0, deviceErrorName: '' };
    if (end === undefined) {
      const isTaken = now() - createdAt > (endsAt - createdAt) / 2;
      return { ...open, deviceImportStatus: isTaken ? 'pending' : 'unknown' };
    }
    if ('error' in end)
      return {
        ...open,
        deviceImportStatus: 'error',
        deviceErrorCode: end.error.code,
        deviceErrorName: end.error.name,
      };
    const deviceRegistrationId = guids.of('registration', end.registeredKey);
    return {
      deviceImportStatus: 'complete',
      deviceRegistrationId,
      deviceErrorCode: 0,
      deviceErrorName: 'None',
    };
  }

  const read = { method: 'GET', versions: bothVersions, permissions: readServiceConfig } as const;
  const write = { versions: bothVersions, permissions: writeServiceConfig } as const;
  return [
    { ...read, path, handle: list },
    {
      ...read,
      path: `${path}/:id`,
      handle: ofRecord((call, record) => single(call, shown(record), world.url())),
    },
    { ...write, method: 'POST', path, handle: add },
    { ...write, method: 'POST', path: `${path}/import`, handle: addAll },
    {
      ...write,
      method: 'DELETE',
      path: `${path}/:id`,
      handle: ofRecord((_, { key }) => {
        imports.remove(key);
        return { status: 204 };
      }),
    },
  ];
}

function asRequest(entity: Readonly<Record<string, unknown>>): ImportRequest {
  return {
    serialNumber: textOf(entity, 'serialNumber'),
    hardwareHash: textOf(entity, 'hardwareIdentifier'),
    groupTag: textOf(entity, 'groupTag'),
    assignedUser: textOf(entity, 'assignedUserPrincipalName'),
  };
}

function textOf(entity: Readonly<Record<string, unknown>>, name: string): string {
  const value = entity[name];
  return typeof value === 'string' ? value : '';
}
