/** What a button of a change's card sends back: the change, and at which of its revisions it was shown. */
export interface ChangeNamed {
  readonly id: number;
  readonly revision: number;
}

/** The buttons of a change's card; who may press which is decided on the server. */
export const changeVerbs = {
  approve: 'change.approve',
  /** With the input `tag`: a group tag, the empty text for none. */
  approveWith: 'change.approveWith',
  /** With the input `reason`. */
  reject: 'change.reject',
  withdraw: 'change.withdraw',
  renew: 'change.renew',
  undo: 'change.undo',
  /** The change as it is now, for whoever looks at it. */
  show: 'change.show',
  /** A page of its devices, of `{ id, page }`. */
  devices: 'change.devices',
} as const;
