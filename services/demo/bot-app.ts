interface AppRole {
  readonly value: string;
  readonly displayName: string;
  readonly description: string;
  /** Names of the groups that have it. */
  readonly groups: readonly string[];
}

const appRoles: readonly AppRole[] = [
  {
    value: 'Autopilot.Admin',
    displayName: 'Autopilot admin',
    description: 'May approve changes',
    groups: ['Autopilot admins'],
  },
  {
    value: 'Autopilot.Helpdesk',
    displayName: 'Autopilot helpdesk',
    description: 'May look devices up and request changes',
    groups: ['Autopilot helpdesk'],
  },
];

/** The app registration that stands for the bot in the tenant, with its app roles. */
export const botApp = {
  appId: '7c1d0b5e-93a4-4f26-8e6b-2d90f4a17c58',
  displayName: 'Autopilot bot',
  appRoles,
};
