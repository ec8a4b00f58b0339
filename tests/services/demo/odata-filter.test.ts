import fc from 'fast-check';
import { parseFilter } from '../../../services/demo/odata-filter';
import { fits } from '../../../services/demo/odata-match';

const device = {
  serialNumber: "5CG'1",
  size: 7,
  isManaged: true,
  owner: null,
  lastSync: '2026-03-02T09:00:00Z',
  physicalIds: ['[ZTDID]:1', '[OrderId]:UK-Corp-Laptop'],
};

describe('a filter', () => {
  it.each([
    ["serialNumber eq '5cg''1'", true],
    ["serialNumber ne '5CG''1'", false],
    ["contains(serialNumber,'G''')", true],
    ["startsWith(serialNumber, '5C') and size gt 6", true],
    ["endswith(serialNumber,'9') or size le 7", true],
    ['not (size lt 7)', true],
    ['isManaged eq true and owner eq null', true],
    ['lastSync ge 2026-03-01T00:00:00Z', true],
    ['size eq null', false],
    ["physicalIds/any(p:startswith(p,'[orderid]:uk'))", true],
    ["physicalIds/any(p: p eq '[ZTDID]:2')", false],
    ["missing eq 'x'", false],
  ])('%s is %s for the sample device', (text, expected) => {
    const filter = parseFilter(text);

    expect(filter).toBeDefined();
    expect(fits(filter!, device)).toBe(expected);
  });

  it.each([
    '',
    'serialNumber',
    "serialNumber eq 'open",
    'serialNumber like 5',
    'contains(serialNumber)',
    'size eq 7 )',
  ])('is not %j', (text) => {
    expect(parseFilter(text)).toBeUndefined();
  });

  it('finds any text again that is quoted by doubling its apostrophes', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const filter = parseFilter(`serialNumber eq '${text.replaceAll("'", "''")}'`);

        expect(filter).toMatchObject({ type: 'compare', value: text });
      }),
    );
  });
});
