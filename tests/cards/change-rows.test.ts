import { changeOf, changeTarget, mostlyProven, targetReasons } from './support/change-states';

describe('the devices', () => {
  const rowOf = (target: Parameters<typeof changeTarget>[0]) =>
    changeOf({ targets: [changeTarget(target)] }).devices[0];

  it('show what each has and is to have', () => {
    expect(rowOf({ before: { tag: '' } })).toEqual({
      symbol: '○',
      colour: 'Default',
      serial: '5CG4217QH0',
      change: 'no tag → UK-Corp-Laptop',
      chain: '',
      why: '',
    });
  });

  it.each([
    ['tag-not-kept', 'Tag ✖ → Entra ○ → Group ○ → Profile ○'],
    ['tag-not-in-entra', 'Tag ✔ → Entra ✖ → Group ○ → Profile ○'],
    ['groups-not-updated', 'Tag ✔ → Entra ✔ → Group ✖ → Profile ○'],
    ['profile-not-assigned', 'Tag ✔ → Entra ✔ → Group ✔ → Profile ✖'],
    ['other-profile', 'Tag ✔ → Entra ✔ → Group ✔ → Profile ✖'],
    ['refused-by-graph', ''],
  ] as const)('say where a tag stopped on its way: %s', (reason, chain) => {
    expect(rowOf({ state: 'unproven', reason })?.chain).toBe(chain);
  });

  it('call nothing a failure while its effect is watched', () => {
    expect(rowOf({ state: 'written', reason: 'groups-not-updated' })).toMatchObject({
      chain: 'Tag ✔ → Entra ✔ → Group ● → Profile ○',
      why: '',
    });
  });

  it.each(targetReasons)('explain %s', (reason) => {
    expect(rowOf({ state: 'failed', reason })?.why).toMatch(/^[A-Z].+\. [A-Z].+\.$/);
  });

  it("give Graph's own word where it gave one", () => {
    expect(rowOf({ state: 'failed', reason: 'refused-by-graph', detail: 'BadRequest' })?.why).toMatch(
      / Graph says: BadRequest$/,
    );
  });

  it('are the first five, those with trouble as they come, and the number of the others', () => {
    const { devices, moreDevices } = changeOf(mostlyProven);

    expect(devices.map(({ symbol }) => symbol)).toEqual(['✖', '!', '–', '✔', '✔']);
    expect(moreDevices).toBe('and 495 more');
  });
});
