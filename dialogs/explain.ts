import type { Command } from './command';
import { explainActions } from './explain-actions';
import { ExplainDialog } from './explain-dialog';
import sayings from './sayings/explain.json';

/** Explains a failure code, a message or a phase that hangs. */
export const explain: Command = {
  id: 'explain',
  access: 'employee',
  sideEffect: 'none',
  menus: ['personal', 'team', 'groupChat'],
  slots: ['codes', 'phrase'],
  examples: ['what does 0x800705b4 mean?', 'ESP stuck at identifying', 'import error 806'],
  vocabulary: {
    sayings,
    synonyms: [
      'error',
      'code',
      'stuck',
      'hangs',
      'meaning',
      'fehler',
      'timeout',
      'timed out',
      'please wait',
      'says something went wrong',
      'says please wait',
      'blue circle spinning',
      'another installation is in progress',
      'apps of <number> since an hour',
    ],
    patterns: [
      /<code>/,
      /^(the |an? |please |and |so |error |code |codes |errors |failure |exit |return |hresult |hex |import |result |explain |explanation |what is |what about |meaning of |decode |translate |look up |lookup )*<code>( and| or| <code>)*( error| mean| meaning| please| code)*$/,
      /\b(what|why|explain|meaning|mean|means|decode|translate|interpret|fix|solve|resolve|cause|causes|reason|describe|about)\b.*<code>/,
      /<code>.*\b(what|why|explain|meaning|mean|means|fix|solve|help|how|idea|about)\b/,
      /\b(get|got|getting|see|seeing|shows?|showing|says|throws?|gives?|gave|reports?|hit|receive|displays?|returns?|returned|with|error) (an? |the |error |code |message |again |always |only |this |me |us )*<code>/,
      /\b(esp|enrolment status page|oobe|setup|identifying|phase|screen|autopilot|installation|installing|install|apps?|provisioning|attestation)\b.*\b(stuck|hangs?|hanging|freezes|frozen|never (ends?|finishes|completes?|moves)|times? out|timed out|timeout|does not (move|finish|continue|end|progress)|takes forever|for(ever| hours)|fails|failed|failing|exceeded|loops?|red)\b/,
      /\b(stuck|hangs|hanging|freezes|frozen|stops|stopped|fails|failed|failing|blocked|sits|sitting) (at|on|in|during|while|with|after)\b/,
      /\b(says|message|what does|saying|shows?|displays?|reads|error|see|getting|get) "/,
      /\b(says?|said|saying|shows?|displays?|reads?|gets?|got|getting|sees?|seeing) (an? |the |me |only |just |now |always )*(identifying|something went wrong|securing your hardware|previous step failed|please wait)\b/,
      /^(it says |it shows |still |only )?please wait( while we set up your device)?$/,
      /\bapps? \d+ of (\d+|<number>)/,
      /\bwhat (is|does) [a-z ]*(ztd|invalid|missing)[a-z]*( mean)?$/,
    ],
    excludes: [
      /<serial>/,
      /\b(log|logs|zip|cab|attached|attachment)\b/,
      /\b(printer|outlook|teams|excel|vpn|wifi|password)\b/,
      /\b(command|button)\b/,
    ],
  },
  actions: explainActions,
  createDialog: (services) => new ExplainDialog('explain', services),
};
