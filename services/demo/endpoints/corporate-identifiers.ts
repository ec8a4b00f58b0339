import { dateTime, never } from '../dates';
import { day } from '../durations';
import { betaOnly, isRecord, type Answer, type Call, type Route } from '../http-shapes';
import { collection, single } from '../paging';
import { readServiceConfig, writeServiceConfig } from '../permissions';
import type { World } from '../world';

const path = '/deviceManagement/importedDeviceIdentities';

interface Identifier {
  readonly key: number;
  /** "manufacturer,model,serial", without full stops. */
  readonly text: string;
  readonly description: string;
  readonly createdAt: number;
}

const seeded = [
  { text: 'LENOVO,21ML003BUK,PF4M0DEV', description: 'Device preparation pilot' },
  { text: 'Dell Inc,Latitude 7450,9DPV2Z4', description: 'Device preparation pilot' },
];

/** Corporate identifiers, which device preparation needs where personal devices are barred (graph facts §10). */
export function corporateIdentifierRoutes(world: World): readonly Route[] {
  const { epoch, guids, now, refusals } = world;
  const identifiers: Identifier[] = seeded.map((row, n) => ({
    ...row,
    key: n + 1,
    createdAt: epoch - 20 * day,
  }));

  const find = (text: string): Identifier | undefined =>
    identifiers.find((known) => known.text.toLowerCase() === text.toLowerCase());

  function shown({ key, text, description, createdAt }: Identifier): Record<string, unknown> {
    return {
      id: guids.of('corporate-identifier', key),
      importedDeviceIdentifier: text,
      importedDeviceIdentityType: 'manufacturerModelSerial',
      lastModifiedDateTime: dateTime(createdAt),
      createdDateTime: dateTime(createdAt),
      lastContactedDateTime: never,
      description,
      enrollmentState: 'notContacted',
      platform: 'windows',
    };
  }

  function search(call: Call): Answer {
    const rows = rowsOf(call);
    if (rows === undefined) return refuseShape(call, 1);
    const found = rows.map(({ text }) => find(text)).filter((known) => known !== undefined);
    return collection(call, found.map(shown), world.url());
  }

  function importList(call: Call): Answer {
    const rows = rowsOf(call);
    const wrong = rows?.filter(({ text }) => text.split(',').length !== 3).length ?? 1;
    if (rows === undefined || wrong > 0) return refuseShape(call, wrong);
    const results = rows.map((row) => {
      const known = find(row.text);
      const identifier = known ?? { ...row, key: identifiers.length + 1, createdAt: now() };
      if (known === undefined) identifiers.push(identifier);
      return { ...shown(identifier), status: known === undefined };
    });
    return collection(call, results, world.url());
  }

  function refuseShape(call: Call, count: number): Answer {
    const message = `Invalid Device Identifier parameter found for ${count} import records!`;
    return refusals.refuseByIntune(400, 'BadRequest', message, call);
  }

  function get(call: Call, id: string): Answer {
    const identifier = identifiers.find(
      ({ key }) => guids.of('corporate-identifier', key) === id.toLowerCase(),
    );
    return identifier === undefined
      ? refusals.notFound(call, id)
      : single(call, shown(identifier), world.url());
  }

  const read = { versions: betaOnly, permissions: readServiceConfig } as const;
  return [
    {
      ...read,
      method: 'GET',
      path,
      handle: (call) => collection(call, identifiers.map(shown), world.url()),
    },
    { ...read, method: 'GET', path: `${path}/:id`, handle: get },
    { ...read, method: 'POST', path: `${path}/searchExistingIdentities`, handle: search },
    {
      method: 'POST',
      path: `${path}/importDeviceIdentityList`,
      versions: betaOnly,
      permissions: writeServiceConfig,
      handle: importList,
    },
  ];
}

function rowsOf(call: Call): readonly { readonly text: string; readonly description: string }[] | undefined {
  const rows = isRecord(call.body) ? call.body['importedDeviceIdentities'] : undefined;
  if (!Array.isArray(rows)) return undefined;
  return rows.map((row: unknown) => {
    const entity = isRecord(row) ? row : {};
    const { importedDeviceIdentifier: text, description } = entity;
    return {
      text: typeof text === 'string' ? text : '',
      description: typeof description === 'string' ? description : '',
    };
  });
}
