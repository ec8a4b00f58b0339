import type { Command } from './command';
import sayings from './sayings/tag-impact.json';
import { TagImpactDialog } from './tag-impact-dialog';

/** Which profile and groups a tag would lead to. */
export const tagImpact: Command = {
  id: 'tag-impact',
  access: 'helpdesk',
  sideEffect: 'none',
  slots: ['tag', 'serials'],
  examples: [
    'what happens if I tag 5CG4217QHX as UK-Corp-Laptop?',
    'which profile does the tag DE-Kiosk-Desktop lead to?',
    'what would the tag UK-Sales-Laptop change?',
  ],
  vocabulary: {
    sayings,
    synonyms: ['impact', 'effect', 'consequence', 'what if', 'preview', 'simulate'],
    patterns: [
      /\b(what|which|where)\b.*\b(happens?|happen|change|changes|lead|leads|effect|impact|consequences?|mean|means|trigger|triggers|do|bring|result|get|gets|receive|end up|land)\b.*(\btag|<tag>)/,
      /(\btag|<tag>).*\b(effect|impact|consequences?|lead to|leads to|result in|end up|bring)\b/,
      /\b(what|which) (autopilot |deployment |enrolment )?(profile|groups?|policies|policy|apps)\b.*(\btag\b|\btagged\b|<tag>)/,
      /\b(effect|impact|consequences?|preview|simulate|dry run)\b.*(\btag|<tag>)/,
      /\bwhat (happens|would happen|will happen|if|changes|would change|will change)\b.*(\btag|\bretag|<tag>)/,
      /\b(if i|suppose i|before i|when i|if we|if)\b.*(\btag|\bretag|<tag>).*\b(what|which|will|does|would|happens?)\b/,
      /\b(would|will|does|do) (the |a |an )?(tag |group tag )?<tag>.*\b(profile|groups?|change|lead|do|affect|mean|break)\b/,
      /\b(would|will|does|do|is)\b.*<serial>.*\b(profile|groups?|change|affect)\b.*(\btag|<tag>)/,
      /^what would <tag>/,
    ],
    excludes: [
      /\b(which|what) (group )?tag (would be|should|is right|is the|do|to use|to pick|would you)\b(?!.*<tag>)/,
      /\bwhat does each\b/,
    ],
  },
  createDialog: (services) => new TagImpactDialog('tag-impact', services),
};
