import type { Guids } from './guids';
import demo from './people.json';
import { pick, roll } from './seed';

/** A user of the tenant. */
export interface Person {
  readonly id: string;
  readonly displayName: string;
  readonly givenName: string;
  readonly surname: string;
  readonly userPrincipalName: string;
  readonly jobTitle: string;
  /** Of another organisation. */
  readonly isGuest?: true;
}

export interface People {
  readonly demo: readonly Person[];
  readonly tenantId: string;
  /** The employee whose computer is (or will be) device `key`; one in twenty has two. */
  ownerOf(key: number): Person;
  /** By object id or user principal name, whatever the case. */
  find(idOrUpn: string): Person | undefined;
  /** Keys of the computed devices that this person may own. */
  deviceKeysOf(person: Person): readonly number[];
  /** Everybody, demo people first. */
  all(): Generator<Person>;
}

const givenNames = [
  'Amelia',
  'Ben',
  'Camille',
  'David',
  'Elif',
  'Felix',
  'Grace',
  'Hannah',
  'Isaac',
  'Jana',
  'Karim',
  'Léa',
  'Mateo',
  'Nora',
  'Oscar',
  'Paula',
  'Quentin',
  'Rosa',
  'Samir',
  'Theresa',
  'Umar',
  'Vera',
  'William',
  'Yasmin',
];
const surnames = [
  'Adams',
  'Bauer',
  'Cooper',
  'Dubois',
  'Evans',
  'Fischer',
  'Garcia',
  'Hughes',
  'Ivanova',
  'Jensen',
  'Khan',
  'Lefèvre',
  'Müller',
  'Novak',
  'O’Brien',
  'Patel',
  'Richter',
  'Schmidt',
  'Taylor',
  'Underwood',
  'Vasquez',
  'Walker',
  'Young',
  'Zimmermann',
];
const jobTitles = [
  'Accountant',
  'Analyst',
  'Buyer',
  'Engineer',
  'Nurse',
  'Planner',
  'Sales manager',
  'Teacher',
];

export function createPeople(seed: number, guids: Guids, count: number): People {
  const demoPeople = [
    ...demo.people.map(personOf),
    ...demo.guests.map((guest): Person => ({ ...personOf(guest), isGuest: true })),
  ];
  const computed = (number: number): Person => {
    const givenName = pick(givenNames, roll(seed, 'given-name', number));
    const surname = pick(surnames, roll(seed, 'surname', number));
    return {
      id: guids.of('person', number),
      displayName: `${givenName} ${surname}`,
      givenName,
      surname,
      userPrincipalName: `${plain(givenName)}.${plain(surname)}${number}@${demo.domain}`,
      jobTitle: pick(jobTitles, roll(seed, 'job', number)),
    };
  };
  const numberOf = (idOrUpn: string): number | undefined => {
    const fromUpn = /(\d+)@/.exec(idOrUpn)?.[1];
    return fromUpn === undefined ? guids.keyOf('person', idOrUpn) : Number(fromUpn);
  };
  const find = (idOrUpn: string): Person | undefined => {
    const wanted = idOrUpn.toLowerCase();
    const named = (person: Person): boolean =>
      person.id === wanted || person.userPrincipalName.toLowerCase() === wanted;
    const number = numberOf(wanted);
    if (number === undefined || number >= count) return demoPeople.find(named);
    const person = computed(number);
    return named(person) ? person : undefined;
  };
  return {
    demo: demoPeople,
    tenantId: demo.tenantId,
    ownerOf: (key) => computed(isSecondDevice(key) ? key - 1 : key),
    find,
    deviceKeysOf: (person) => {
      const number = numberOf(person.id);
      if (number === undefined) return [];
      return [number, number + 1].filter((key) => key < count && (key === number) !== isSecondDevice(key));
    },
    *all() {
      yield* demoPeople;
      for (let number = 0; number < count; number += 1) yield computed(number);
    },
  };
}

function personOf(row: Omit<(typeof demo.people)[number], 'role' | 'teamsId'>): Person {
  return {
    id: row.entraObjectId,
    displayName: row.name,
    givenName: row.givenName,
    surname: row.surname,
    userPrincipalName: row.upn,
    jobTitle: row.jobTitle,
  };
}

function isSecondDevice(key: number): boolean {
  return key % 20 === 7;
}

/** A name as it stands in an address: no accents, no apostrophes, lower case. */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^a-z]/gi, '')
    .toLowerCase();
}
