import type { Journal } from '../../audit/journal';
import type { Clock } from '../../clock';
import type { GraphClient } from '../../graph/graph-client';
import type { Db } from '../../store/store';
import { createAutopilotSync } from '../autopilot-sync';
import { createCorporateIdentifiers } from '../corporate-identifiers';
import { createImportQueue } from '../import-queue';
import type { Registrations } from '../registrations';
import { createImportClaims } from './import-claims';
import { createImportStore, type ImportStore } from './import-store';
import { createImportViews, type ImportViews } from './import-views';
import { createImportWork, type ImportWork } from './import-work';
import { createIntake, type Intake } from './intake';
import { usualPace, type Pace } from './pace';
import { createSettlement, type Settlement } from './settlement';
import { alone } from '../../store/alone';
import { createTidying } from './tidying';

/** Registering many devices from a file, from the first look at it to the last deployment profile. */
export interface Imports
  extends Intake, ImportViews, ImportWork, Settlement, Pick<ImportStore, 'belongsTo' | 'stop'> {
  /** Removes records of imports that are done from Intune's import list, some at a time; false when none were left. */
  tidy(signal: AbortSignal): Promise<boolean>;
}

interface Parts {
  readonly db: Db;
  readonly graph: GraphClient;
  readonly registrations: Registrations;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly pace?: Pace;
}

export function createImports({
  db,
  graph,
  registrations,
  journal,
  clock,
  pace = usualPace,
}: Parts): Imports {
  const store = createImportStore(db, clock);
  const identifiers = createCorporateIdentifiers(graph);
  const tools = {
    store,
    registrations,
    identifiers,
    claims: createImportClaims(db),
    queue: createImportQueue(graph, clock),
    sync: createAutopilotSync(graph, clock),
    clock,
    pace,
    alone: (name: string, act: () => Promise<void>) => alone(db, name, act),
  };
  return {
    ...createIntake(tools),
    ...createImportViews(db),
    ...createImportWork(tools),
    ...createSettlement(db, journal, clock),
    belongsTo: (id, requestId) => store.belongsTo(id, requestId),
    stop: (id, byName) => store.stop(id, byName),
    tidy: createTidying(db, tools.queue, clock),
  };
}
