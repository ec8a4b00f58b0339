import type { Command } from './command';
import { espSettingsActions, espSettingsOf } from './esp-settings-answer';
import { settingsAsked } from './esp-settings-asked';
import { OneTurnDialog } from './one-turn-dialog';
import { sendCard } from './reply';
import sayings from './sayings/esp-settings.json';

/** The ESP settings of the tenant, compared with what is recommended. */
export const espSettings: Command = {
  id: 'esp-settings',
  access: 'helpdesk',
  sideEffect: 'none',
  slots: [],
  examples: [
    'what are our ESP settings?',
    'how long is our ESP timeout?',
    'are our ESP settings as recommended?',
  ],
  vocabulary: {
    sayings,
    synonyms: ['esp settings', 'esp timeout', 'timeout', 'blocking apps', 'esp configuration'],
    patterns: [
      /\b(esp|enrolment status page|status page)\b.*\b(settings?|timeouts?|time out set|configuration|config|configured|set up|setup here|blocking apps|options|values|parameters|minutes|recommended|recommendations?|best practices?|enabled|set to|allow|allows)\b/,
      /\b(settings?|timeouts?|configuration|config|options|parameters|blocking apps|minutes|setup)\b.*\b(esp|enrolment status page)\b/,
      /\b(our|we|us|tenant|here)\b.*\b(esp|enrolment status page|blocking apps)\b/,
      /\b(esp|enrolment status page)\b.*\b(our|we|us|tenant)\b/,
      /\b(blocking|block|blocks|required) apps?\b.*\b(esp|list|which|our|we)\b/,
      /\b(which|what|our|list|list of)\b.*\bblocking apps\b/,
    ],
    excludes: [
      /<(serial|code)>/,
      /\b(stuck|hangs|never|fails|failed|frozen)\b/,
      /^what (are blocking apps|is esp|is the esp|is an esp)$/,
    ],
  },
  actions: espSettingsActions,
  createDialog: (services) =>
    new OneTurnDialog('esp-settings', async (context, invocation) => {
      const asked = settingsAsked(invocation.text);
      await sendCard(context, await espSettingsOf({ page: 0, asked }, invocation, services));
    }),
};
