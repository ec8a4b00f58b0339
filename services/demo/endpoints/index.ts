import type { Route } from '../http-shapes';
import type { World } from '../world';
import { appRoleRoutes } from './app-roles';
import { autopilotEventRoutes } from './autopilot-events';
import { autopilotIdentityActionRoutes } from './autopilot-identity-actions';
import { autopilotIdentityRoutes } from './autopilot-identities';
import { auditEventRoutes } from './audit-events';
import { autopilotSettingsRoutes } from './autopilot-settings';
import { channelMessageRoutes } from './channel-messages';
import { corporateIdentifierRoutes } from './corporate-identifiers';
import { deploymentProfileRoutes } from './deployment-profiles';
import { enrollmentConfigurationRoutes } from './enrollment-configurations';
import { groupRoutes } from './groups';
import { importedIdentityRoutes } from './imported-identities';
import { mobileAppRoutes } from './mobile-apps';
import { organizationRoutes } from './organization';
import { shareRoutes } from './shares';
import { userRoutes } from './users';
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
    deploymentProfileRoutes,
    autopilotSettingsRoutes,
    groupRoutes,
    userRoutes,
    appRoleRoutes,
    importedIdentityRoutes,
    enrollmentConfigurationRoutes,
    mobileAppRoutes,
    corporateIdentifierRoutes,
    auditEventRoutes,
    organizationRoutes,
    channelMessageRoutes,
    shareRoutes,
  ].flatMap((routesOf) => routesOf(world));
}
