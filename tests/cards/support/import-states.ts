import { renderCard } from '../../../cards/card';
import { importOfferCard, importOfferData, type ImportOfferInput } from '../../../cards/import-offer';
import {
  importProgressCard,
  importProgressData,
  type ImportProgressInput,
} from '../../../cards/import-progress';
import { importRowsCard, importRowsData } from '../../../cards/import-rows';
import { createMessages } from '../../../cards/messages';
import type { DownloadFailure } from '../../../services/files/download';
import type { FileProblem } from '../../../services/registration/doctor/doctored-file';
import { findingVerdicts, type FindingCode } from '../../../services/registration/doctor/doctored-row';
import {
  failureReasons,
  importPhases,
  rowStates,
  type ImportRow,
  type ImportView,
  type RowPage,
  type RowState,
} from '../../../services/registration/imports/import';
import type { StoredRequest } from '../../../services/requests/requests';
import { minute, now } from './devices';

/** English, and a sentence without one of its values is a failed test. */
const say = createMessages({
  onMissing: (complaint) => {
    throw new Error(complaint);
  },
})('en');

/** The keys of a record over a union: a new member does not compile until it is named here. */
const all = <T extends string>(members: Readonly<Record<T, true>>) => Object.keys(members) as T[];

export const fileProblems = all<FileProblem['type']>({
  empty: true,
  'not-a-table': true,
  'old-excel': true,
  encrypted: true,
  damaged: true,
  'too-large': true,
  'too-many-rows': true,
  'row-too-long': true,
  'no-hash-column': true,
  'no-serial-column': true,
});
export const downloadFailures = all<DownloadFailure['type']>({
  'foreign-host': true,
  expired: true,
  refused: true,
  'too-large': true,
  stalled: true,
  unreachable: true,
});

const findingCodes = Object.keys(findingVerdicts) as FindingCode[];

/** Whatever a finding may carry, each of the values as `text`. */
const valuesOf = (text: string) => ({
  serial: text,
  row: text,
  hash: text,
  tag: text,
  user: text,
  line: 14,
  found: 6,
  expected: 5,
});

export function importRow(differing: Partial<ImportRow> = {}): ImportRow {
  return {
    line: 2,
    verdict: 'ready',
    findings: [],
    serial: '5CG4217QHX',
    tag: 'UK-Corp-Laptop',
    user: '',
    manufacturer: 'HP',
    model: 'HP EliteBook 840 G10',
    hasTpm: true,
    state: 'listed',
    ...differing,
  };
}

/** A row in which the doctor found these. */
export function rowWith(code: FindingCode, text = 'PF4K7X2N', more: Partial<ImportRow> = {}): ImportRow {
  const verdict = findingVerdicts[code];
  const state = verdict === 'asked' || verdict === 'refused' ? verdict : 'ready';
  return importRow({ verdict, state, findings: [{ code, values: valuesOf(text) }], ...more });
}

export function counted(states: Partial<Record<RowState, number>>): ImportView['states'] {
  return { ...(Object.fromEntries(rowStates.map((state) => [state, 0])) as ImportView['states']), ...states };
}

type Differing = Partial<Omit<ImportView, 'states'>> & { states?: Partial<Record<RowState, number>> };

/** A checked file of 497 usable rows that nobody confirmed yet. */
export function importView({ states = { ready: 497 }, ...differing }: Differing = {}): ImportView {
  const all = counted(states);
  return {
    id: 7,
    kind: 'hashes',
    fileName: 'AutopilotHWID.csv',
    format: 'UTF-16LE, comma',
    ignoredColumns: [],
    personId: 'p',
    personName: 'Anna Lindqvist',
    phase: 'offered',
    choices: { includeAsked: false },
    total: Object.values(all).reduce((sum, count) => sum + count, 0),
    states: all,
    verdicts: { ready: all.ready, repaired: 0, asked: all.asked, refused: all.refused },
    tagsInFile: [{ tag: 'UK-Corp-Laptop', count: 497 }],
    isChecked: true,
    problems: [],
    failures: [],
    createdAt: now - 20 * minute,
    ...differing,
  };
}

export function importRequest(differing: Partial<StoredRequest> = {}): StoredRequest {
  return {
    id: 144,
    command: 'register',
    tenantId: 't',
    personId: 'p',
    personName: 'Anna Lindqvist',
    conversationId: 'a:1',
    locale: 'en',
    correlationId: 'c0ffee00',
    payload: {},
    effects: [],
    state: 'offered',
    revision: 1,
    step: 0,
    createdAt: now,
    changedAt: now,
    ...differing,
  };
}

export const someTags = ['UK-Corp-Laptop', 'UK-Kiosk', 'FR-Corp-Laptop'];

export function offerData(differing: Differing = {}, more: Partial<ImportOfferInput> = {}) {
  const view = importView(differing);
  return importOfferData({
    say,
    request: importRequest(),
    view,
    tags: someTags,
    canChooseUser: true,
    ...more,
  });
}

export function progressData(
  differing: Differing = {},
  request: Partial<StoredRequest> = { state: 'working' },
  more: Partial<ImportProgressInput> = {},
) {
  const view = importView({ phase: 'following', begunAt: now - 3 * minute, ...differing });
  return importProgressData({ say, now, request: importRequest(request), view, mayStop: true, ...more });
}

export function rowsData(rows: readonly ImportRow[], page: Partial<RowPage> = {}, differing: Differing = {}) {
  const whole = { page: 0, pages: 1, total: rows.length, onlyProblems: false, ...page };
  const view = importView({ phase: 'ended', ...differing });
  return importRowsData({ say, view, page: { ...whole, rows } });
}

const offer = (name: string, ...given: Parameters<typeof offerData>) => ({
  name: `import-offer: ${name}`,
  render: () => renderCard(importOfferCard, offerData(...given)),
});
const progress = (name: string, ...given: Parameters<typeof progressData>) => ({
  name: `import-progress: ${name}`,
  render: () => renderCard(importProgressCard, progressData(...given)),
});
const rows = (name: string, ...given: Parameters<typeof rowsData>) => ({
  name: `import-rows: ${name}`,
  render: () => renderCard(importRowsCard, rowsData(...given)),
});

const problems = [
  rowWith('serialDiffers', 'PF4K7X2N', { line: 14 }),
  rowWith('hashTruncated', '', { line: 87, serial: '5CG4217QJ1' }),
  rowWith('tooManyColumns', '', { line: 203, serial: '' }),
  importRow({ line: 311, state: 'other-tag', foundTag: 'UK-Kiosk' }),
  rowWith('duplicateSerial', '', { line: 498 }),
];

const failed = (reason: ImportRow['reason'], more: Partial<ImportRow> = {}) =>
  importRow({ state: 'failed', ...(reason && { reason }), ...more });

const ended: Differing = {
  phase: 'ended',
  begunAt: now - 40 * minute,
  settledAt: now - 31 * minute,
  states: { assigned: 401, listed: 80, here: 12, 'other-tag': 1, failed: 6, refused: 3 },
  problems: [failed('otherTenant'), failed('other', { errorName: 'ZtdNewError', errorCode: 811 })],
  failures: [
    { reason: 'otherTenant', count: 4 },
    { reason: 'invalidHash', count: 1 },
    { reason: 'other', count: 1 },
  ],
};
const partly = {
  state: 'done',
  outcome: { result: 'done', code: 'partly', values: { registered: 481, total: 487 } },
} as const;

export const importShowcase = [
  offer('a mixed file', {
    states: { ready: 478, asked: 1, here: 12, 'other-tag': 1, refused: 9 },
    verdicts: { ready: 475, repaired: 16, asked: 1, refused: 9 },
    problems,
    tagsInFile: [
      { tag: 'UK-Corp-Laptop', count: 460 },
      { tag: '', count: 30 },
      { tag: 'UK-Kiosk', count: 2 },
    ],
    ignoredColumns: ['Comment', 'Asset'],
  }),
  offer('as it should be'),
  offer('one device', { states: { ready: 1 }, tagsInFile: [{ tag: '', count: 1 }] }),
  offer('nothing usable', {
    states: { refused: 2 },
    problems: [rowWith('hashMissing'), rowWith('hashUnreadable', '', { line: 3 })],
  }),
  offer('identifiers', { kind: 'identifiers', states: { ready: 25 }, format: 'UTF-8, comma' }),
  progress('in the middle', {
    states: { imported: 200, listed: 112, sent: 90, ready: 86, failed: 9, here: 12, refused: 3 },
    usualMs: 6 * minute,
    failures: [{ reason: 'otherTenant', count: 9 }],
  }),
  progress('in trouble', {
    states: { ready: 410, sent: 90 },
    phase: 'writing',
    trouble: { failure: 'unavailable', since: now - 5 * minute, nextTryAt: now + 4 * minute },
  }),
  progress('waiting for profiles', {
    states: { listed: 497 },
    phase: 'profiles',
    settledAt: now - minute,
  }),
  progress('ended with failures', ended, partly),
  progress(
    'ended well',
    { ...ended, states: { assigned: 497 }, failures: [], problems: [] },
    { state: 'done', outcome: { result: 'done', code: 'done', values: { registered: 497, total: 497 } } },
  ),
  progress('withdrawn', {}, { state: 'withdrawn' }),
  rows(
    'a page',
    [
      importRow({ state: 'assigned' }),
      importRow({ line: 3, state: 'sent', hasTpm: false }),
      rowWith('hashRepaired', '', { line: 4 }),
      failed('otherTenant', { line: 5 }),
      ...problems,
    ],
    { page: 1, pages: 56, total: 501 },
  ),
];

const settled = { begunAt: now - 40 * minute, settledAt: now - 31 * minute } as const;
const endedBy = (code: string, values: Record<string, string | number>) => ({
  state: 'done' as const,
  outcome: { result: 'done' as const, code, values },
});
const fullPage = (row: (n: number) => ImportRow) => Array.from({ length: 20 }, (_, n) => row(n));

export const importStates = [
  offer('an empty file', { states: {} }),
  offer('all here', { states: { here: 20 } }),
  offer('here or elsewhere', { states: { here: 3, elsewhere: 2 } }),
  offer('only questionable', { states: { asked: 3 }, problems: [rowWith('placeholderSerial')] }),
  offer('one questionable identifier', { kind: 'identifiers', states: { asked: 1 } }),
  offer('a tag was named', { choices: { tag: 'UK-New', includeAsked: false } }),
  offer('unchecked', { isChecked: false }),
  offer(
    '12,000 rows and 300 tags',
    {
      states: { ready: 11_200, asked: 100, here: 300, 'other-tag': 50, elsewhere: 50, refused: 300 },
      verdicts: { ready: 9_000, repaired: 2_600, asked: 100, refused: 300 },
      problems,
      tagsInFile: Array.from({ length: 40 }, (_, n) => ({ tag: `UK-${n}`, count: 300 - n })),
      ignoredColumns: Array.from({ length: 40 }, (_, n) => `Column ${n}`),
    },
    { tags: Array.from({ length: 300 }, (_, n) => `UK-Department-of-Something-Long-${n}`) },
  ),
  offer('no tags to choose from', {}, { tags: [] }),
  ...findingCodes.map((code) =>
    offer(`finding ${code}`, { problems: [rowWith(code)], states: { ready: 2, refused: 1 } }),
  ),
  ...importPhases.flatMap((phase) => [
    progress(`phase ${phase}`, { phase }),
    progress(`phase ${phase} of identifiers`, { phase, kind: 'identifiers' }),
  ]),
  progress('every state at once', { states: Object.fromEntries(rowStates.map((state) => [state, 1200])) }),
  progress('stopping', { stoppedBy: 'Marcus Okafor' }),
  progress('accepted', { phase: 'offered' }, { state: 'accepted' }),
  progress(
    'every reason',
    {
      ...settled,
      states: { failed: 12_000 },
      failures: failureReasons.map((reason) => ({ reason, count: 800 })),
    },
    { state: 'working' },
  ),
  ...(
    [
      'unauthorized',
      'forbidden',
      'not-found',
      'not-offered',
      'bad-request',
      'conflict',
      'throttled',
      'unavailable',
      'timed-out',
      'unreachable',
      'invalid-answer',
      'incomplete',
    ] as const
  ).map((failure) => progress(`trouble ${failure}`, { trouble: { failure, since: now, nextTryAt: now } })),
  ...(['done', 'partly', 'failed', 'nothing', 'identifiersAdded', 'identifiersPartly'] as const).map((code) =>
    progress(`outcome ${code}`, settled, endedBy(code, { registered: 3, total: 4 })),
  ),
  progress('outcome stopped', settled, endedBy('stopped', { name: 'Marcus', registered: 3, total: 4 })),
  progress(
    'refused before',
    {},
    {
      state: 'refused',
      outcome: { result: 'refused', code: 'notAllowed', values: { name: 'Anna' } },
    },
  ),
  progress('expired', {}, { state: 'expired' }),
  rows('none', []),
  rows('no problems', [], { onlyProblems: true, total: 0 }),
  rows(
    'each state',
    rowStates.map((state) => importRow({ state, reason: 'storageError', foundTag: '' })),
  ),
  rows(
    'each reason',
    failureReasons.map((reason) => failed(reason, { errorName: 'Name', errorCode: 1 })),
  ),
  rows(
    'each finding',
    findingCodes.map((code) => rowWith(code)),
  ),
  rows(
    'a page of long texts',
    fullPage((n) =>
      rowWith('serialDiffers', 'Ä'.repeat(200), {
        line: 11_980 + n,
        serial: 'Ö'.repeat(200),
        tag: 'Ü'.repeat(64),
        model: 'é'.repeat(200),
        hasTpm: false,
      }),
    ),
    { page: 599, pages: 600, total: 12_000 },
  ),
];

/** Texts as a file may hold them, wherever a card shows one. */
export function hostileImports(text: string) {
  const named = text.slice(0, 20);
  const hostile = importRow({
    serial: text,
    tag: text,
    user: text,
    manufacturer: text,
    model: text,
    foundTag: text,
    state: 'other-tag',
  });
  const fails = failed('other', { errorName: text, errorCode: 811, serial: text });
  const whole: Differing = {
    fileName: text,
    format: text,
    ignoredColumns: [text, text],
    tagsInFile: [
      { tag: text, count: 3 },
      { tag: `${text}!`, count: 2 },
    ],
    problems: [hostile, fails, ...findingCodes.slice(3, 6).map((code) => rowWith(code, text))],
    failures: [{ reason: 'other', count: 1 }],
    stoppedBy: text,
  };
  const request = { personName: text, state: 'working' } as const;
  return [
    offer(named, { ...whole, states: { ready: 1, asked: 1, refused: 3 } }, { tags: [text] }),
    offer(`${named}, tag`, { ...whole, choices: { tag: text, includeAsked: false } }),
    progress(named, { ...whole, states: { failed: 1 } }, request),
    rows(
      named,
      [hostile, fails, ...findingCodes.map((code) => rowWith(code, text, { serial: text }))],
      {},
      whole,
    ),
  ];
}
