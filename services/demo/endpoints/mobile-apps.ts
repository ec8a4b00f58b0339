import { dateTime } from '../dates';
import { day } from '../durations';
import { bothVersions, type Answer, type Call, type Route } from '../http-shapes';
import { collection, single } from '../paging';
import { readMobileApps } from '../permissions';
import type { World } from '../world';
import { appNames } from './enrollment-configuration';

const path = '/deviceAppManagement/mobileApps';

/** The apps that the status pages of the tenant wait for. */
export function mobileAppRoutes(world: World): readonly Route[] {
  const { epoch, guids, refusals } = world;
  const apps = appNames.map((displayName, n) => ({
    '@odata.type': '#microsoft.graph.win32LobApp',
    id: guids.of('app', n),
    displayName,
    description: null,
    publisher: 'Contoso',
    createdDateTime: dateTime(epoch - 800 * day),
    lastModifiedDateTime: dateTime(epoch - 40 * day),
    isFeatured: false,
    publishingState: 'published',
  }));

  function get(call: Call, id: string): Answer {
    const app = apps.find((known) => known.id === id.toLowerCase());
    return app === undefined ? refusals.notFound(call, id) : single(call, app, world.url());
  }

  const read = { method: 'GET', versions: bothVersions, permissions: readMobileApps } as const;
  return [
    { ...read, path, handle: (call) => collection(call, apps, world.url()) },
    { ...read, path: `${path}/:id`, handle: get },
  ];
}
