import schema from './graph-schema.json';

export type Version = 'v1.0' | 'beta';

interface TypeRow {
  readonly base?: string | null;
  readonly properties?: Readonly<Record<string, string>>;
  readonly members?: readonly string[];
}

const patterns: Readonly<Record<string, (value: unknown) => boolean>> = {
  'Edm.String': (value) => typeof value === 'string',
  'Edm.Boolean': (value) => typeof value === 'boolean',
  'Edm.Int32': (value) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31,
  'Edm.Int64': (value) => Number.isInteger(value),
  'Edm.Binary': (value) => typeof value === 'string',
  'Edm.DateTimeOffset': (value) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value),
  'Edm.Duration': (value) => typeof value === 'string' && /^-?P(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)$/.test(value),
};

/** What is wrong with an entity, one line each; empty when the published schema allows it. */
export function complaintsAbout(
  value: unknown,
  type: string,
  version: Version,
  path = type,
): readonly string[] {
  const types: Readonly<Record<string, TypeRow>> = schema[version];
  const inner = /^Collection\((.*)\)$/.exec(type)?.[1];
  if (inner !== undefined)
    return Array.isArray(value)
      ? value.flatMap((item: unknown, n) => complaintsAbout(item, inner, version, `${path}[${n}]`))
      : [`${path} is no collection`];
  const primitive = patterns[type];
  if (primitive !== undefined)
    return primitive(value) ? [] : [`${path} is no ${type}: ${JSON.stringify(value)}`];
  const row = types[type];
  if (row?.members !== undefined)
    return row.members.includes(String(value)) ? [] : [`${path} is no member of ${type}: ${String(value)}`];
  if (row === undefined) return [`${path} has the type ${type}, which ${version} does not know here`];
  return complaintsAboutEntity(value as Record<string, unknown>, type, version, path);
}

function complaintsAboutEntity(
  entity: Readonly<Record<string, unknown>>,
  type: string,
  version: Version,
  path: string,
): readonly string[] {
  const actual = ((entity['@odata.type'] as string | undefined) ?? type).replace('#microsoft.graph.', '');
  const properties = propertiesOf(actual, version);
  return Object.entries(entity).flatMap(([name, value]) => {
    if (name.startsWith('@odata.')) return [];
    const declared = properties[name];
    if (declared === undefined) return [`${path}.${name} is unknown to ${version}`];
    const isRequired = declared.endsWith('!');
    if (value === null) return isRequired ? [`${path}.${name} may not be null`] : [];
    return complaintsAbout(value, declared.replace('!', ''), version, `${path}.${name}`);
  });
}

function propertiesOf(type: string, version: Version): Readonly<Record<string, string>> {
  const types: Readonly<Record<string, TypeRow>> = schema[version];
  const row = types[type];
  if (type === 'entity' || row === undefined) return type === 'entity' ? { id: 'Edm.String!' } : {};
  return { ...(row.base ? propertiesOf(row.base, version) : {}), ...row.properties };
}
