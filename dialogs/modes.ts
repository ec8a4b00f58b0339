import type { Command } from './command';
import { modesActions, modesFor } from './modes-answer';
import { OneTurnDialog } from './one-turn-dialog';
import { sendCard } from './reply';
import sayings from './sayings/modes.json';

/** The deployment modes, explained and compared. */
export const modes: Command = {
  id: 'modes',
  access: 'employee',
  sideEffect: 'none',
  slots: [],
  examples: [
    'which deployment modes are there?',
    'compare user-driven and self-deploying',
    'when do I use pre-provisioning?',
  ],
  vocabulary: {
    sayings,
    synonyms: [
      'mode',
      'modes',
      'user driven',
      'self deploying',
      'white glove',
      'pre provisioning',
      'existing devices',
    ],
    patterns: [
      /\b(ways?|methods?|options|scenarios|possibilities) (to|of|for) (deploy|deploying|set up|setting up|provision|provisioning|roll out|rolling out)\b/,
      /\b(deployment|autopilot|provisioning) modes?\b/,
      /\bmodes\b/,
      /\b(which|what|best|right|each|compare) mode\b/,
      /\b(self ?deploy(ing|ment)?|user ?driven|white ?glove|pre ?provision(ing|ed)?|hybrid) ?(mode|deployment|scenario)?\b/,
      /\b(difference|differences|compare|versus|vs) .*\b(self deploying|user driven|white glove|pre provisioning|existing devices)\b/,
      /\bautopilot for existing devices\b/,
    ],
    excludes: [
      /<(serial|code|profile|tag)>/,
      /\b(dark|flight|airplane|sleep|game|safe|tablet|transport|focus) modes?\b/,
      /\b(stuck|failed|fails|hangs|ended|red screen|error|profile|profiles|devices? in)\b/,
      /\bmodes of\b/,
    ],
  },
  actions: modesActions,
  createDialog: (services) =>
    new OneTurnDialog('modes', async (context, invocation) => {
      await sendCard(context, modesFor(invocation, services));
    }),
};
