import { dateTime, dateTimeOrNever, duration } from '../dates';
import { day } from '../durations';
import { betaOnly, type Answer, type Call, type Route } from '../http-shapes';
import { parseFilter, type Filter } from '../odata-filter';
import { fits } from '../odata-match';
import { markOf, pageOf, single, type Row } from '../paging';
import { readManagedDevices } from '../permissions';
import type { Standing } from '../standing';
import type { Deployment } from '../timeline';
import type { World } from '../world';
import { espNameFor } from './enrollment-configuration';
import { computerNameOf, osVersionOf, userPrincipalNameOf } from './managed-device';

const path = '/deviceManagement/autopilotEvents';

/** Since Intune 2411 the report has 50 rows per page and no order; rows are kept 30 days (graph facts §5). */
const pageSize = { usual: 50, most: 50 };
const keptMs = 30 * day;

export function autopilotEventRoutes(world: World): readonly Route[] {
  const { eventFilter, fleet, guids, refusals } = world;

  function list(call: Call): Answer {
    const text = call.query.get('$filter');
    const filter = text === null ? undefined : parseFilter(text);
    const isRefused = text !== null && (eventFilter === 'refused' || filter === undefined);
    if (isRefused || call.query.has('$orderby'))
      return refusals.refuseByIntune(400, 'BadRequest', 'An error has occurred', call);
    const obeyed = eventFilter === 'honoured' ? filter : undefined;
    return pageOf(call, rows(call, obeyed), pageSize, world.url());
  }

  function* rows(call: Call, filter: Filter | undefined): Generator<Row> {
    const mark = markOf(call);
    for (const key of fleet.keysDownFrom(mark === undefined ? undefined : Number(mark) - 1)) {
      const value = eventOf(key);
      if (value !== undefined && (filter === undefined || fits(filter, value)))
        yield { mark: String(key), value };
    }
  }

  function get(call: Call, id: string): Answer {
    const key = guids.keyOf('event', id);
    const event = key === undefined ? undefined : eventOf(key);
    return event === undefined ? refusals.notFound(call, id) : single(call, event, world.url());
  }

  /** A row is made when a deployment begins, and only for devices that got a profile. */
  function eventOf(key: number): Record<string, unknown> | undefined {
    const standing = world.standing(key);
    const deployment = standing?.device.timeline.deployment;
    if (standing?.profile.assigned === undefined || deployment === undefined) return undefined;
    const isKept = deployment.startsAt <= standing.now && standing.now < deployment.startsAt + keptMs;
    return isKept ? toEvent(standing, deployment, world) : undefined;
  }

  const read = { method: 'GET', versions: betaOnly, permissions: readManagedDevices } as const;
  return [
    { ...read, path, handle: list },
    { ...read, path: `${path}/:id`, handle: get },
  ];
}

/** A deviceManagementAutopilotEvent (graph facts §5). */
function toEvent(standing: Standing, deployment: Deployment, world: World): Record<string, unknown> {
  const { device, now, profile } = standing;
  const { startsAt, enrolledAt, deviceSetupEndsAt, endsAt, failure } = deployment;
  const until = Math.min(now, endsAt);
  const hasEnded = now >= endsAt;
  const states = statesOf(deployment, now);
  const deviceSetupMs = clamp(Math.min(until, deviceSetupEndsAt) - enrolledAt);
  const accountSetupMs = deployment.userless ? 0 : clamp(until - deviceSetupEndsAt);
  const espId = world.guids.of('esp', deployment.userless ? 1 : 0);
  return {
    id: world.guids.of('event', device.key),
    deviceId: world.guids.of('intune-record', device.key),
    userId: device.owner?.id ?? '',
    eventDateTime: dateTime(until),
    deviceRegisteredDateTime: dateTime(device.timeline.registeredAt),
    enrollmentStartDateTime: dateTime(startsAt),
    enrollmentType: enrollmentTypeOf(standing, deployment),
    deviceSerialNumber: device.serialNumber,
    managedDeviceName: computerNameOf(standing),
    userPrincipalName: userPrincipalNameOf(standing),
    windowsAutopilotDeploymentProfileDisplayName: profile.assigned?.name ?? '',
    enrollmentState: standing.isInIntune ? 'enrolled' : hasEnded ? 'failed' : 'notContacted',
    windows10EnrollmentCompletionPageConfigurationDisplayName: espNameFor(deployment.userless),
    windows10EnrollmentCompletionPageConfigurationId: `${espId}_Windows10EnrollmentCompletionPageConfiguration`,
    deploymentState: states.deployment,
    deviceSetupStatus: states.deviceSetup,
    accountSetupStatus: states.accountSetup,
    osVersion: osVersionOf(standing, world),
    deploymentDuration: duration(clamp(Math.min(until, deviceSetupEndsAt) - startsAt)),
    deploymentTotalDuration: duration(clamp(until - startsAt)),
    deviceSetupDuration: duration(deviceSetupMs),
    accountSetupDuration: duration(accountSetupMs),
    deploymentStartDateTime: dateTime(startsAt),
    deploymentEndDateTime: dateTimeOrNever(hasEnded ? endsAt : undefined),
    enrollmentFailureDetails: hasEnded ? (failure?.text ?? '') : '',
  };
}

type DeploymentState = 'success' | 'inProgress' | 'failure' | 'notAttempted' | 'disabled' | 'unknown';

interface States {
  readonly deployment: DeploymentState;
  readonly deviceSetup: DeploymentState;
  readonly accountSetup: DeploymentState;
}

function statesOf(
  { enrolledAt, deviceSetupEndsAt, endsAt, failure, userless }: Deployment,
  now: number,
): States {
  const laterAccountSetup = userless ? 'disabled' : 'notAttempted';
  if (now < endsAt) {
    const isInDeviceSetup = now < deviceSetupEndsAt || failure?.phase === 'device-setup';
    if (now < enrolledAt)
      return { deployment: 'inProgress', deviceSetup: 'notAttempted', accountSetup: laterAccountSetup };
    return isInDeviceSetup
      ? { deployment: 'inProgress', deviceSetup: 'inProgress', accountSetup: laterAccountSetup }
      : { deployment: 'inProgress', deviceSetup: 'success', accountSetup: 'inProgress' };
  }
  switch (failure?.phase) {
    case undefined:
      return {
        deployment: 'success',
        deviceSetup: 'success',
        accountSetup: userless ? 'disabled' : 'success',
      };
    case 'join':
    case 'enrolment':
      return { deployment: 'failure', deviceSetup: 'notAttempted', accountSetup: laterAccountSetup };
    case 'device-setup':
      return { deployment: 'failure', deviceSetup: 'failure', accountSetup: laterAccountSetup };
    case 'account-setup':
      return { deployment: 'failure', deviceSetup: 'success', accountSetup: 'failure' };
  }
}

function enrollmentTypeOf({ profile }: Standing, { userless }: Deployment): string {
  if (profile.assigned?.join === 'hybrid') return 'offlineDomainJoined';
  if (profile.assigned?.preprovisioning) return 'azureADJoinedWithWhiteGlove';
  return userless ? 'azureADJoinedUsingDeviceAuthWithAutopilotProfile' : 'azureADJoinedWithAutopilotProfile';
}

function clamp(ms: number): number {
  return Math.max(0, ms);
}
