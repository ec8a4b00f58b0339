import type { DeploymentEvent } from '../device-status';

const minuteMs = 60_000;

/**
 * A set-up ends after the device has enrolled; the two dates come from two clocks. A reset takes longer than this,
 * so an end before it belongs to an earlier life of the device.
 */
const endToleranceMs = 15 * minuteMs;

/** Set-up begins before the enrolment, with hybrid join up to 40 minutes (facts: esp). */
const startToleranceMs = 60 * minuteMs;

/**
 * Whether a row of the report tells of the enrolment that Intune knows: the report keeps 30 days, has no order, and
 * only new enrolments create rows (facts: graph §5), so an older row may be all that was found.
 */
export function relationToEnrolment(
  { startedAt, endedAt }: DeploymentEvent,
  enrolledAt: number | undefined,
): 'this' | 'earlier' | 'open' {
  const latest = endedAt ?? startedAt;
  if (enrolledAt === undefined || latest === undefined) return 'open';
  const tolerance = endedAt === undefined ? startToleranceMs : endToleranceMs;
  return latest >= enrolledAt - tolerance ? 'this' : 'earlier';
}
