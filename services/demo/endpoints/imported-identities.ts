import { isPaddedBase64 } from '../hardware-hash';
import { bothVersions, isRecord, type Answer, type Call, type Route } from '../http-shapes';
import { isPoisoned, type ImportRecord, type ImportRequest } from '../imports';
import { parseFilter, type Filter } from '../odata-filter';
import { fits } from '../odata-match';
import { collection, markOf, pageOf, single, type Row } from '../paging';
import { readServiceConfig, writeServiceConfig } from '../permissions';
import type { World } from '../world';

const path = '/deviceManagement/importedWindowsAutopilotDeviceIdentities';
const pageSize = { usual: 1_000, most: 1_000 };
const unexplained = 'An error has occurred';

/** Registering devices: accepted at once, decided a minute or two later (graph facts §2). */
export function importedIdentityRoutes(world: World): readonly Route[] {
  const { guids, imports, now, refusals, mostImportRows } = world;

  function list(call: Call): Answer {
    const text = call.query.get('$filter');
    const filter = text === null ? undefined : parseFilter(text);
    const isOffered =
      filter?.type === 'call' && filter.name === 'contains' && filter.property === 'serialNumber';
    if (text !== null && !isOffered) return refusals.refuseByIntune(400, 'BadRequest', unexplained, call);
    return pageOf(call, rows(Number(markOf(call) ?? 0), filter), pageSize, world.url());
  }

  function* rows(from: number, filter: Filter | undefined): Generator<Row> {
    for (const record of imports.all()) {
      if (record.key <= from) continue;
      const value = shown(record);
      if (filter === undefined || fits(filter, value)) yield { mark: String(record.key), value };
    }
  }

  function add(call: Call): Answer {
    const entity = isRecord(call.body) ? call.body : {};
    const refusal = refuseRow(entity, call);
    if (refusal !== undefined) return refusal;
    const [value] = imports.add([asRequest(entity)]).map(shown);
    return { ...single(call, value, world.url()), status: 201 };
  }

  /** One row that cannot be taken costs the whole request, which then does nothing. */
  function addAll(call: Call): Answer {
    const rows = isRecord(call.body) ? call.body['importedWindowsAutopilotDeviceIdentities'] : undefined;
    if (!Array.isArray(rows))
      return refusals.refuse(400, 'BadRequest', 'importedWindowsAutopilotDeviceIdentities is missing.');
    const entities = rows.map((row: unknown) => (isRecord(row) ? row : {}));
    if (entities.length > mostImportRows)
      return refusals.refuseByIntune(400, 'BadRequest', unexplained, call);
    const refusal = entities.map((entity) => refuseRow(entity, call)).find((found) => found !== undefined);
    return refusal ?? collection(call, imports.add(entities.map(asRequest)).map(shown), world.url());
  }

  function refuseRow(entity: Readonly<Record<string, unknown>>, call: Call): Answer | undefined {
    const request = asRequest(entity);
    if (!isPaddedBase64(request.hardwareHash))
      return refusals.refuse(
        400,
        'BadRequest',
        `Cannot convert the literal '${request.hardwareHash}' to the expected type 'Edm.Binary'.`,
      );
    return isPoisoned(request) ? refusals.refuseByIntune(400, 'BadRequest', unexplained, call) : undefined;
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
