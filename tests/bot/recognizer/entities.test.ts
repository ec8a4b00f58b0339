import type { EntityKind } from '../../../bot/recognizer/entities/entity';
import { extract } from '../../../bot/recognizer/entities/extract';
import { normalise } from '../../../bot/recognizer/normalise';
import { recognizer } from './support';

const found = (kind: EntityKind, text: string): readonly string[] =>
  extract(normalise(text))
    .entities.filter((entity) => entity.kind === kind)
    .map(({ value }) => value);

describe('serial numbers', () => {
  it.each([
    ['HP', 'is 5CG1234ABC ready', ['5CG1234ABC']],
    ['HP in lower case', 'is 5cd8215nrz ready', ['5CD8215NRZ']],
    ['HP, other plants', 'CND2145QWE and MXL2041GVB', ['CND2145QWE', 'MXL2041GVB']],
    ['HP broken up', 'sn 5CG 1234 ABC', ['5CG1234ABC']],
    ['Dell', 'watch 7XK2QY3', ['7XK2QY3']],
    ['Dell in lower case', 'watch 7xk2qy3 please', ['7XK2QY3']],
    ['Dell, letters only, introduced', 'service tag JQXKPLW', ['JQXKPLW']],
    ['Lenovo', 'PF2SX7Y0, PW05TN1C; MP1GD6TX', ['PF2SX7Y0', 'PW05TN1C', 'MP1GD6TX']],
    ['Lenovo desktops', 'PC1A2B3C R90XK2L1', ['PC1A2B3C', 'R90XK2L1']],
    ['Surface', 'where is 031166920457', ['031166920457']],
    ['Surface in groups', 'where is 0311-6692-0457', ['031166920457']],
    [
      'VMware',
      'VMware-56 4d 3c 1f 7a 9e 22 b0-11 c4 8d 5e 6f 70 81 92',
      ['VMWARE-56 4D 3C 1F 7A 9E 22 B0-11 C4 8D 5E 6F 70 81 92'],
    ],
    ['Hyper-V', 'status 1234-5678-9012-3456-7890-1234-56', ['1234-5678-9012-3456-7890-1234-56']],
    ['another maker', 'status of NXA1BEG00123456789', ['NXA1BEG00123456789']],
    ['introduced by a word', 'serial number: 4417093', ['4417093']],
    ['that begins like “number”', 'status serial NOTE1234', ['NOTE1234']],
    ['that begins like “no”', 'where is the laptop with serial NR7781XA?', ['NR7781XA']],
    ['asked for by name', 'status NOPE999X', ['NOPE999X']],
    ['beside a known one', 'status BADONE12 and 5CG4217000', ['BADONE12', '5CG4217000']],
    ['before a known one', 'are NONCOMP1, 5CG4217000 ready', ['NONCOMP1', '5CG4217000']],
    ['in a list of their own', 'status READY1, NONCOMP1 PENDING1', ['READY1', 'NONCOMP1', 'PENDING1']],
    ['asked about with a verb', 'is READY1 ready?', ['READY1']],
    ['in quotes with spaces', 'status "VM 12 34-AB"', ['VM 12 34-AB']],
    ['in groups of digits', 'status 0000-0011-2233-4455-6677', ['0000-0011-2233-4455-6677']],
    ['asked for and short', "where's READY1?", ['READY1']],
    ['in brackets, quotes and commas', '(6KPL9W2), "7XK2QY3", `8YL3RZ4`;', ['6KPL9W2', '7XK2QY3', '8YL3RZ4']],
    ['with a slash between', '5CG1234ABC/5CG1235ABC', ['5CG1234ABC', '5CG1235ABC']],
    ['with a zero-width space inside', '5CG12\u200B34ABC', ['5CG1234ABC']],
    ['full width', '５ＣＧ１２３４ＡＢＣ', ['5CG1234ABC']],
    ['at the end of a sentence', 'Where is 5CG1234ABC? And 7XK2QY3.', ['5CG1234ABC', '7XK2QY3']],
  ])('of %s are found', (_, text, serials) => {
    expect(found('serial', text)).toEqual(serials);
  });

  it.each([
    'AUTOPILOT STATUS PLEASE',
    'status 0x800705b4',
    'check KB5039299',
    'status windows11',
    'is phase2 ready',
    'check request12 please',
    'status serial 5CG4217000.1',
    'LAPTOPS AND DESKTOPS',
    'tag it UK-Corp-Laptop',
    'room214 and floor12 and april23',
    'windows11 with office365',
    'version 10.0.22631.4037',
    'error 0x800705b4',
    '80180014',
    'build 26100 on 2026-11-23',
    '12nov26 at 10h30',
    'KB5039299 is installed',
    'device 3f2504e0-4f89-11d3-9a0c-0305e82c3301',
    'mail lucy.chen22@contoso.com',
    'DESKTOP-4F3K2J1 is a name',
    'see https://contoso.com/a1b2c3d',
    'request 1234567',
    'it costs 100EUR and weighs 2500kg',
    'the first 25units',
  ])('are not seen in: %s', (text) => {
    expect(found('serial', text)).toEqual([]);
  });

  it('are each named once', () => {
    expect(recognizer().recognize('status 5CG1234ABC 5cg1234abc').slots.serials).toEqual(['5CG1234ABC']);
  });

  it('are found two hundred at a time', () => {
    const serials = Array.from({ length: 200 }, (_, at) => `5CG${String(1_000_000 + at)}`);

    const { command, slots } = recognizer().recognize(serials.join(', '));

    expect(command).toBe('status');
    expect(slots.serials).toEqual(serials);
  });
});

describe('failure codes', () => {
  it.each([
    ['what is 0x800705b4', ['0x800705B4']],
    ['0X87D1041C', ['0x87D1041C']],
    ['ox80070002', ['0x80070002']],
    ['code 80180014', ['0x80180014']],
    ['-2147023436', ['-2147023436']],
    ['−2147023436', ['-2147023436']],
    ['2147942402', ['2147942402']],
    ['exit code 1603', ['1603']],
    ['errors 1603 and 1618', ['1603', '1618']],
    ['import error 806', ['806']],
    ['the csv says 806', ['806']],
    ['806', ['806']],
    ['AADSTS50034', ['AADSTS50034']],
    ['0x800705b4, 0x80180014', ['0x800705B4', '0x80180014']],
  ])('are found in: %s', (text, codes) => {
    expect(found('code', text)).toEqual(codes);
  });

  it.each(['approve request 806', 'we have 806 laptops', 'Installing (3 of 9)', 'call 1603 people'])(
    'are not seen in: %s',
    (text) => {
      expect(found('code', text)).toEqual([]);
    },
  );
});

describe('group tags', () => {
  it.each([
    ['tag it UK-Corp-Laptop', 'UK-Corp-Laptop'],
    ['as de-kiosk-desktop please', 'de-kiosk-desktop'],
    ['effect of tag "Loaner Pool"?', 'Loaner Pool'],
    ["the tag 'Meeting Rooms'", 'Meeting Rooms'],
    ['devices tagged Loaner', 'Loaner'],
    ['with the Reception tag', 'Reception'],
    ['tag 5CG1234ABC as reception', 'reception'],
    ['group tag: HQ_Shared', 'HQ_Shared'],
  ])('are found in: %s', (text, tag) => {
    expect(found('tag', text)).toEqual([tag]);
  });

  it.each([
    'self-deploying mode',
    'pre-provisioning',
    'is it up-to-date',
    'out-of-box experience',
    'list all tags please',
    'tag naming convention',
  ])('are not seen in: %s', (text) => {
    expect(found('tag', text)).toEqual([]);
  });
});

describe('people', () => {
  it.each([
    ['give 5CG1234ABC to lucy.chen@contoso.com', 'lucy.chen@contoso.com'],
    ['MP0V3HTC goes to Ingrid Berg', 'Ingrid Berg'],
    ['Ingrid Berg gets MP0V3HTC', 'Ingrid Berg'],
    ["the owner of 5CD5531MNV should be Daniel O'Connor", "Daniel O'Connor"],
    ['5CG1234ABC is for Anna van der Berg', 'Anna van der Berg'],
    ['assign 5CG1234ABC to Jean-Luc Moreau please', 'Jean-Luc Moreau'],
    ['assign 5CG1234ABC to ingrid berg', 'ingrid berg'],
    ['5CG1234ABC is for CONTOSO\\lchen', 'CONTOSO\\lchen'],
  ])('are found in: %s', (text, user) => {
    expect(found('user', text)).toEqual([user]);
  });

  it.each([
    'remove 5CG1234ABC from Autopilot',
    'devices from Lenovo',
    'find the Surface Pro',
    'sync with Intune on Monday',
  ])('are not seen in: %s', (text) => {
    expect(found('user', text)).toEqual([]);
  });
});

describe('requests, profiles, fragments and phrases', () => {
  it.each(['approve request 12', 'approve #12', 'approve 12', 'req no. 12 is fine', 'Antrag 12 genehmigen'])(
    'finds the number of a request in: %s',
    (text) => {
      expect(found('request', text)).toEqual(['12']);
    },
  );

  it.each([
    ["what does the profile 'Shared Devices EU' set?", 'Shared Devices EU'],
    ['SHOW ME THE PROFILE Kiosk-Berlin-Lobby', 'Kiosk-Berlin-Lobby'],
    ['show the Corp Standard profile', 'Corp Standard'],
  ])('finds the profile in: %s', (text, profile) => {
    expect(found('profile', text)).toEqual([profile]);
  });

  it.each([
    ['serials starting with PF4', 'PF4'],
    ['serial ends in 7x2', '7X2'],
    ['find 5CG12*', '5CG12'],
    ['the serial contains K2L', 'K2L'],
  ])('finds the part of a serial in: %s', (text, fragment) => {
    expect(found('fragment', text)).toEqual([fragment]);
  });

  it.each([
    ["app install phase never ends, 'Installing (3 of 9)'", 'Installing (3 of 9)'],
    ['ESP stuck at identifying', 'identifying'],
    ['what does ZtdDeviceAlreadyAssigned mean?', 'ZtdDeviceAlreadyAssigned'],
  ])('hands on what the screen says in: %s', (text, phrase) => {
    expect(recognizer().recognize(text)).toMatchObject({ command: 'explain', slots: { phrase } });
  });

  it('leaves out what a sentence does not name', () => {
    expect(recognizer().recognize('list all tags').slots).toEqual({ serials: [], codes: [] });
  });
});
