import type { Purpose } from '../services/places/places';

/** What the buttons of the card of channels ask for. */
export const channelVerbs = {
  /** Lets messages of a kind come to the conversation in which it is pressed: `ChannelUse`. */
  use: 'channel.use',
  /** Lets them come no longer: `ChannelStop`. */
  stop: 'channel.stop',
} as const;

export interface ChannelStop {
  readonly purpose: Purpose;
}

export interface ChannelUse extends ChannelStop {
  /** For the digest. */
  readonly rhythm?: 'daily' | 'weekly';
}
