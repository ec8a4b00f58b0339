export type Column = 'serial' | 'productId' | 'hash' | 'tag' | 'user' | 'manufacturer' | 'model';

/**
 * Names of columns as tools and people write them, without spaces and marks, in small letters; the name that counts
 * first when a file has two of them stands first (graph facts §2.6).
 */
const columnNames: Readonly<Record<Column, readonly string[]>> = {
  serial: [
    'deviceserialnumber',
    'serialnumber',
    'serial',
    'deviceserial',
    'serialno',
    'serialnr',
    'sn',
    'servicetag',
  ],
  productId: ['windowsproductid', 'productid', 'productkeyid', 'productkey', 'pkid'],
  hash: [
    'hardwarehash',
    'devicehardwarehash',
    'hash',
    'hwhash',
    '4khardwarehash',
    '4khh',
    'hardwareidentifier',
    'devicehardwaredata',
    'autopilothash',
  ],
  tag: ['grouptag', 'orderid', 'autopilotgrouptag', 'tag'],
  user: ['assigneduser', 'assigneduserprincipalname', 'userprincipalname', 'upn', 'user'],
  manufacturer: ['manufacturername', 'manufacturer', 'devicemanufacturer', 'make', 'vendor'],
  model: ['devicemodel', 'model', 'modelname', 'devicemodelname'],
};

const longestName = 60;

interface NamedColumn {
  readonly column: Column;
  readonly rank: number;
}

const columnsByName: ReadonlyMap<string, NamedColumn> = new Map(
  (Object.keys(columnNames) as readonly Column[]).flatMap((column) =>
    columnNames[column].map((name, rank) => [name, { column, rank }] as const),
  ),
);

/** The column that a cell names in any case, with any spaces, quotes and byte order marks around and between. */
export function columnNamed(cell: string): NamedColumn | undefined {
  if (cell.length > longestName) return undefined;
  return columnsByName.get(cell.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase());
}
