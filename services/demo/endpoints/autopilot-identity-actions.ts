import type { DeviceChange } from '../changes';
import {
  betaOnly,
  bothVersions,
  isRecord,
  type Answer,
  type Call,
  type Route,
  type Version,
} from '../http-shapes';
import { writeServiceConfig } from '../permissions';
import type { Standing } from '../standing';
import type { World } from '../world';
import { isStillMaterialising, registered } from './autopilot-identities';

const path = '/deviceManagement/windowsAutopilotDeviceIdentities/:id';

const settable: Readonly<Record<Version, readonly string[]>> = {
  'v1.0': ['userPrincipalName', 'addressableUserName', 'groupTag', 'displayName'],
  beta: [
    'userPrincipalName',
    'addressableUserName',
    'groupTag',
    'displayName',
    'deviceAccountUpn',
    'deviceAccountPassword',
    'deviceFriendlyName',
  ],
};

type Change = (body: Readonly<Record<string, unknown>>, standing: Standing) => DeviceChange;

/** The actions on one registration; each answers 204 (graph facts §1.3). */
export function autopilotIdentityActionRoutes(world: World): readonly Route[] {
  const { refusals } = world;

  function action(change: Change, allowed?: typeof settable): Route['handle'] {
    return (call, id) => {
      const standing = registered(world, id);
      if (standing === undefined) return refusals.notFound(call, id);
      const body = isRecord(call.body) ? call.body : {};
      const refusal = refuseBody(call, body, allowed) ?? refuseHaste(standing);
      if (refusal !== undefined) return refusal;
      world.changes.apply(standing.device.key, change(body, standing));
      return { status: 204 };
    };
  }

  function refuseBody(
    call: Call,
    body: Readonly<Record<string, unknown>>,
    allowed?: typeof settable,
  ): Answer | undefined {
    const foreign = allowed && Object.keys(body).find((name) => !allowed[call.version].includes(name));
    if (foreign !== undefined)
      return refusals.refuse(
        400,
        'BadRequest',
        `The parameter '${foreign}' in the request payload is not valid.`,
      );
    return 'addressableUserName' in body && !('userPrincipalName' in body)
      ? refusals.refuseByIntune(400, 'BadRequest', 'UserPrincipalName is required', call)
      : undefined;
  }

  /** Seen in the field as 429 without a hint how long to wait. */
  function refuseHaste(standing: Standing): Answer | undefined {
    return isStillMaterialising(standing, world)
      ? refusals.refuse(429, 'TooManyRequests', 'Too Many Requests')
      : undefined;
  }

  const assignUser: Change = (body) => ({
    assignedUser: textOf(body, 'userPrincipalName') ?? '',
    addressableUserName: textOf(body, 'addressableUserName') ?? '',
  });

  const unassignUser: Change = () => ({ assignedUser: '', addressableUserName: '' });

  const updateProperties: Change = (body, standing) => {
    const groupTag = textOf(body, 'groupTag');
    const user = textOf(body, 'userPrincipalName');
    const displayName = textOf(body, 'displayName');
    return {
      ...(groupTag === undefined
        ? {}
        : { tag: { before: standing.memberTag, value: groupTag, at: world.now() } }),
      ...(user === undefined ? {} : assignUser(body, standing)),
      ...(displayName === undefined ? {} : { displayName }),
    };
  };

  const post = { method: 'POST', permissions: writeServiceConfig } as const;
  return [
    { ...post, path: `${path}/assignUserToDevice`, versions: bothVersions, handle: action(assignUser) },
    { ...post, path: `${path}/unassignUserFromDevice`, versions: bothVersions, handle: action(unassignUser) },
    {
      ...post,
      path: `${path}/updateDeviceProperties`,
      versions: bothVersions,
      handle: action(updateProperties, settable),
    },
    {
      ...post,
      path: `${path}/allowNextEnrollment`,
      versions: betaOnly,
      handle: action(() => ({ unblockedAt: world.now() })),
    },
  ];
}

function textOf(body: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = body[name];
  return typeof value === 'string' ? value : undefined;
}
