import { bothVersions, type Route } from '../http-shapes';
import { collection } from '../paging';
import people from '../people.json';
import { readOrganization } from '../permissions';
import type { World } from '../world';

export function organizationRoutes({ url }: World): readonly Route[] {
  const organization = {
    id: people.tenantId,
    displayName: 'Contoso (simulated)',
    countryLetterCode: 'GB',
    verifiedDomains: [{ name: people.domain, type: 'Managed', isDefault: true, isInitial: true }],
  };
  return [
    {
      method: 'GET',
      path: '/organization',
      versions: bothVersions,
      permissions: readOrganization,
      handle: (call) => collection(call, [organization], url()),
    },
  ];
}
