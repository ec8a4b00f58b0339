import type { Clock } from '../clock';
import type { DeviceReader } from '../devices/device-status';
import type { Fleet } from '../fleet/fleet';
import { onItsOwn } from '../jobs/on-its-own';
import type { Log } from '../log';
import type { MyDevices } from '../my-devices/my-device';
import type { Db } from '../store/store';
import { createAsking, type Asking } from './asking';
import { createDetails } from './details';
import { createDeviceStore } from './device-store';
import { createGroupMembers } from './group-members';
import { createLists } from './lists';
import { createLook } from './look';
import { createNewsDesk } from './news-desk';
import { createNewsStore } from './news-store';
import { createImportNumbers, type ImportNumbers } from './import-numbers';
import type { QuietHours } from './quiet-hours';
import { createStopping, type Stopping } from './stopping';
import { createTell, type ActorAgain, type TellNews } from './tell';
import { createWatchStore } from './watch-store';

/** "Tell me when it is ready": who watches what, what happened, and who was told. */
export interface Watches extends Asking, Stopping, ImportNumbers {
  /** Looks at what is watched, all together, and tells what is due. Once a minute, by one instance. */
  round(tell: TellNews, actorAgain: ActorAgain): Promise<void>;
  readonly quietHours: QuietHours | undefined;
}

interface Parts {
  readonly db: Db;
  readonly clock: Clock;
  readonly devices: DeviceReader;
  readonly fleet: Fleet;
  readonly myDevices: MyDevices;
  readonly log: Log;
  readonly quiet: {
    readonly hours?: QuietHours;
    /** Of whoever Teams tells none. */
    readonly timeZone: string;
  };
}

export function createWatches({ db, clock, devices, fleet, myDevices, log, quiet }: Parts): Watches {
  const watches = createWatchStore(db, clock);
  const deviceStore = createDeviceStore(db);
  const newsStore = createNewsStore(db);
  const members = createGroupMembers(db, clock, deviceStore);
  const lists = createLists(fleet, clock);
  const alone = onItsOwn(log, 'watches not looked after');
  const look = createLook({
    db,
    clock,
    fleet,
    lists,
    readDetails: createDetails({ devices, myDevices, clock }),
    watches,
    devices: deviceStore,
    members,
    news: createNewsDesk(newsStore, clock, quiet.hours),
    alone,
  });
  const tellDue = createTell({ db, clock, news: newsStore, watches, myDevices });
  const stores = { db, clock, watches, devices: deviceStore };
  return {
    ...createAsking({ ...stores, reader: devices, myDevices, members, lists, timeZone: quiet.timeZone }),
    ...createStopping({ ...stores, news: newsStore }),
    ...createImportNumbers(db),
    quietHours: quiet.hours,
    async round(tell, actorAgain) {
      await alone({}, look);
      await alone({}, () => newsStore.tellAgain());
      await tellDue(tell, actorAgain);
    },
  };
}
