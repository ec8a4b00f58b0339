/** What the buttons of a cluster of failures ask for. */
export const alertsVerbs = {
  /** Says who looks after it: `ClusterNamed`. */
  acknowledge: 'alerts.acknowledge',
  /** Keeps its cause quiet for some days: `ClusterMute`. */
  mute: 'alerts.mute',
} as const;

export interface ClusterNamed {
  readonly id: number;
}

/** 0 ends the quiet. */
export interface ClusterMute extends ClusterNamed {
  readonly days: 0 | 1 | 7;
}
