/** Groups and deployment profiles of the tenant. Rules are written the ways they are met in real tenants. */
export interface GroupRow {
  readonly name: string;
  readonly description: string;
  /** Dynamic membership rule; absent for a group with assigned members. */
  readonly rule?: string;
  /** Roles of the demo people who are its assigned members at first. */
  readonly memberRoles?: readonly string[];
}

const tagEquals = (tag: string): string => `(device.devicePhysicalIds -any (_ -eq "[OrderID]:${tag}"))`;
const tagStarts = (start: string): string =>
  `(device.devicePhysicalIds -any (_ -startsWith "[OrderID]:${start}"))`;

export const groupRows: readonly GroupRow[] = [
  {
    name: 'Autopilot - All devices',
    description: 'Every registered device',
    rule: '(device.devicePhysicalIDs -any (_ -startsWith "[ZTDid]"))',
  },
  { name: 'Autopilot - UK Corp', description: 'UK office devices', rule: tagStarts('UK-Corp-') },
  {
    name: 'Autopilot - DE Corp laptops',
    description: 'German office laptops and Surfaces',
    rule: `${tagEquals('DE-Corp-Laptop')} or ${tagEquals('DE-Corp-Surface')}`,
  },
  {
    name: 'Autopilot - DE Corp desktops',
    description: 'German desktops, joined to the domain as well',
    rule: '(device.devicePhysicalIds -any _ -eq "[OrderID]:DE-Corp-Desktop")',
  },
  { name: 'Autopilot - FR Corp', description: 'French office devices', rule: tagStarts('FR-Corp-') },
  { name: 'Autopilot - US Corp', description: 'US office devices', rule: tagStarts('US-Corp-') },
  {
    name: 'Autopilot - Developers',
    description: 'Developer laptops of all countries',
    rule: '(device.devicePhysicalIds -any (_ -contains "-Dev-"))',
  },
  {
    name: 'Autopilot - Executives',
    description: 'Prepared by the service desk before hand-over',
    rule: '(device.devicePhysicalIds -any (_ -contains "-Exec-"))',
  },
  {
    name: 'Autopilot - Kiosks',
    description: 'Kiosk desktops of all countries',
    rule: '(device.devicePhysicalIds -any (_ -contains "-Kiosk-"))',
  },
  {
    name: 'Autopilot - Shared',
    description: 'Shared laptops of all countries',
    rule: '(device.devicePhysicalIds -any (_ -contains "-Shared-"))',
  },
  {
    name: 'Autopilot - Test VMs',
    description: 'Virtual machines of the test laboratory',
    rule: '(device.devicePhysicalIds -any (_ -contains "-Test-VM"))',
  },
  { name: 'Autopilot admins', description: 'May approve changes', memberRoles: ['admin'] },
  {
    name: 'Autopilot helpdesk',
    description: 'May look devices up and request changes',
    memberRoles: ['helpdesk'],
  },
  {
    name: 'Autopilot helpdesk UK',
    description: 'Looks after the devices in the UK',
    memberRoles: ['helpdesk'],
  },
];

type Join = 'entra' | 'hybrid';

export interface ProfileRow {
  readonly name: string;
  readonly description: string;
  readonly join: Join;
  readonly usage: 'singleUser' | 'shared';
  readonly preprovisioning: boolean;
  readonly nameTemplate: string;
  readonly locale: string;
  readonly userType: 'administrator' | 'standard';
  /** Names of groups. */
  readonly assignedTo: readonly string[];
  /** How many days before the tenant's start it was created: the oldest profile wins a conflict. */
  readonly ageInDays: number;
}

const userDriven = {
  join: 'entra',
  usage: 'singleUser',
  preprovisioning: false,
  userType: 'standard',
} as const;

export const profileRows: readonly ProfileRow[] = [
  {
    ...userDriven,
    name: 'UK user-driven',
    description: 'Shipped to the employee, who signs in',
    nameTemplate: 'UK-%SERIAL%',
    locale: 'en-GB',
    assignedTo: ['Autopilot - UK Corp'],
    ageInDays: 900,
  },
  {
    ...userDriven,
    name: 'DE user-driven',
    description: 'Shipped to the employee, who signs in',
    nameTemplate: 'DE-%SERIAL%',
    locale: 'de-DE',
    assignedTo: ['Autopilot - DE Corp laptops'],
    ageInDays: 880,
  },
  {
    ...userDriven,
    name: 'DE hybrid join',
    description: 'Joined to the domain contoso.local and to Entra',
    join: 'hybrid',
    nameTemplate: '',
    locale: 'de-DE',
    assignedTo: ['Autopilot - DE Corp desktops'],
    ageInDays: 1100,
  },
  {
    ...userDriven,
    name: 'FR user-driven',
    description: 'Shipped to the employee, who signs in',
    nameTemplate: 'FR-%SERIAL%',
    locale: 'fr-FR',
    assignedTo: ['Autopilot - FR Corp'],
    ageInDays: 700,
  },
  {
    ...userDriven,
    name: 'US user-driven',
    description: 'Shipped to the employee, who signs in',
    nameTemplate: 'US-%SERIAL%',
    locale: 'en-US',
    assignedTo: ['Autopilot - US Corp'],
    ageInDays: 860,
  },
  {
    ...userDriven,
    name: 'Developers',
    description: 'Local administrator, no keyboard page',
    userType: 'administrator',
    nameTemplate: 'DEV-%RAND:6%',
    locale: 'os-default',
    assignedTo: ['Autopilot - Developers'],
    ageInDays: 400,
  },
  {
    ...userDriven,
    name: 'Executives pre-provisioned',
    description: 'Staged by the service desk, finished by the user',
    preprovisioning: true,
    nameTemplate: 'EX-%SERIAL%',
    locale: 'os-default',
    assignedTo: ['Autopilot - Executives'],
    ageInDays: 520,
  },
  {
    ...userDriven,
    name: 'Kiosk self-deploying',
    description: 'Nobody signs in; needs TPM 2.0',
    usage: 'shared',
    nameTemplate: 'KIOSK-%RAND:5%',
    locale: 'os-default',
    assignedTo: ['Autopilot - Kiosks', 'Autopilot - Test VMs'],
    ageInDays: 650,
  },
  {
    ...userDriven,
    name: 'Shared self-deploying',
    description: 'Shared laptops for shifts and class rooms',
    usage: 'shared',
    nameTemplate: 'SHARED-%RAND:5%',
    locale: 'os-default',
    assignedTo: ['Autopilot - Shared'],
    ageInDays: 300,
  },
];
