import type { Migration } from 'kysely';
import { core } from './0001-core';

/** In order; a migration that was released is never changed, the next one is added. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-core': core,
};
