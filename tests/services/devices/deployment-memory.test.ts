import { createDeviceReader } from '../../../services/devices/device-reader';
import { readinessOf } from '../../../services/devices/readiness';
import { createGraphClient } from '../../../services/graph/graph-client';
import {
  batchAnswer,
  partsOf,
  ScriptedGraph,
  type ScriptedAnswer,
  type ScriptedRequest,
} from '../../support/scripted-graph';
import { everyDevice } from '../../support/viewers';

/** A tenant whose report has two rows per page, no filter, and rows that move when new ones come. */

const serial = '5CG1';
const start = Date.parse('2026-09-01T08:00:00Z');
const minute = 60_000;
const day = 24 * 60 * minute;
const eventsPath = '/deviceManagement/autopilotEvents';

let graph: ScriptedGraph;
let now: number;
let events: object[];
let enrolledAt: number;
let reportStatus: number;
/** Pages read in the background are answered after this. */
let released: Promise<unknown>;

beforeEach(async () => {
  now = start;
  reportStatus = 200;
  released = Promise.resolve();
  enrolledAt = start - 2 * day;
  events = [...others(4), event()];
  graph = await ScriptedGraph.start();
  graph.script = (request) =>
    isReading(request)
      ? { ...eventsPage(request.path), after: released }
      : batchAnswer(request, ({ url }) => answerTo(url));
});

afterEach(() => graph.stop());

function isReading({ method }: ScriptedRequest): boolean {
  return method === 'GET';
}

function reader() {
  const clock = { now: () => now };
  const tokens = () => Promise.resolve('t');
  const client = createGraphClient({
    root: graph.url,
    tokens,
    clock,
    retries: 0,
    pause: () => Promise.resolve(),
  });
  const devices = createDeviceReader({ graph: client, clock });
  return {
    ...devices,
    device: async () => {
      const [lookup] = await devices.bySerials([serial], everyDevice);
      if (lookup?.type !== 'found') throw new Error(`No device: ${JSON.stringify(lookup)}`);
      return lookup.devices[0]!;
    },
  };
}

function event(change: object = {}): object {
  return {
    id: 'v1',
    deviceSerialNumber: serial,
    deploymentState: 'success',
    eventDateTime: time(start - 2 * day + 20 * minute),
    deploymentStartDateTime: time(start - 2 * day - 10 * minute),
    deploymentEndDateTime: time(start - 2 * day + 20 * minute),
    ...change,
  };
}

function others(count: number, prefix = 'w'): object[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${prefix}${index}`,
    deviceSerialNumber: `${prefix}-OTHER`,
  }));
}

function time(ms: number): string {
  return new Date(ms).toISOString();
}

function eventsPage(path: string): ScriptedAnswer {
  if (reportStatus !== 200) return { status: reportStatus };
  if (path.includes('filter')) return { status: 400 };
  const from = Number(/skiptoken=(\d+)/.exec(path)?.[1] ?? 0);
  const value = events.slice(from, from + 2);
  const nextLink = `${graph.url}/beta${eventsPath}?$skiptoken=${from + 2}`;
  return { body: { value, ...(from + 2 < events.length && { '@odata.nextLink': nextLink }) } };
}

function answerTo(url: string): ScriptedAnswer {
  const registration = {
    id: 'r1',
    serialNumber: serial,
    enrollmentState: 'enrolled',
    managedDeviceId: 'm1',
    deploymentProfileAssignmentStatus: 'assignedInSync',
  };
  const record = {
    id: 'm1',
    serialNumber: serial,
    enrolledDateTime: time(enrolledAt),
    lastSyncDateTime: time(now),
  };
  if (url.includes('autopilotEvents')) return eventsPage(url);
  if (url.includes('managedDevices')) return { body: { value: [record] } };
  return { body: url.includes('/r1') ? registration : { value: [registration] } };
}

function holdPages(): () => void {
  let release: (() => void) | undefined;
  released = new Promise<void>((resolve) => (release = resolve));
  return () => release?.();
}

test('A row that newer rows moved to another page is shown as it was read last, with the time of that reading', async () => {
  const devices = reader();
  await devices.readReport();
  now += 20_000;
  events = [...others(4), event({ deploymentState: 'failure' })];
  expect((await devices.device()).deployment).not.toHaveProperty('remembered');

  now += 20_000;
  events = [...others(7, 'new'), ...events];
  const { deployment } = await devices.device();

  expect(deployment).toMatchObject({
    state: 'read',
    value: { state: 'failure' },
    asOf: start + 20_000,
    remembered: true,
  });
});

test('The report is read again when somebody asks after more than a minute, by one reader at a time', async () => {
  const devices = reader();
  await devices.readReport();
  const pages = graph.requests.filter(isReading).length;
  now += minute;
  await devices.device();
  expect(graph.requests.filter(isReading)).toHaveLength(pages);

  now += 1;
  const release = holdPages();
  await Promise.all([devices.device(), devices.device()]);
  release();
  await devices.readReport();

  expect(graph.requests.filter(isReading)).toHaveLength(2 * pages);
});

test('A newer deployment on an unread page is not hidden by the older one, and found after the next reading', async () => {
  const devices = reader();
  await devices.readReport();
  now += 2 * minute;
  enrolledAt = start - 28 * minute;
  events.push(
    ...others(1, 'x'),
    event({
      id: 'v2',
      deploymentState: 'failure',
      deviceSetupStatus: 'failure',
      eventDateTime: time(start),
      deploymentStartDateTime: time(start - 30 * minute),
      deploymentEndDateTime: null,
    }),
  );

  const release = holdPages();
  const before = readinessOf(await devices.device(), now);
  release();
  await devices.readReport();
  const after = readinessOf(await devices.device(), now);

  expect([before, after].map(({ layers }) => layers[3]?.reason)).toEqual([
    'deployment-before-enrolment',
    'device-setup-failed',
  ]);
  expect(before.layers[4]?.state).toBe('unknown');
});

test('A report that could not be read at start is read when somebody asks, ten seconds later', async () => {
  const devices = reader();
  reportStatus = 503;
  await devices.readReport();
  reportStatus = 200;
  const before = graph.requests.filter(isReading).length;

  now += 10_000;
  expect((await devices.device()).deployment.state).toBe('unreadable');
  expect(graph.requests.filter(isReading)).toHaveLength(before);

  now += 1;
  const release = holdPages();
  await devices.device();
  release();
  await devices.readReport();
  expect(graph.requests.filter(isReading)).toHaveLength(before + 3);
  expect((await devices.device()).deployment.state).toBe('read');
});

test('A row that the report no longer has is forgotten with the next reading', async () => {
  const devices = reader();
  await devices.readReport();
  events = others(5);
  now += 2 * minute;
  const release = holdPages();
  expect((await devices.device()).deployment).toMatchObject({ remembered: true, asOf: start });

  release();
  await devices.readReport();

  expect((await devices.device()).deployment).toEqual({
    state: 'absent',
    asOf: start + 2 * minute,
    remembered: true,
  });
});

test('A device that enrolled after the report was read is not said to have no deployment', async () => {
  events = others(5);
  const devices = reader();
  await devices.readReport();
  now += 30_000;
  enrolledAt = now - 10_000;

  expect((await devices.device()).deployment).toEqual({ state: 'unclear', doubt: 'read-too-early' });
});

test('Every look-up reads the first page and the known one live', async () => {
  const devices = reader();
  await devices.readReport();
  const before = graph.requests.length;

  await devices.device();

  const parts = graph.requests.slice(before).flatMap((request) => (request.body ? partsOf(request) : []));
  expect(parts.map(({ url }) => url).filter((url) => url.includes('autopilotEvents'))).toEqual([
    eventsPath,
    `${eventsPath}?$skiptoken=4`,
  ]);
});
