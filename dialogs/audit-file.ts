import { intuneNote } from '../cards/audit';
import { dateText, whatWasDone } from '../cards/audit-words';
import { sayIfKnown, type Say } from '../cards/messages';
import type { TrailSubject } from '../services/audit/own-trail';
import type { TrailChange, TrailEntry } from '../services/audit/trail-entry';
import { csvFile } from '../services/files/csv';
import { refusal } from './answers';
import { trailFailureSentence } from './audit-answer';
import { auditWhose } from './audit-data';
import { mayAskAbout } from './audit-subject';
import { offeredFile } from './offered-file';

/** More does not fit into the time that Teams waits for an answer. */
const mostRows = 10_000;

type Column = readonly [
  name: `audit.csv.column.${string}`,
  cell: (entry: TrailEntry, say: Say) => string | number | undefined,
];

const columns = [
  ['audit.csv.column.time', ({ key }) => (key.at > 0 ? new Date(key.at).toISOString() : '')],
  ['audit.csv.column.source', ({ source }, say) => say(`audit.source.${source}`)],
  ['audit.csv.column.who', ({ who }) => who],
  ['audit.csv.column.whoId', ({ actorId }) => actorId],
  ['audit.csv.column.role', (entry, say) => (entry.source === 'bot' ? say(`roles.${entry.role}`) : '')],
  ['audit.csv.column.serial', ({ serial }) => serial],
  ['audit.csv.column.what', (entry, say) => whatWasDone(say, entry)],
  ['audit.csv.column.before', ({ changes }, say) => listed(say, changes, 'before')],
  ['audit.csv.column.after', ({ changes }, say) => listed(say, changes, 'after')],
  [
    'audit.csv.column.approval',
    (entry, say) => (entry.source === 'bot' ? listed(say, entry.approval, 'after') : ''),
  ],
  ['audit.csv.column.result', ({ result }, say) => say(`audit.result.${result}`)],
  ['audit.csv.column.request', (entry) => (entry.source === 'bot' ? entry.requestId : '')],
  ['audit.csv.column.correlation', ({ correlationId }) => correlationId],
  ['audit.csv.column.entry', ({ key }) => ('entry' in key ? key.entry : key.event)],
  ['audit.csv.column.seal', (entry) => (entry.source === 'bot' ? entry.seal : '')],
] as const satisfies readonly Column[];

function listed(say: Say, changes: readonly TrailChange[], side: 'before' | 'after'): string {
  const shown = changes.filter((change) => change[side] !== undefined);
  return shown
    .map((change) =>
      say('audit.set', {
        field: sayIfKnown(say, `audit.field.${change.name}`, change.name),
        after: change[side] ?? '',
      }),
    )
    .join('; ');
}

/** The whole history as a table, for administrators: what the card shows page by page. */
export const auditFile = offeredFile(
  'audit.csv',
  auditWhose,
  async (subject, invocation, services) => {
    const { actor, locale } = invocation;
    if (!mayAskAbout(actor, subject)) return refusal(invocation, services);
    const say = services.messages(locale);
    const page = await services.audit.page(subject, actor, { size: mostRows });
    if (!page.ok) return trailFailureSentence(page.error, invocation, services);
    const { entries } = page.value;
    const header = columns.map(([name]) => say(name));
    const rows = entries.map((entry) => columns.map(([, cell]) => String(cell(entry, say) ?? '')));
    const date = dateText(services.clock.now()).slice(0, 10);
    return {
      name: say('audit.csv.name', { subject: nameOf(say, subject), date }),
      description: [
        say(page.value.hasOlder ? 'audit.csv.descriptionCut' : 'audit.csv.description', {
          count: entries.length,
        }),
        ...intuneNote(say, page.value.intune, services.clock.now()),
      ].join(' '),
      bytes: csvFile([header, ...rows]),
    };
  },
  { access: 'admin' },
);

function nameOf(say: Say, subject: TrailSubject): string {
  if (subject.type === 'person') return say('audit.csv.person');
  return subject.serials.slice(0, 3).join(' ').slice(0, 60);
}
