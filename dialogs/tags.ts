import type { Command } from './command';
import { OneTurnDialog } from './one-turn-dialog';
import { sendCard } from './reply';
import sayings from './sayings/tags.json';
import { tagsActions, tagsOf } from './tags-answer';

/** The tags in use and how tags are named. */
export const tags: Command = {
  id: 'tags',
  access: 'helpdesk',
  sideEffect: 'none',
  menus: ['team', 'groupChat'],
  slots: [],
  examples: ['which tags do we use?', 'what is our tag naming convention?', 'list tags'],
  vocabulary: {
    sayings,
    synonyms: ['tags', 'naming', 'convention', 'scheme'],
    patterns: [
      /\b(which|what) (group )?tag (would be|should|is right|is the|do|does a|to use|to pick|would you)\b(?!.*<tag>)/,
      /\b(which|what|list|show|see|display|all|available|existing|current|used|our|give|know|different|many)\b( [a-z]+)* (group )?tags\b(?! (would|will|does|do) <)/,
      /\b(tags?) (naming|convention|scheme|format|structure|rules?|standard|pattern|syntax|list|overview|names?)\b/,
      /\b(naming|convention|scheme|format|structure|standard|pattern|syntax|rules?) (of|for|behind) (the |our |a |your )*(group )?tags?\b/,
      /\bhow (are|do|should|is|does|can|must|to)\b.*\btags?\b.*\b(named?|built|look|structured|formed|composed|made|written|formatted|constructed|work here|build|spelled|spelt|called|put together)\b/,
      /^(the |group |all |list |show |our )*tags( list| please| in use| overview)?$/,
    ],
    excludes: [
      /<serial>/,
      /\b(devices?|surfaces?) (with|tagged|without|that)\b/,
      /\b(photo|instagram|price|html|name tags)\b/,
    ],
  },
  actions: tagsActions,
  createDialog: (services) =>
    new OneTurnDialog('tags', async (context, invocation) => {
      await sendCard(context, await tagsOf({ page: 0 }, invocation, services));
    }),
};
