import type { Directory } from './directory';
import { minute } from './durations';
import { makers, type Maker, type Model } from './makers';
import { outcomeRows, outcomes, type Outcome } from './outcomes';
import type { People, Person } from './people';
import { hash32, pickWeighted, roll, rollBetween } from './seed';
import type { Serials } from './serials';
import type { StagedDevice } from './showcase';
import { groupTagOf } from './tags';
import { timelineOf, type Timeline } from './timeline';

/** One registered device as it was before anybody changed it through the tenant. */
export interface Device {
  readonly key: number;
  readonly serialNumber: string;
  readonly manufacturer: string;
  readonly model: Model;
  readonly groupTag: string;
  readonly purchaseOrder: string;
  /** Who works with it: Intune's primary user. */
  readonly owner?: Person;
  /** Intune's primary user where that is somebody else. */
  readonly primaryUser?: Person;
  /** User principal name pre-filled at first sign-in; most devices have none. */
  readonly assignedUser?: string;
  readonly outcome: Outcome;
  readonly timeline: Timeline;
  readonly staleIntuneRecord: boolean;
}

/** What an accepted import adds to the fleet. */
export interface NewDevice {
  readonly serialNumber: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly groupTag: string;
  readonly assignedUser?: string;
  readonly registeredAt: number;
}

/** Makes a device out of its key, out of a row told by hand, or out of an import. */
export interface DeviceMaker {
  computed(key: number): Device;
  staged(row: StagedDevice, key: number): Device;
  imported(added: NewDevice, key: number): Device;
}

export interface DeviceSources {
  readonly seed: number;
  /** The tenant's start, ms since 1970. */
  readonly epoch: number;
  readonly serials: Serials;
  readonly people: People;
  readonly directory: Directory;
}

type Draft = Omit<Device, 'purchaseOrder' | 'timeline' | 'owner' | 'assignedUser'> & {
  readonly owner: Person;
  readonly isAssigned: boolean;
  readonly told?: Pick<StagedDevice, 'registeredMinutesAgo' | 'startedMinutesAgo' | 'failureCode'>;
};

export function createDeviceMaker({ seed, epoch, serials, people, directory }: DeviceSources): DeviceMaker {
  const complete = ({ owner, isAssigned, told, ...draft }: Draft): Device => {
    const { key, outcome } = draft;
    const profile = directory.profileFor(draft.groupTag);
    const userless = profile?.usage === 'shared';
    const getsProfile = profile !== undefined;
    return {
      ...draft,
      ...(userless ? {} : { owner, ...(isAssigned ? { assignedUser: owner.userPrincipalName } : {}) }),
      purchaseOrder: key % 3 === 0 ? `PO-${rollBetween(seed, 'order', key, 4_500_000, 4_599_999)}` : '',
      timeline: timelineOf({ seed, key, epoch, outcome, userless, getsProfile, ...told }),
    };
  };
  return {
    computed: (key) => {
      const maker = serials.makerAt(key);
      const model = pickWeighted(maker.models, roll(seed, 'model', key));
      return complete({
        key,
        serialNumber: serials.at(key),
        manufacturer: maker.manufacturer,
        model,
        groupTag: groupTagOf(seed, key, model.form),
        outcome:
          model.form === 'VM' ? outcomes.inStock : pickWeighted(outcomeRows, roll(seed, 'outcome', key)),
        owner: people.ownerOf(key),
        isAssigned: roll(seed, 'assigned', key) < 0.35,
        staleIntuneRecord: hash32(seed, 'stale', key) % 400 === 0,
      });
    },
    staged: (row, key) => {
      const { maker, model } = madeAs(row.model);
      return complete({
        key,
        serialNumber: row.serial,
        manufacturer: maker.manufacturer,
        model,
        groupTag: row.groupTag,
        outcome: outcomes[row.outcome],
        owner: people.find(row.owner ?? '') ?? people.ownerOf(key),
        ...primaryUserIn(row, people),
        isAssigned: row.owner !== undefined,
        staleIntuneRecord: row.staleIntuneRecord ?? false,
        told: {
          ...(row.registeredMinutesAgo === undefined
            ? {}
            : { registeredMinutesAgo: row.registeredMinutesAgo }),
          ...(row.startedMinutesAgo === undefined ? {} : { startedMinutesAgo: row.startedMinutesAgo }),
          ...(row.failureCode === undefined ? {} : { failureCode: row.failureCode }),
        },
      });
    },
    imported: ({ registeredAt, model, ...added }, key) => ({
      ...added,
      key,
      model: { weight: 1, form: 'Laptop', model, family: '', sku: '' },
      purchaseOrder: '',
      outcome: outcomes.inStock,
      timeline: {
        registeredAt,
        ...(directory.profileFor(added.groupTag) === undefined
          ? {}
          : { profileAssignedAt: registeredAt + rollBetween(seed, 'profile-delay', key, 8, 16) * minute }),
      },
      staleIntuneRecord: false,
    }),
  };
}

function primaryUserIn({ primaryUser }: StagedDevice, people: People): Pick<Device, 'primaryUser'> {
  const person = primaryUser === undefined ? undefined : people.find(primaryUser);
  return person === undefined ? {} : { primaryUser: person };
}

/** Who works with it, as Intune sees it. */
export function primaryUserOf(device: Device | undefined): Person | undefined {
  return device?.primaryUser ?? device?.owner;
}

function madeAs(modelName: string): { readonly maker: Maker; readonly model: Model } {
  for (const maker of makers) {
    const model = maker.models.find((row) => row.model === modelName);
    if (model !== undefined) return { maker, model };
  }
  throw new Error(`No model ${modelName} in makers.ts`);
}
