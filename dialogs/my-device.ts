import type { Command } from './command';
import { myDeviceActions, MyDeviceDialog } from './my-device-dialog';
import sayings from './sayings/my-device.json';

/** The caller's own device: ready or not, and what is left to install. */
export const myDevice: Command = {
  id: 'my-device',
  access: 'employee',
  sideEffect: 'none',
  menus: ['personal'],
  slots: [],
  examples: ['is my laptop ready?', 'what is left to install on my laptop?', 'where is my new laptop?'],
  vocabulary: {
    sayings,
    synonyms: ['my', 'mine'],
    patterns: [
      /\b(is|are|has|did|will|was|when|where|how|status|state|check|show|progress|what|news|done|ready|finished)\b.*\b(my|mine|our|own) (own |new |work |company |little |shiny |brand |corporate )*(device|setup|enrolment|surface|tablet|mine)\b/,
      /\bmy (own |new |work |company |corporate )*(device|setup) (is |be )?(ready|done|finished|status|progress|state|yet|set up|complete)\b/,
      /^my (own |new |work )*device( please)?$/,
      /\bdevice (that )?(you|they|it|i) (gave|sent|shipped|was given|have given|handed|got|promised|received)( to)?( me)?\b/,
    ],
    excludes: [
      /<serial>/,
      /\b(tell|notify|ping|inform|alert|let) me (know )?(when|as soon|once|if)\b/,
      /\b(printer|wifi|password|outlook|battery|slow|flickers?|broken|cracked|stolen|lost|keyboard|mouse|monitor|charger|docking|noisy|hot)\b/,
    ],
  },
  actions: myDeviceActions,
  createDialog: (services) => new MyDeviceDialog('my-device', services),
};
