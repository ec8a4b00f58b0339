import { changeVerbs } from '../../cards/change-verbs';
import { followers, type ChangeState } from '../../services/changes/change';
import type { Store } from '../../services/store/store';
import { sql } from 'kysely';
import type { ChangePlay } from './change-play';
import { who } from './change-story';
import type { House } from './house';
import { buttonsOf, cardOf, textsOf } from './teams-connector';

type Row = Awaited<ReturnType<ChangePlay['changes']>>[number];

/** What must hold at rest, whatever happened; each breach is one sentence. */
export async function breaches(play: ChangePlay, house: House, db: Store['db']): Promise<readonly string[]> {
  const found: string[] = [];
  for (const change of await play.changes()) {
    const told = await toldOf(change, db);
    const all = [
      ...approvalBreaches(change),
      ...historyBreaches(told),
      ...writeBreaches(told),
      ...auditBreaches(told),
      ...(await cardBreaches(told, play, house, db)),
    ];
    found.push(...all.map((breach) => `Change ${change.change_id} (${change.state}): ${breach}`));
  }
  return [...found, ...(await tenantBreaches(house, db))];
}

const admins = [who.anna.objectId, who.marcus.objectId];

/** Everything that is kept of one change. */
async function toldOf(change: Row, db: Store['db']) {
  const { change_id: id } = change;
  const of = { change_id: id };
  const events = db
    .selectFrom('change_events')
    .selectAll()
    .where((eb) => eb.and(of));
  const devices = db
    .selectFrom('change_devices')
    .selectAll()
    .where((eb) => eb.and(of));
  const audit = db
    .selectFrom('audit')
    .selectAll()
    .where(sql<boolean>`(after->>'change')::bigint = ${id} or (approval->>'change')::bigint = ${id}`);
  return {
    change,
    events: await events.orderBy('revision').execute(),
    devices: await devices.orderBy('position').execute(),
    audit: await audit.orderBy('entry').execute(),
  };
}
type Told = Awaited<ReturnType<typeof toldOf>>;

const named = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

const begun = ['approved', 'applying', 'applied', 'proven', 'failed', 'undone'];

/** Nobody approves their own, and nothing begins without enough people or a rule. */
function approvalBreaches(change: Row): string[] {
  const approvers = (change.approvals as readonly { readonly id: string }[]).map(({ id }) => id);
  const { auto_rule: rule, requester_id: requester } = change;
  const isUndoByAdmin = rule === 'undo-by-admin' && change.undoes !== null && admins.includes(requester);
  const isByRule = rule === 'first-tag' || isUndoByAdmin;
  const isEnough = new Set(approvers).size >= change.approvals_needed && change.approvals_needed > 0;
  return [
    ...(approvers.includes(requester) ? ['approved by whoever asked'] : []),
    ...(approvers.every((id) => admins.includes(id)) ? [] : ['approved by somebody who is no admin']),
    ...(rule !== null && approvers.length > 0 ? ['approved by a rule and by people'] : []),
    ...(begun.includes(change.state) && !isByRule && !isEnough ? ['begun without an approval'] : []),
  ];
}

function historyBreaches({ change, events }: Told): string[] {
  const states = ['draft', ...events.map(({ state }) => state)] as ChangeState[];
  const isStep = (to: ChangeState, at: number) => at === 0 || followers[states[at - 1]!].includes(to);
  const last = events.at(-1);
  return [
    ...(states.every(isStep) ? [] : [`went ${states.join(' → ')}`]),
    ...(events.every(({ revision }, at) => revision === at + 2) ? [] : ['a revision is missing']),
    ...(states.at(-1) === change.state && (last?.revision ?? 1) === change.revision
      ? []
      : ['the history ends elsewhere']),
  ];
}

/** Nothing is written for what was not begun, nothing twice, and not for half of what was begun. */
function writeBreaches({ change, devices }: Told): string[] {
  const open = ['waiting', 'writing', 'written'];
  const isBegun = begun.includes(change.state);
  return devices.flatMap(({ serial, state, sends }) => [
    ...(sends > 1 ? [`${serial} was written ${sends} times`] : []),
    ...(!isBegun && (sends > 0 || state !== 'waiting') ? [`${serial} was touched`] : []),
    ...(isBegun && change.state !== 'undone' && open.includes(state) ? [`${serial} is left ${state}`] : []),
  ]);
}

const decisions = [
  'submitted',
  'approved',
  'half-approved',
  'rejected',
  'withdrawn',
  'renewed',
  'expired',
  'stale',
];

/** Every decision and every device has its entry, in the order in which it happened. */
function auditBreaches({ change, events, devices, audit }: Told): string[] {
  const trail = audit.filter(
    ({ action, result }) => decisions.includes(action) && (result === 'done' || action === 'stale'),
  );
  const history = events.map(({ event }) => event).filter((event) => decisions.includes(event));
  const said = trail.map(({ action }) => action);
  const applied = audit.filter(({ action }) => action === 'applied');
  const firstApplied = applied[0]?.entry ?? Infinity;
  return [
    ...(said.join() === history.join() ? [] : [`happened ${history.join()}, recorded ${said.join()}`]),
    ...(trail.every(({ entry }) => entry < firstApplied) ? [] : ['decided after it was applied']),
    ...devices.flatMap((device) => appliedBreaches(change, device, applied)),
    ...(change.state === 'proven' && !audit.some(({ action }) => action === 'proven')
      ? ['the proof is not recorded']
      : []),
  ];
}

function appliedBreaches(change: Row, device: Told['devices'][number], applied: Told['audit']): string[] {
  const { serial, state, before, after } = device;
  const entries = applied.filter((entry) => entry.serial === serial.toUpperCase());
  if (state === 'waiting') return entries.length === 0 ? [] : [`${serial} was recorded, not written`];
  if (entries.length !== 1) return [`${serial} is ${state} and has ${entries.length} entries`];
  const [entry] = entries;
  const isDone = !['failed', 'skipped'].includes(state);
  if (!isDone) return entry?.result === 'failed' ? [] : [`${serial} is recorded as done`];
  const isAsDone = JSON.stringify([entry?.before, entry?.after]) === JSON.stringify([before, after]);
  const approvedBy = (named(entry?.approval, 'approvedBy') ?? []) as readonly { readonly id: string }[];
  const approvers = (change.approvals as readonly { readonly id: string }[]).map(({ id }) => id);
  const isApproved = approvedBy.map(({ id }) => id).join() === approvers.join();
  const isRuled = (named(entry?.approval, 'rule') ?? null) === change.auto_rule;
  return isAsDone && isApproved && isRuled && entry?.result === 'done'
    ? []
    : [`${serial} is recorded wrongly`];
}

/** Wherever its card stands, it shows the change as it is, with what somebody can do now. */
async function cardBreaches(
  { change }: Told,
  play: ChangePlay,
  house: House,
  db: Store['db'],
): Promise<string[]> {
  const { change_id: id, state } = change;
  if (state === 'draft') return [];
  const places = await db
    .selectFrom('change_cards')
    .leftJoin('outgoing', 'outgoing.outgoing_id', 'change_cards.outgoing_id')
    .select(['change_cards.message_id', 'outgoing.message_id as sent_id'])
    .where('change_id', '=', id)
    .execute();
  const viewers = [who.anna, who.marcus, who.sofie];
  const turns = await Promise.all(
    viewers.map((person) => play.pressVerb(person, changeVerbs.show, { id }, id)),
  );
  const now = turns.map(({ body }) => (body as { readonly value: { readonly body?: unknown } }).value);
  const possible = Object.values(changeVerbs).filter((verb) =>
    now.some((card) => buttonsOf(card, verb).length > 0),
  );
  return places
    .flatMap(({ message_id: messageId, sent_id: sentId }) => {
      const card = cardOf(house.teams.shown(messageId ?? sentId ?? ''));
      const missing = possible.filter((verb) => buttonsOf(card, verb).length === 0);
      const isSame = wordsOf(card?.['body']) === wordsOf(now[0]?.body);
      return [
        ...(isSame ? [] : [`a card says\n${wordsOf(card?.['body'])}\nin place of\n${wordsOf(now[0]?.body)}`]),
        ...(missing.length === 0 ? [] : [`a card lacks ${missing.join()}`]),
      ];
    })
    .concat(places.length === 0 ? ['no card stands anywhere'] : []);
}

/** When its time is over is seen at the next look. */
const wordsOf = (body: unknown) => textsOf(body).replace(/^It can be undone until.*\n?/gm, '');

/** What the tenant was asked to write is what was sent for the changes. */
async function tenantBreaches(house: House, db: Store['db']): Promise<string[]> {
  const sent = await db
    .selectFrom('change_devices')
    .select((eb) => ['registration_id', eb.fn.sum<string>('sends').as('sends')])
    .groupBy('registration_id')
    .execute();
  const written = house.tenant.requests().flatMap(({ batch = [] }) => batch.map(({ path }) => path));
  return sent.flatMap(({ registration_id: id, sends }) => {
    const writes = written.filter(
      (path) => path.includes(id) && path.endsWith('/updateDeviceProperties'),
    ).length;
    return writes === Number(sends) ? [] : [`Device ${id} was written ${writes} times, ${sends} times meant`];
  });
}
