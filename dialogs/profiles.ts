import type { Command } from './command';
import sayings from './sayings/profiles.json';

/** Deployment profiles and whom they are assigned to. */
export const profiles: Command = {
  id: 'profiles',
  access: 'helpdesk',
  sideEffect: 'none',
  slots: ['profile'],
  examples: [
    'show our deployment profiles',
    "which groups is the profile 'Kiosk EMEA' assigned to?",
    'list profiles',
  ],
  vocabulary: {
    sayings,
    synonyms: ['profile', 'profiles', 'deployment profile'],
    patterns: [
      /\b(list|show|which|what|all|see|give me|any|display|our|existing|many)\b.*\b(deployment |autopilot |enrolment )?profiles\b/,
      /^(all |the |deployment |autopilot |enrolment |our |list )*profiles?( list| overview| please| assignments?| and (their|the|its) (groups|assignments))*$/,
      /<profile>/,
      /\bprofiles?\b.*\b(assigned|assignments?|groups?|target|targeted|scoped|applied)\b/,
      /\b(show|details|settings|configured|assigned|open|what is in|tell me about)\b.*\bprofile\b(?!.*(<tag>|<serial>|\btag\b))/,
    ],
    excludes: [
      /<serial>/,
      /(<tag>|\btag\b).*\bprofile\b/,
      /\bprofile\b.*(<tag>|\btags?\b|\btagged\b)/,
      /\b(linkedin|picture|photo|facebook|roaming|without a profile|no profile|outlook|chrome|vpn|wifi)\b/,
    ],
  },
};
