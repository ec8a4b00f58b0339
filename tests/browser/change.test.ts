import { createDemoTenant, type DemoTenant } from '../../services/demo/tenant';
import { createDatabase } from '../support/postgres/database';
import { PlaygroundJourney } from './playground';
import type { Screen } from './screen';

const minute = 60_000;
const groupChat = 'Laptop rollout';

/** Sofie asks in one Playground, Anna decides in another. */
let tenant: DemoTenant;
let sofie: PlaygroundJourney;
let anna: Screen;
beforeAll(async () => {
  // The twelve minutes in which a tag reaches its profile pass before the bot looks for the first time.
  tenant = await createDemoTenant({ anyToken: true, timeScale: 30 });
  sofie = await PlaygroundJourney.start({
    DATABASE_URL: await createDatabase(),
    AUTOPILOT_GRAPH_URL: tenant.url,
    APPROVALS_CONVERSATION: '19:demo-group-chat-anna@thread.v2',
  });
  anna = await sofie.alsoAs('anna');
});

afterAll(async () => {
  await sofie.stop();
  await tenant.stop();
});

/** How many group tags were written, by the tenant's own request log. */
const writes = () =>
  tenant
    .requests()
    .flatMap(({ path, batch }) => [path, ...(batch ?? []).map((part) => part.path)])
    .filter((path) => path.endsWith('/updateDeviceProperties')).length;

it(
  'a tag is asked for in a personal chat, approved with another one in a group chat, proven, and put back',
  async () => {
    await anna.openChat(groupChat);
    await anna.sayToBot('help');
    await anna.card.waitFor();
    const before = writes();

    await sofie.say('tag 5CG4217QHX as UK-Kiosk-Desktop');
    await sofie.reads('Please confirm. Then somebody else has to approve it.');
    await sofie.keepBothScreenshots('change-offered');
    await sofie.press('Ask for approval', 'assign-tag.confirm');
    await sofie.reads('Waits for approval');
    await sofie.keepBothScreenshots('change-asked');
    await anna.reads('Group tag UK-Kiosk-Desktop for 5CG4217QHX');
    await anna.reads('Waits for approval');

    expect(await sofie.card.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);
    await sofie.say('approve 1');
    await sofie.told('“Approve a request” is not open to you here.');
    await sofie.keepScreenshot('change-refused');
    expect(writes()).toBe(before);

    await anna.unfold('Approve with another tag', 'Approve with this tag');
    await anna.choose('DE-Corp-Laptop');
    await anna.keepBothScreenshots('change-decided');
    await anna.press('Approve with this tag', 'change.approveWith');
    for (const screen of [sofie, anna]) {
      await screen.reads('Group tag DE-Corp-Laptop for 5CG4217QHX');
      await screen.reads('Approved by Anna Lindqvist');
      await screen.reads('Written: 1 of 1');
    }
    await sofie.keepBothScreenshots('change-written');
    await sofie.told(/was approved by Anna Lindqvist/);

    for (const screen of [sofie, anna]) await screen.reads('Done and proven');
    await sofie.told(/is done and proven: 1 of 1/);
    await sofie.keepBothScreenshots('change-proven');
    expect(writes()).toBe(before + 1);

    await anna.unfold('Undo', 'Put it back');
    await anna.press('Put it back', 'change.undo');
    await anna.reads(/^Undo request \d+: 5CG4217QHX$/);
    await anna.reads('Done and proven');
    await sofie.reads(/^Undone by request \d+\.$/);
    await sofie.told(/was undone by request \d+\./);
    expect(await sofie.card.getByText('Leads to').count()).toBe(0);
    await anna.keepBothScreenshots('change-undo');
    await sofie.keepBothScreenshots('change-undone');
    expect(writes()).toBe(before + 2);
  },
  10 * minute,
);

it(
  'whoever decides finds what waits by asking, and approves it from the list',
  async () => {
    await sofie.say('tag 6KPL9W2 as UK-Dev-Laptop');
    await sofie.reads('Group tag UK-Dev-Laptop for 6KPL9W2');
    await sofie.press('Ask for approval', 'assign-tag.confirm');
    await sofie.reads('Waits for approval');

    await anna.openChat('Personal Chat');
    await anna.say('approvals');
    await anna.reads('Waiting for you');
    await anna.reads(/Group tag UK-Dev-Laptop for 6KPL9W2/);
    await anna.keepBothScreenshots('change-waiting');
    await anna.press('Approve', 'change.approve');
    await sofie.reads('Approved by Anna Lindqvist');
    await sofie.reads('Written: 1 of 1');
    await sofie.told(/was approved by Anna Lindqvist/);
  },
  5 * minute,
);
