/** One thing wrong with the environment; `problem` names a sentence of the catalogue (`startup.problem.*`). */
export interface ConfigProblem {
  readonly variable: string;
  readonly problem:
    | 'missing'
    | 'not-a-guid'
    | 'admin-with-prefixes'
    | 'empty-prefix'
    | 'not-an-app-role'
    | 'not-a-port'
    | 'not-a-number'
    | 'unknown-app-type'
    | 'unknown-mode'
    | 'unknown-graph'
    | 'graph-needs-demo'
    | 'graph-needs-real'
    | 'no-credential'
    | 'several-credentials'
    | 'secret-with-managed-identity'
    | 'not-a-log-level'
    | 'not-on-or-off'
    | 'not-a-database-url'
    | 'unknown-database-sign-in'
    | 'entra-needs-url'
    | 'several-tag-conventions'
    | 'not-tag-parts'
    | 'not-a-tag-separator'
    | 'not-a-tag-pattern'
    | 'not-group-tags'
    | 'not-a-conversation'
    | 'not-an-auto-rule'
    | 'not-tag-approvers'
    | 'reminder-too-late'
    | 'not-quiet-hours'
    | 'not-a-time-zone';
  readonly value?: string;
  /** Of a number. */
  readonly limits?: { readonly least: number; readonly most: number };
}
