import type { ImportView } from '../services/registration/imports/import';
import type { StoredRequest } from '../services/requests/requests';
import { importTotals } from './import-totals';
import { importVerbs, type ImportAsked, type ImportRowsAsked } from './import-verbs';
import type { Say } from './messages';
import type { Button } from './status-verbs';

export interface ProgressButton extends Button<ImportAsked | ImportRowsAsked> {
  /** `destructive` or `default` */
  readonly style: string;
}

type ButtonName = 'devices' | 'problems' | 'stop' | 'resultFile' | 'repairedFile' | 'vendorText' | 'refresh';

interface ButtonsInput {
  readonly say: Say;
  readonly request: StoredRequest;
  readonly view: ImportView;
  readonly mayStop: boolean;
}

/** More are not shown by every client. */
const mostButtons = 5;

export function progressButtons(input: ButtonsInput): readonly ProgressButton[] {
  const { say, view } = input;
  const { id } = view;
  const rows = (onlyProblems: boolean): ImportRowsAsked => ({ id, page: 0, onlyProblems });
  const asks: Readonly<Record<ButtonName, readonly [verb: string, data: ImportAsked]>> = {
    devices: [importVerbs.rows, rows(false)],
    problems: [importVerbs.rows, rows(true)],
    stop: [importVerbs.stop, { id }],
    resultFile: [importVerbs.resultFile, { id }],
    repairedFile: [importVerbs.repairedFile, { id }],
    vendorText: [importVerbs.vendorText, { id }],
    refresh: [importVerbs.show, { id }],
  };
  return namesOf(input).map((name) => {
    const [verb, data] = asks[name];
    return {
      label: say(`imports.progress.${name}`),
      hint: say(`imports.progress.${name}Hint`),
      verb,
      data,
      style: name === 'stop' ? 'destructive' : 'default',
    };
  });
}

function namesOf({ request: { state }, view, mayStop }: ButtonsInput): readonly ButtonName[] {
  if (!hasHappened({ state }, view)) return [];
  const isRunning = state === 'accepted' || state === 'working';
  const isSettled = view.settledAt !== undefined || !isRunning;
  const isStoppable = mayStop && !isSettled && view.stoppedBy === undefined;
  const shown: readonly (readonly [ButtonName, boolean])[] = [
    ['devices', true],
    ['problems', importTotals(view).problems > 0],
    ['stop', isStoppable],
    ['resultFile', isSettled],
    ['repairedFile', isSettled && view.kind === 'hashes'],
    ['vendorText', isSettled && view.failures.some(({ reason }) => reason === 'otherTenant')],
    ['refresh', isRunning],
  ];
  const names = shown.flatMap(([name, isShown]) => (isShown ? [name] : []));
  // The page of problems leads to all rows.
  return names.length > mostButtons ? names.filter((name) => name !== 'devices') : names;
}

/** Of what was withdrawn, expired or refused before anything was sent there is nothing to show. */
export function hasHappened({ state }: Pick<StoredRequest, 'state'>, view: ImportView): boolean {
  const { done, failed, onTheWay } = importTotals(view);
  return (
    (state !== 'withdrawn' && state !== 'expired' && state !== 'refused') || done + failed + onTheWay > 0
  );
}
