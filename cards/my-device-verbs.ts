/** What the buttons of the card for a person's own device ask for. */
export const myDeviceVerbs = {
  /** Reads one of the person's devices again: `MyDeviceShow`. */
  show: 'my-device.show',
} as const;

/** `id` is the registration's. */
export interface MyDeviceShow {
  readonly id: string;
}
