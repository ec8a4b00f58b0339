import type { Command } from './command';
import { OneTurnDialog } from './one-turn-dialog';
import sayings from './sayings/smalltalk.json';

/** Greetings and thanks: no task. */
export const smalltalk: Command = {
  id: 'smalltalk',
  access: 'employee',
  sideEffect: 'none',
  inMenus: false,
  slots: [],
  examples: ['hello', 'thank you', 'how are you?'],
  vocabulary: {
    sayings,
    synonyms: [
      'hi',
      'hello',
      'hey',
      'thanks',
      'thank',
      'cheers',
      'bye',
      'goodbye',
      'morning',
      'welcome',
      'great',
      'awesome',
      'merci',
      'danke',
      'gracias',
      'hola',
      'bonjour',
      'salut',
      'ciao',
    ],
    patterns: [
      /^(hi|hello|hey|hiya|yo|howdy|hallo|servus|moin|hola|bonjour|salut|ciao|greetings|good (morning|afternoon|evening|day|night))( (hi|hello|hey|there|bot|all|everyone|everybody|team|folks|mate|again|my friend|friend|autopilot bot|and))*( happy [a-z]+| nice [a-z]+)?$/,
      /^(ok |okay |great |perfect |super |cool |brilliant |excellent |wonderful |lovely )*(many |very |big )?(thanks|thank you|thx|cheers|merci|danke|gracias|ta|grazie|tack|obrigado)( (you|a lot|a million|so much|very much|again|bot|mate|for (your|the|all your|all the) (help|support|time|quick [a-z]+)|for (that|everything|this)|beaucoup|sehr|schoen|schön|mille|amigo|everyone|buddy|pal|man|all|that is all|bye|a bunch|ever so much))*$/,
      /^(how are you|how is it going|how do you do|how are things|how you doing|how was your (day|weekend|night))\b/,
      /^(who|what) are you$/,
      /^are you (a |an )?(bot|robot|human|real|ai|person|there|machine|device|alive|ok|okay|happy)\b/,
    ],
  },
  createDialog: ({ messages }) =>
    new OneTurnDialog('smalltalk', async (context, { locale }) => {
      const said = context.activity.text;
      const { answer } = moods.find(({ words }) => words.test(said)) ?? { answer: 'hello' as const };
      await context.sendActivity(messages(locale)(`smalltalk.${answer}`));
    }),
};

/** The first that fits decides; a greeting is answered to all else. */
const moods = [
  {
    words:
      /(?<!\p{L})(thanks?|thx|cheers|ta|merci|danke|dankeschön|gracias|grazie|good bot|well done|nice|great)(?!\p{L})/iu,
    answer: 'thanks',
  },
  {
    words:
      /(?<!\p{L})(bye|goodbye|good ?night|see you|ciao|tsch(ü|ue)ss?|gute nacht|auf wiedersehen|bis (bald|dann|morgen|später)|schönen feierabend|au revoir|bonne (nuit|soirée)|à (bientôt|demain|plus tard)|adi[oó]s|buenas noches|hasta (luego|mañana|pronto))(?!\p{L})/iu,
    answer: 'goodbye',
  },
  {
    words:
      /(?<!\p{L})(how are|how('s| is) (it|life|everything)|how do you do|what('s| is) up|[cç]a va|comment (vas|allez)|qu[eé] tal|c[oó]mo (est[aá]s|te va)|wie geht|na, alles klar)/iu,
    answer: 'fine',
  },
  {
    words:
      /^\P{L}*(ok(ay)?|yes|yep|yeah|no|nope|sure|hm+|alright|go ahead|do it|fine|ja|nein|klar|alles klar|gut|oui|non|d[’']accord|s[ií]|vale|claro)(?!\p{L})/iu,
    answer: 'noted',
  },
] as const;
