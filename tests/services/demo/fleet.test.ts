import fc from 'fast-check';
import { createGuids } from '../../../services/demo/guids';
import { makers } from '../../../services/demo/makers';
import { createSerials } from '../../../services/demo/serials';

const seeds = fc.integer({ min: 0, max: 1_000 });

describe('computed serials', () => {
  it('rise with the index, so that their order needs no sorting', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 20, max: 500_000 }), fc.nat(), (seed, count, n) => {
        const serials = createSerials(seed, count);
        const index = n % (count - 1);

        expect(serials.at(index) < serials.at(index + 1)).toBe(true);
        expect(serials.lowerBound(serials.at(index))).toBe(index);
      }),
    );
  });

  it.each([
    ['Microsoft Corporation', /^0\d{11}$/],
    ['HP', /^5CG\d{3}[0-9A-Z]{4}$/],
    ['Dell Inc.', /^[6-9B-J][0-9A-Z]{5}[234]$/],
    ['LENOVO', /^PF[0-9A-Z]{6}$/],
    ['VMware, Inc.', /^VMware-56 4d( [0-9a-f]{2}){6}-[0-9a-f]{2}( [0-9a-f]{2}){7}$/],
  ])('of %s have its shape', (manufacturer, shape) => {
    const serials = createSerials(1, 2_000);
    const indexes = Array.from({ length: 2_000 }, (_, index) => index);
    const mine = indexes.filter((index) => serials.makerAt(index).manufacturer === manufacturer);

    expect(makers.map((maker) => maker.manufacturer)).toContain(manufacturer);
    expect(mine.length).toBeGreaterThan(10);
    expect(mine.map((index) => serials.at(index)).filter((serial) => !shape.test(serial))).toEqual([]);
  });
});

describe('computed GUIDs', () => {
  it('are read back to the key they were made of, and mean nothing for another kind', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: 2 ** 32 - 1 }), (seed, key) => {
        const guids = createGuids(seed);
        const guid = guids.of('registration', key);

        expect(guid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(guids.keyOf('registration', guid.toUpperCase())).toBe(key);
        expect(guids.keyOf('event', guid)).toBeUndefined();
      }),
    );
  });
});
