import { openHouse, personWith, type House } from '../support/house';
import { groupId, rolesFromGroups } from '../support/role-groups';
import { cardOf, textsOf, wordsOf, type Turn } from '../support/teams-connector';

const helpdesk = personWith('helpdesk');
const admin = personWith('admin');

let house: House;
beforeAll(async () => {
  house = await openHouse({ devices: 300 });
});
afterAll(() => house.stop());
afterEach(() => {
  house.tenant.faults.clear();
  house.wait(10 * 60_000);
});

const shown = (turn: Turn) => {
  const card = cardOf(turn.replies[0]);
  if (card === undefined) throw new Error(`No card in ${JSON.stringify(turn)}`);
  return textsOf(card);
};
const writes = () =>
  house.tenant.requests().filter(({ method, path }) => method !== 'GET' && !path.endsWith('/$batch'));

describe('a tag in use', () => {
  it.each([
    'tag-impact UK-Corp-Laptop',
    '/tag-impact uk-corp-laptop',
    'which profile does the tag UK-Corp-Laptop lead to?',
  ])('%s shows profile, mode, status page and groups', async (text) => {
    const turn = await house.teams.say(helpdesk, text);

    expect(turn.replies).toHaveLength(1);
    for (const expected of [
      'UK user-driven',
      'user-driven, joins Entra',
      'ESP office devices',
      'Autopilot - UK Corp',
      'Autopilot - All devices',
      'Nothing was changed',
    ]) {
      expect(shown(turn)).toContain(expected);
    }
    expect(shown(turn)).toMatch(/Group tag · \d+ devices carry it/);
    expect(turn.replies[0]!.summary).toContain('UK user-driven');
  });

  it.each([
    ['DE-Kiosk-Desktop', 'Kiosk self-deploying', 'self-deploying, joins Entra, nobody signs in'],
    ['DE-Corp-Desktop', 'DE hybrid join', 'hybrid'],
    ['UK-Exec-Surface', 'Executives pre-provisioned', 'pre-provisioning allowed'],
  ])('%s leads to %s', async (tag, profile, mode) => {
    const card = shown(await house.teams.say(helpdesk, `tag-impact ${tag}`));

    expect(card).toContain(profile);
    expect(card).toContain(mode);
  });

  it('names the tags that a loose rule takes in as well', async () => {
    expect(shown(await house.teams.say(helpdesk, 'tag-impact UK-Corp-Laptop'))).toMatch(
      /UK Corp also takes in other tags: .*UK-Corp-Desktop/,
    );
  });

  it('changes nothing', () => {
    expect(writes()).toEqual([]);
  });
});

describe('devices named with it', () => {
  it('are shown with the groups they join and leave', async () => {
    const turn = await house.teams.say(helpdesk, 'what happens if I tag 5CG4217QHX as DE-Kiosk-Desktop?');

    expect(shown(turn)).toContain('UK-Corp-Laptop → DE-Kiosk-Desktop');
    expect(shown(turn)).toContain('joins Autopilot - Kiosks');
    expect(shown(turn)).toContain('leaves Autopilot - UK Corp');
    expect(shown(turn)).toContain('Enrolled already, so this takes effect after a reset: 5CG4217QHX');
  });

  it('are named when they are not registered', async () => {
    const turn = await house.teams.say(helpdesk, 'what happens if I tag 5CG0000ZZZ as DE-Kiosk-Desktop?');

    expect(shown(turn)).toContain('Not looked at: 5CG0000ZZZ');
  });
});

it('warns of a tag that nobody uses and no group knows, and offers a near one', async () => {
  const turn = await house.teams.say(helpdesk, 'tag-impact UK-Kropp-Laptop');

  expect(shown(turn)).toContain('No registered device carries this tag. Did you mean UK-Corp-Laptop');
  expect(shown(turn)).toContain('No dynamic group takes a device in because of this tag');
  expect(shown(turn)).toContain('No deployment profile is for a device with this tag');
});

it('asks for a tag when none was named, and goes on with the answer', async () => {
  expect(wordsOf(await house.teams.say(helpdesk, 'tag-impact'))).toContain('Which group tag do you mean?');

  expect(shown(await house.teams.say(helpdesk, 'FR-Corp-Laptop'))).toContain('FR user-driven');
});

describe('what cannot be a tag', () => {
  it.each([
    ['quotes and brackets', 'UK"Corp[x]'],
    ['a closed rule', 'X")) or (device.displayName -ne "'],
    ['a binding', '${device.secret}'],
    ['three hundred characters', 'A'.repeat(300)],
    ['Markdown', '[UK](https://evil.example)**bold**'],
    ['a mention', '<at>everyone</at>,x'],
  ])('%s is refused with a sentence', async (_, tag) => {
    const turn = await house.teams.say(helpdesk, `tag-impact ${tag}`);

    expect(turn.replies).toHaveLength(1);
    expect(turn.replies[0]!.text).toMatch(/cannot be a group tag here.*Nothing was changed/);
    expect(turn.replies[0]!.text!.length).toBeLessThan(500);
    expect(turn.replies[0]!.text).not.toMatch(/(?<!\\)\[UK|(?<!\\)\*\*|<at>/);
  });
});

describe('when something cannot be read', () => {
  it('groups that are refused cost the groups and what hangs on them', async () => {
    house.tenant.faults.set({ match: { path: /^\/groups/ }, status: 403 });
    const turn = await house.teams.say(helpdesk, 'tag-impact UK-Corp-Laptop');

    expect(shown(turn)).toContain('Not known: I have no permission for it');
    expect(shown(turn)).toMatch(/\d+ devices carry it/);
    expect(shown(turn)).not.toContain('No dynamic group');
  });

  it('profiles that are refused cost the profile alone', async () => {
    house.tenant.faults.set({ match: { path: /DeploymentProfiles/ }, status: 403 });
    const turn = await house.teams.say(helpdesk, 'tag-impact UK-Corp-Laptop');

    expect(shown(turn)).toContain('Not known: I have no permission for it');
    expect(shown(turn)).toContain('ESP office devices');
    expect(shown(turn)).toContain('Autopilot - UK Corp');
  });
});

it('is not for employees', async () => {
  const before = house.tenant.requests().length;
  const turn = await house.teams.say(personWith('employee'), 'tag-impact UK-Corp-Laptop');

  expect(wordsOf(turn)).toContain('is not open to you here');
  expect(house.tenant.requests().length).toBe(before);
});

describe('helpdesk people limited to group tags', () => {
  let limited: House;
  beforeAll(async () => {
    limited = await openHouse({
      devices: 300,
      environment: {
        ...rolesFromGroups,
        ROLE_HELPDESK_GROUPS: `${groupId('Autopilot helpdesk UK')}=uk-corp-l|IE-`,
      },
    });
  });
  afterAll(() => limited.stop());

  it('are told about their tags, and about no other tag in passing', async () => {
    const own = shown(await limited.teams.say(helpdesk, 'tag-impact UK-Corp-Laptop'));
    const all = shown(await limited.teams.say(admin, 'tag-impact UK-Corp-Laptop'));

    expect(own).toContain('UK user-driven');
    expect(own).not.toContain('UK-Corp-Desktop');
    expect(all).toContain('UK-Corp-Desktop');
  });

  it('are told nothing about other tags', async () => {
    const turn = await limited.teams.say(helpdesk, 'tag-impact DE-Kiosk-Desktop');

    expect(turn.replies).toHaveLength(1);
    expect(turn.replies[0]!.text).toBe(
      'This group tag is outside what you look after, which is tags that begin with: uk-corp-l, IE-. Nothing was changed.',
    );
    expect(JSON.stringify(turn)).not.toMatch(/Kiosk self|devices carry/);
  });

  it('are told nothing about a device outside, and offered no tag outside', async () => {
    const turn = await limited.teams.say(helpdesk, 'what happens if I tag 5CG4180KSK as UK-Corp-Laptop?');
    expect(shown(turn)).toContain('Not looked at: 5CG4180KSK');
    expect(shown(turn)).not.toMatch(/DE-Kiosk|Autopilot - Kiosks/);

    const near = shown(await limited.teams.say(helpdesk, 'tag-impact UK-Corp-Labtob'));
    expect(near).not.toMatch(/UK-Corp-(Desktop|Surface)/);
  });
});
