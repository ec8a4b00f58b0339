/** What a device is; it decides the last word of its group tag. */
export type Form = 'Laptop' | 'Desktop' | 'Surface' | 'VM';

export interface Model {
  readonly weight: number;
  readonly form: Form;
  /** As firmware reports it: a name, or Lenovo's machine type. */
  readonly model: string;
  readonly family: string;
  readonly sku: string;
}

/**
 * A maker, its share of the fleet and the shape of its serials: one string of allowed signs per place, in ASCII
 * order, so that counting upwards gives serials in sorting order.
 */
export interface Maker {
  readonly manufacturer: string;
  readonly share: number;
  readonly prefix: string;
  readonly places: readonly string[];
  /** Random bytes behind the counted part, printed as VMware prints the UUID of a virtual machine. */
  readonly uuidTail?: true;
  readonly models: readonly Model[];
}

const digits = '0123456789';
const tagSigns = '0123456789BCDFGHJKLMNPQRSTVWXYZ';
const hexSigns = '0123456789abcdef';

const places = (count: number, signs: string): readonly string[] => Array<string>(count).fill(signs);

/** In the order of their serials, so that the whole fleet is sorted by serial without sorting. */
export const makers: readonly Maker[] = [
  {
    manufacturer: 'Microsoft Corporation',
    share: 0.14,
    prefix: '0',
    places: places(11, digits),
    models: [
      {
        weight: 5,
        form: 'Surface',
        model: 'Surface Laptop 6',
        family: 'Surface',
        sku: 'Surface_Laptop_6_2071',
      },
      { weight: 4, form: 'Surface', model: 'Surface Pro 10', family: 'Surface', sku: 'Surface_Pro_10_2079' },
    ],
  },
  {
    manufacturer: 'HP',
    share: 0.33,
    prefix: '5CG',
    places: ['12345', '012345', digits, ...places(4, tagSigns)],
    models: [
      {
        weight: 6,
        form: 'Laptop',
        model: 'HP EliteBook 840 G11',
        family: '103C_5336AN HP EliteBook',
        sku: '9G0S8ET',
      },
      {
        weight: 4,
        form: 'Laptop',
        model: 'HP ProBook 450 G10',
        family: '103C_5336AN HP ProBook',
        sku: '85D05EA',
      },
      {
        weight: 3,
        form: 'Desktop',
        model: 'HP EliteDesk 800 G9',
        family: '103C_53307F HP EliteDesk',
        sku: '5V8R2EA',
      },
    ],
  },
  {
    manufacturer: 'Dell Inc.',
    share: 0.29,
    prefix: '',
    places: ['6789BCDFGHJ', ...places(5, tagSigns), '234'],
    models: [
      { weight: 6, form: 'Laptop', model: 'Latitude 7450', family: 'Latitude', sku: '0CB7' },
      { weight: 3, form: 'Laptop', model: 'Precision 5690', family: 'Precision', sku: '0CBF' },
      { weight: 3, form: 'Desktop', model: 'OptiPlex 7020', family: 'OptiPlex', sku: '0C92' },
    ],
  },
  {
    manufacturer: 'LENOVO',
    share: 0.23,
    prefix: 'PF',
    places: places(6, tagSigns),
    models: [
      { weight: 6, form: 'Laptop', model: '21ML003BUK', family: 'ThinkPad T14 Gen 5', sku: 'LENOVO_MT_21ML' },
      {
        weight: 3,
        form: 'Laptop',
        model: '21KC00A1GE',
        family: 'ThinkPad X1 Carbon Gen 12',
        sku: 'LENOVO_MT_21KC',
      },
      {
        weight: 2,
        form: 'Desktop',
        model: '12TH001KGE',
        family: 'ThinkCentre M70q Gen 5',
        sku: 'LENOVO_MT_12TH',
      },
    ],
  },
  {
    manufacturer: 'VMware, Inc.',
    share: 0.01,
    prefix: 'VMware-56 4d ',
    places: places(6, hexSigns),
    uuidTail: true,
    models: [{ weight: 1, form: 'VM', model: 'VMware20,1', family: 'Not Specified', sku: '0001' }],
  },
];
