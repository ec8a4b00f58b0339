import type { Db } from '../store/store';

/** How often an explanation helped here, and how often it did not. */
export interface Verdicts {
  readonly solved: number;
  readonly missed: number;
}

interface Verdict {
  readonly tenantId: string;
  /** What was explained: an article's id, or the code when it has no article. */
  readonly about: string;
  readonly personId: string;
  readonly helped: boolean;
}

/** What people said of explanations. A person counts once a day for each of them; a second word replaces the first. */
export interface VerdictStore {
  give(verdict: Verdict): Promise<void>;
  of(tenantId: string, about: string): Promise<Verdicts>;
}

export function createVerdicts(db: Db): VerdictStore {
  return {
    async give({ tenantId, about, personId, helped }) {
      await db
        .insertInto('verdicts')
        .values({ tenant_id: tenantId, about, person_id: personId, helped })
        .onConflict((conflict) =>
          conflict
            .columns(['tenant_id', 'about', 'person_id', 'given_on'])
            .doUpdateSet((eb) => ({ helped: eb.ref('excluded.helped') })),
        )
        .execute();
    },
    async of(tenantId, about) {
      const counted = await db
        .selectFrom('verdicts')
        .select((eb) => [
          eb.fn.countAll<string>().filterWhere('helped', '=', true).as('solved'),
          eb.fn.countAll<string>().filterWhere('helped', '=', false).as('missed'),
        ])
        .where('tenant_id', '=', tenantId)
        .where('about', '=', about)
        .executeTakeFirstOrThrow();
      return { solved: Number(counted.solved), missed: Number(counted.missed) };
    },
  };
}
