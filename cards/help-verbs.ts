/** What the buttons of a case ask for; who may press which is decided on the server. */
export const helpVerbs = {
  /** Shows what would be handed to the helpdesk about one's own device: `HelpAsk`. */
  ask: 'help.ask',
  /** Hands it over: `HelpAsk`, with the inputs `said` and `tried`. */
  send: 'help.send',
  /** Adds the input `text` to one's own case: `HelpNamed`. */
  add: 'help.add',
  /** Ends one's own case: `HelpNamed`. */
  settle: 'help.settle',
  /** Of the helpdesk: `HelpShown`. */
  take: 'help.take',
  /** With the input `answer`. */
  answer: 'help.answer',
  /** With the input `note`. */
  close: 'help.close',
  /** Shows the device of a case, read now: `HelpNamed`. */
  device: 'help.device',
} as const;

/** The registration's id, empty for no device; whose device it is is read anew. */
export interface HelpAsk {
  readonly id: string;
}

/** A case, by its number. */
export interface HelpNamed {
  readonly id: number;
}

/** At which of its revisions it was shown. */
export interface HelpShown extends HelpNamed {
  readonly revision: number;
}

/** More is cut off. */
export const longestSaid = 500;
export const longestAnswer = 1000;
