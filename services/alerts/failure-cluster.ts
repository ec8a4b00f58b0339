/** What makes failures belong together: an app that the report names, or a code. */
export interface FailureCause {
  readonly kind: 'app' | 'code';
  /** The app as it was written, or the code as the articles name it. */
  readonly name: string;
}

/** A device that failed. `failedAt`: ms since 1970, of its last failure of the cause. */
export interface FailedDevice {
  readonly serial: string;
  readonly groupTag?: string;
  readonly failedAt: number;
}

/** Several devices that failed of the same cause. */
export interface FailureCluster {
  readonly cause: FailureCause;
  /** How the report words the last of the failures. */
  readonly sample: string;
  /** Each once, the last failure first. */
  readonly devices: readonly FailedDevice[];
}

/** The same for every spelling of an app. */
export function causeKey({ kind, name }: FailureCause): string {
  return `${kind}:${kind === 'app' ? name.toLowerCase() : name}`;
}
