import type { Migration } from 'kysely';
import { core } from './0001-core';
import { writeBudget } from './0002-write-budget';
import { imports } from './0003-imports';
import { outgoingTargets } from './0004-outgoing-targets';
import { changes } from './0005-changes';
import { verdicts } from './0006-verdicts';
import { places } from './0007-places';
import { watches } from './0008-watches';
import { helpCases } from './0009-help-cases';
import { alerts } from './0010-alerts';

/** In order; a migration that was released is never changed, the next one is added. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-core': core,
  '0002-write-budget': writeBudget,
  '0003-imports': imports,
  '0004-outgoing-targets': outgoingTargets,
  '0005-changes': changes,
  '0006-verdicts': verdicts,
  '0007-places': places,
  '0008-watches': watches,
  '0009-help-cases': helpCases,
  '0010-alerts': alerts,
};
