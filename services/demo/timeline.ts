import { day, hour, minute } from './durations';
import { failureByCode, failures, type Failure, type Outcome } from './outcomes';
import { pickWeighted, roll } from './seed';

/** The dates of one device, ms since 1970; a date absent means that it never comes. */
export interface Timeline {
  readonly registeredAt: number;
  readonly profileAssignedAt?: number;
  readonly deployment?: Deployment;
}

/** One run through OOBE: join, MDM enrolment, device setup, account setup. Failing ends it at `endsAt`. */
export interface Deployment {
  readonly startsAt: number;
  readonly enrolledAt: number;
  readonly deviceSetupEndsAt: number;
  readonly endsAt: number;
  readonly failure?: Failure;
  /** Nobody signs in, so there is no account setup. */
  readonly userless: boolean;
}

export interface Course {
  readonly seed: number;
  readonly key: number;
  /** When the tenant started, ms since 1970; every date is counted from it. */
  readonly epoch: number;
  readonly outcome: Outcome;
  readonly userless: boolean;
  /** False for a device whose tag leads to no profile. */
  readonly getsProfile: boolean;
  /** Set for devices with a told story. */
  readonly registeredMinutesAgo?: number;
  readonly startedMinutesAgo?: number;
  readonly failureCode?: string;
}

/** The dates that follow from what becomes of the device: a pure function of seed, key and epoch. */
export function timelineOf(course: Course): Timeline {
  const { seed, key } = course;
  const spread = (stream: string, from: number, to: number): number =>
    from + roll(seed, stream, key) * (to - from);
  const profileDelay = spread('profile-delay', 10 * minute, 35 * minute);
  const startsAt = startOf(course, spread);
  const registeredAt = registeredAtOf(course, startsAt, spread);
  return {
    registeredAt,
    ...(course.getsProfile ? { profileAssignedAt: registeredAt + profileDelay } : {}),
    ...(startsAt === undefined ? {} : { deployment: deploymentOf(course, startsAt, spread) }),
  };
}

function registeredAtOf(
  { epoch, outcome, registeredMinutesAgo }: Course,
  startsAt: number | undefined,
  spread: Spread,
): number {
  if (registeredMinutesAgo !== undefined) return epoch - registeredMinutesAgo * minute;
  if (startsAt !== undefined) return startsAt - spread('shipping', 2 * day, 25 * day);
  return (
    epoch - (outcome.fresh ? spread('fresh', 6 * minute, 8 * minute) : spread('stock', 1 * day, 120 * day))
  );
}

type Spread = (stream: string, from: number, to: number) => number;

function startOf({ epoch, outcome, startedMinutesAgo }: Course, spread: Spread): number | undefined {
  if (startedMinutesAgo !== undefined) return epoch - startedMinutesAgo * minute;
  switch (outcome.start) {
    case 'not-yet':
      return undefined;
    case 'around-now':
      return epoch + spread('start', -50 * minute, 10 * hour);
    case 'last-weeks':
      return epoch - spread('start', 3 * hour, 28 * day);
    case 'long-ago':
      return epoch - spread('start', 31 * day, 800 * day);
  }
}

function deploymentOf(course: Course, startsAt: number, spread: Spread): Deployment {
  const enrolledAt = startsAt + spread('join', 3 * minute, 7 * minute);
  const deviceSetupEndsAt = enrolledAt + spread('device-setup', 14 * minute, 34 * minute);
  const { userless } = course;
  const done = { startsAt, enrolledAt, deviceSetupEndsAt, userless };
  if (!course.outcome.fails) {
    const accountMs = userless ? 0 : spread('account-setup', 4 * minute, 14 * minute);
    return { ...done, endsAt: deviceSetupEndsAt + accountMs };
  }
  const failure = failureOf(course);
  const endsAt = {
    join: startsAt + spread('failing', 1 * minute, 3 * minute),
    enrolment: enrolledAt,
    'device-setup': failure.code === '0x800705B4' ? enrolledAt + 60 * minute : deviceSetupEndsAt,
    'account-setup': deviceSetupEndsAt + spread('failing', 3 * minute, 9 * minute),
  }[failure.phase];
  return { ...done, endsAt, failure };
}

function failureOf({ seed, key, outcome, userless, failureCode }: Course): Failure {
  if (failureCode !== undefined) return failureByCode(failureCode);
  if (outcome.userlessBlocked) return failureByCode('0x80180014');
  if (outcome.appBlocked) return failureByCode('0x87D1041C');
  const possible = failures.filter((failure) => (failure.selfDeploying ?? false) === userless);
  return pickWeighted(possible, roll(seed, 'failure', key));
}

/** How far a device has come; the order is the order of things. */
export type Stage =
  'registered' | 'profile-assigned' | 'joining' | 'device-setup' | 'account-setup' | 'ready' | 'failed';

export function stageAt({ profileAssignedAt, deployment }: Timeline, now: number): Stage {
  if (deployment === undefined || now < deployment.startsAt)
    return profileAssignedAt !== undefined && now >= profileAssignedAt ? 'profile-assigned' : 'registered';
  if (now >= deployment.endsAt) return deployment.failure === undefined ? 'ready' : 'failed';
  if (now < deployment.enrolledAt) return 'joining';
  return now < deployment.deviceSetupEndsAt || deployment.failure?.phase === 'device-setup'
    ? 'device-setup'
    : 'account-setup';
}

/** Whether Intune holds a record: from MDM enrolment on, unless the deployment failed before it. */
export function isInIntune({ deployment }: Timeline, now: number): boolean {
  if (deployment === undefined || now < deployment.enrolledAt) return false;
  return deployment.failure?.phase !== 'join' && deployment.failure?.phase !== 'enrolment';
}
