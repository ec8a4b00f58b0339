import { catalogues, createMessages, type Say } from '../../cards/messages';
import { sentencesOf } from '../cards/support/sentences-of';
import { openHouse, personWith, type House } from '../support/house';
import { type Turn, wordsOf } from '../support/teams-connector';

const helpdesk = personWith('helpdesk');
const employee = personWith('employee');
const messages = createMessages();

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());

/** Cards know one kind of space. */
const oneSpace = (text: string) => text.replace(/\s+/g, ' ');

/** The parts of a catalogue's sentences that stand between values, where they are more than a word or two. */
const phrasesOf = (catalogue: object) =>
  [...sentencesOf(catalogue)]
    .filter(([name]) => !name.startsWith('startup.') && !name.startsWith('examples.'))
    .flatMap(([, sentence]) => sentence.split(/\{\{[^}]*\}\}/))
    .map((phrase) => phrase.trim())
    .filter((phrase) => /\p{L}{2}.* .*\p{L}{2}/u.test(phrase));

const english = phrasesOf(catalogues.en);

/** What a person would read in English on what the bot answered in a `language`. */
function leftInEnglish(turn: Turn, language: keyof typeof catalogues): readonly string[] {
  const own = phrasesOf(catalogues[language]).join('\n');
  const words = wordsOf(turn);
  return english.filter((phrase) => words.includes(phrase) && !own.includes(phrase));
}

interface Spoken {
  readonly language: 'de' | 'fr' | 'es';
  readonly locale: string;
  readonly say: Say;
  readonly help: string;
  readonly status: string;
  readonly thanks: string;
  readonly mine: string;
  readonly stop: string;
  readonly outside: string;
}

const spoken: readonly Spoken[] = [
  {
    language: 'de',
    locale: 'de-DE',
    say: messages('de'),
    help: 'Hilfe',
    status: 'Wo ist 5CG4217QHX?',
    thanks: 'Danke schön!',
    mine: 'Ist mein Laptop fertig?',
    stop: 'abbrechen',
    outside: 'Wie wird das Wetter morgen?',
  },
  {
    language: 'fr',
    locale: 'fr-FR',
    say: messages('fr'),
    help: 'aide',
    status: 'où en est 5CG4217QHX ?',
    thanks: 'merci beaucoup',
    mine: 'mon ordinateur est-il prêt ?',
    stop: 'annuler',
    outside: 'quel temps fera-t-il demain ?',
  },
  {
    language: 'es',
    locale: 'es-ES',
    say: messages('es'),
    help: 'ayuda',
    status: '¿dónde está 5CG4217QHX?',
    thanks: 'muchas gracias',
    mine: '¿está listo mi portátil?',
    stop: 'cancelar',
    outside: '¿qué tiempo hará mañana?',
  },
];

describe.each(spoken)('somebody whose Teams speaks $locale', ({ language, locale, say, ...texts }) => {
  const asks = async (person: typeof employee, text: string) => {
    const turn = await house.teams.say(person, text, { locale });
    expect(leftInEnglish(turn, language)).toEqual([]);
    return wordsOf(turn);
  };

  it('reads what the bot can do', async () => {
    const words = await asks(employee, texts.help);

    expect(words).toContain(say('help.title'));
    expect(words).toContain(say('commands.my-device.title'));
    expect(words).toContain(oneSpace(say('examples.my-device.first')));
  });

  it('reads where a device stands', async () => {
    const words = await asks(helpdesk, texts.status);

    expect(words).toContain('UK-Corp-Laptop');
    expect(words).toContain(say('overall.ready'));
    expect(words).toContain(say('layer.state.done'));
  });

  it('reads that they may not', async () => {
    const title = say('commands.tags.title');

    expect(await asks(employee, title)).toContain(say('errors.notAllowed', { title }));
  });

  it('reads how their own device is', async () => {
    expect(await asks(employee, texts.mine)).toContain(say('my-device.now'));
  });

  it.each(['my-device', 'watch', 'unwatch', 'get-help'] as const)(
    'is answered in it what help proposes to ask: %s',
    async (command) => {
      for (const nth of ['first', 'second', 'third'] as const) {
        const words = await asks(employee, say(`examples.${command}.${nth}`));

        expect(words).not.toContain(say('unknown.title'));
        expect(words.trim()).not.toBe('');
      }
    },
  );

  it('is thanked back', async () => {
    expect(await asks(employee, texts.thanks)).toContain(say('smalltalk.thanks'));
  });

  it('leaves a question', async () => {
    await asks(helpdesk, 'status');

    expect(await asks(helpdesk, texts.stop)).toContain(
      say('cancel.stopped', { title: say('commands.status.title') }),
    );
  });

  it('is told what is not understood', async () => {
    expect(await asks(employee, texts.outside)).toContain(say('unknown.title'));
  });
});

it.each([
  ['de', 'Guten Abend', 'hello'],
  ['de', 'Tschüss, bis später', 'goodbye'],
  ['de', 'Wie geht es dir?', 'fine'],
  ['fr', 'Salut', 'hello'],
  ['fr', 'Au revoir, bonne soirée', 'goodbye'],
  ['fr', 'Ça va ?', 'fine'],
  ['es', 'Buenas tardes', 'hello'],
  ['es', 'Adiós, hasta luego', 'goodbye'],
  ['es', '¿Qué tal?', 'fine'],
] as const)('answers in %s to “%s” as its mood is: %s', async (locale, text, answer) => {
  const turn = await house.teams.say(employee, text, { locale });

  expect(wordsOf(turn).trim()).toBe(messages(locale)(`smalltalk.${answer}`));
});

it.each([
  ['de_AT', 'de'],
  ['DE', 'de'],
  ['es-419', 'es'],
  ['fr-CA', 'fr'],
  ['nl-NL', 'en'],
  ['', 'en'],
  ['☃', 'en'],
])('answers the locale %j in %s', async (locale, language) => {
  const turn = await house.teams.say(employee, 'help', { locale });

  expect(wordsOf(turn)).toContain(messages(language)('help.title'));
});
