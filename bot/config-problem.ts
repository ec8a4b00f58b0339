/** One thing wrong with the environment; `problem` names a sentence of the catalogue (`startup.problem.*`). */
export interface ConfigProblem {
  readonly variable: string;
  readonly problem:
    | 'missing'
    | 'not-a-guid'
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
    | 'not-a-log-level';
  readonly value?: string;
}
