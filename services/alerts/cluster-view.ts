import type { FailureCluster } from './failure-cluster';

/** A cluster with what people did about it. Times in ms since 1970. */
export interface ClusterView extends FailureCluster {
  /** Absent while no channel was told of it. */
  readonly id?: number;
  readonly since: number;
  readonly acknowledged?: { readonly name: string; readonly at: number };
  /** Nobody is told of its cause until then. */
  readonly muted?: { readonly name: string; readonly until: number };
}
