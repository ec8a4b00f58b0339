import { callsOf } from '../support/graph-calls';
import { openHouse, type House } from '../support/house';
import { ChangeStory, who } from '../support/change-story';
import { until } from '../support/until';
import { graph, type Entity, type GraphOverHttp } from '../services/demo/graph-over-http';

/** As many devices as one request may name, and Intune as it is. The write budget takes its real time. */
const { anna, sofie } = who;
const [tag, most] = ['UK-Corp-Laptop', 500] as const;
const path = '/deviceManagement/windowsAutopilotDeviceIdentities';
const windowMs = 20_000;
const withinMs = 300_000;

let house: House;
let story: ChangeStory;
let outside: GraphOverHttp;
beforeAll(async () => {
  house = await openHouse({ devices: 1200 });
  story = new ChangeStory(house);
  outside = graph(house.tenant);
}, 60_000);
afterAll(() => house.stop());

/** Devices with another tag, those that never enrolled first; each has its serial for itself. */
async function chosen(): Promise<readonly Entity[]> {
  const rows = await outside.all(`/beta${path}`);
  const distinct = [...new Map(rows.map((row) => [row.id, row])).values()];
  const shared = new Set(serials(distinct).filter((serial, at, all) => all.indexOf(serial) !== at));
  return distinct
    .filter(({ groupTag, serialNumber: serial }) => groupTag !== tag && !shared.has(serial))
    .filter(({ serialNumber }) => /^(?=.*\d)[A-Z0-9]{7,12}$/.test(serialNumber))
    .sort((some, other) => Number(isNew(other)) - Number(isNew(some)))
    .slice(0, most);
}

const serials = (rows: readonly Entity[]) => rows.map(({ serialNumber }) => serialNumber);
const isNew = ({ enrollmentState }: Entity) => enrollmentState === 'notContacted';
const setTag = (id: string) => `${path}/${id}/updateDeviceProperties`;
const writesTo = (id: string) => callsOf(house.tenant.requests()).filter((call) => call.path === setTag(id));
const states = async () =>
  story.rows<{ serial: string; state: string; reason: string | null }>(
    'select serial, state, reason from change_devices order by position',
  );

/** The most writes to Intune in any twenty seconds of real time, by the tenant's own log. */
function mostWritesInAWindow(): number {
  const arrivals = house.tenant
    .requests()
    .flatMap((request) =>
      callsOf([request])
        .filter(({ method, path: asked }) => method !== 'GET' && asked.startsWith('/deviceManagement/'))
        .map(() => request.arrivedAt),
    )
    .sort((some, other) => some - other);
  const within = arrivals.map(
    (from, at) => arrivals.slice(at).filter((later) => later < from + windowMs).length,
  );
  return Math.max(...within);
}

it(
  'five hundred devices in one request: 497 are proven, and the three that fail are named',
  async () => {
    const devices = await chosen();
    expect(devices).toHaveLength(most);
    const [refused, unheard, unavailable] = [devices[7]!, devices[25]!, devices[45]!];
    const [removed, theirs] = [devices.find((each, at) => at > 60 && isNew(each))!, devices.at(-1)!];
    const fault = (id: string, how: object) =>
      house.tenant.faults.set({ match: { method: 'POST', path: new RegExp(setTag(id)) }, ...how });
    fault(refused.id, { status: 400 });
    fault(unheard.id, { losesAnswer: true, times: 1 });
    fault(unavailable.id, { status: 503, times: 1 });

    const text = `tag ${serials(devices).join(', ')} as ${tag}`;
    const asked = await story.submitted(sofie, text);
    expect(story.words(asked)).toContain('500 devices');
    const from = house.teams.sent.length;
    await story.press(anna, asked, 'change.approve');
    await until(() => story.writes() > 0);
    await outside.delete(`/v1.0${path}/${removed.id}`);
    await outside.post(`/v1.0${setTag(theirs.id)}`, { groupTag: 'FR-Corp-Laptop' });
    const isWritten = async () => (await story.latest())?.state !== 'applying';
    while (!(await isWritten())) await until(isWritten).catch(() => undefined);
    await story.untilSaid(asked, 'Proven: 497 of 500. 3 devices need a look.', 180_000);

    const ended = await states();
    const failed = ended.filter(({ state }) => state !== 'proven');
    expect(ended).toHaveLength(most);
    expect(failed).toEqual([
      { serial: refused.serialNumber, state: 'failed', reason: 'refused-by-graph' },
      { serial: removed.serialNumber, state: 'skipped', reason: 'gone' },
      { serial: theirs.serialNumber, state: 'skipped', reason: 'changed-meanwhile' },
    ]);
    const words = story.words(asked);
    for (const { serialNumber } of [refused, removed, theirs]) expect(words).toContain(serialNumber);
    expect(words).toContain('Microsoft Graph refused the change.');
    expect(words).toContain('It is not registered any more.');
    expect(words).toContain('Left alone: it was changed since this was asked for.');
    await until(() => story.saidSince(from).includes('497 of 500 proven, 3 devices need a look'));
    expect(story.saidSince(from).match(/497 of 500 proven/g)).toHaveLength(1);

    expect(mostWritesInAWindow()).toBeLessThanOrEqual(100);
    const sends = devices.map(({ id }) => writesTo(id));
    const inEffect = sends.map((calls) => calls.filter(({ status }) => status < 300).length);
    expect(inEffect.filter((count) => count > 1)).toEqual([]);
    expect(writesTo(unheard.id).map(({ status }) => status)).toEqual([0]);
    expect(writesTo(unavailable.id).map(({ status }) => status)).toEqual([503, 204]);
    expect(writesTo(refused.id).map(({ status }) => status)).toEqual([400]);
    expect([removed, theirs].map(({ id }) => writesTo(id).length)).toEqual([0, 1]);
    expect(sends.flat()).toHaveLength(most);
    const audit = await story.audit(asked.id);
    expect(audit.filter(({ action, result }) => action === 'applied' && result === 'done')).toHaveLength(497);
  },
  withinMs,
);
