import type { Route } from '../http-shapes';
import type { World } from '../world';
import { autopilotEventRoutes } from './autopilot-events';
import { autopilotIdentityActionRoutes } from './autopilot-identity-actions';
import { autopilotIdentityRoutes } from './autopilot-identities';
import { entraDeviceRoutes } from './entra-devices';
import { managedDeviceRoutes } from './managed-devices';

/** The table of everything the tenant offers. */
export function endpointRoutes(world: World): readonly Route[] {
  return [
    autopilotIdentityRoutes,
    autopilotIdentityActionRoutes,
    managedDeviceRoutes,
    entraDeviceRoutes,
    autopilotEventRoutes,
  ].flatMap((routesOf) => routesOf(world));
}
