import { createJournal } from '../../../services/audit/journal';
import { createRefusals, type Refused } from '../../../services/audit/refusals';
import { verifyAudit } from '../../../services/audit/verify';
import { createLog } from '../../../services/log';
import { openTestStore, type TestStore } from '../../support/postgres/store';
import { until } from '../../support/until';
import { append, entry, recordedAt } from './entries';

const lines: string[] = [];
const log = createLog('error', { write: (line) => void lines.push(line) });
const journal = createJournal(log);
const clock = { now: () => recordedAt };
const withinMs = 200;

const refused: Refused = {
  tenantId: '5f0c2a61-7d94-4e1b-9a38-c2e4b7d51f06',
  actorId: 'd8415f3e-6a97-4b2c-9e50-a4c7183bf692',
  actorName: 'Liam Carter',
  role: 'employee',
  conversationId: '19:autopilot@thread.tacv2',
  command: 'approve',
  correlationId: 'c0ffee02',
  why: 'not-allowed',
  tried: { verb: 'change.approve', request: '12' },
};

let opened: TestStore;
beforeEach(async () => {
  opened = await openTestStore();
  lines.length = 0;
});
afterEach(() => opened.stop());

const recorder = () => createRefusals({ db: opened.store.db, journal, clock, log }, withinMs);
const rows = () =>
  opened.store.db.selectFrom('audit').select(['actor_name', 'action', 'result', 'after']).execute();
const asRecorded = {
  actor_name: 'Liam Carter',
  action: 'refused',
  result: 'refused',
  after: { refusal: 'not-allowed', verb: 'change.approve', request: '12' },
};

it('stands in the audit, sealed like what was done', async () => {
  await append(opened.store.db, journal, entry());
  await recorder()(refused);

  expect((await rows()).at(-1)).toEqual(asRecorded);
  expect(await verifyAudit(opened.store.db, {})).toMatchObject({ ok: true, value: { entry: 2 } });
});

it('is answered in time while somebody holds the audit, and recorded afterwards', async () => {
  await opened.store.db.transaction().execute(async (tx) => {
    await tx.selectFrom('audit_head').select('entry').forUpdate().execute();
    await recorder()(refused);
    expect(await rows()).toEqual([]);
  });

  await until(async () => (await rows()).length > 0);
  expect(await rows()).toEqual([asRecorded]);
});

it('leaves a line in the log, and the answer as it is, when it cannot be recorded', async () => {
  const broken = { append: () => Promise.reject(new Error('no database')) };

  await createRefusals({ db: opened.store.db, journal: broken, clock, log }, withinMs)(refused);

  expect(lines).toEqual([expect.stringContaining('refusal not recorded')]);
  expect(await rows()).toEqual([]);
});
