import { catalogues } from '../../../cards/messages';
import { commands } from '../../../dialogs';
import { asksToClear } from '../../../dialogs/changing/clear-words';
import { yesOrNo } from '../../../dialogs/writing/yes-or-no';
import { sentencesOf } from '../../cards/support/sentences-of';
import sentences from './sentences-other-languages.json';
import { commandOf, recognizer } from './support';

/** Below this the bot asks which command is meant. */
const sureEnough = 0.5;
const languages = ['de', 'fr', 'es'] as const;
/** The recognizer was taught with the practised sentences in view; the measured ones it had never met. */
const least = { practised: 0.95, measured: 0.85 };

const understood = (text: string) => {
  const { command, confidence } = recognizer().recognize(text);
  return confidence < sureEnough ? 'unknown' : command;
};

const missesOf = (language: string, half: string) => {
  const own = sentences.filter((each) => each.language === language && each.half === half);
  const missed = own
    .map(({ text, command }) => ({ text, wanted: command, got: understood(text) }))
    .filter(({ wanted, got }) => wanted !== got);
  return { own, missed };
};

describe.each(languages)('sentences people say in %s', (language) => {
  it.each(['practised', 'measured'] as const)('are understood: the %s half', (half) => {
    const { own, missed } = missesOf(language, half);

    expect(own.length).toBeGreaterThan(30);
    expect(missed.length <= own.length * (1 - least[half]) ? [] : missed).toEqual([]);
  });

  it('never begin a command that writes where another was meant', () => {
    const writing = new Set(commands.filter(({ sideEffect }) => sideEffect === 'write').map(({ id }) => id));
    const begun = sentences
      .filter((each) => each.language === language && !writing.has(each.command))
      .map(({ text }) => ({ text, got: commandOf(text) }))
      .filter(({ got }) => writing.has(got));

    expect(begun).toEqual([]);
  });

  it('are understood without accents, in capitals, without marks and with a slip', () => {
    const hurried: readonly ((text: string) => string)[] = [
      (text) => text.normalize('NFD').replace(/\p{M}/gu, ''),
      (text) => text.toUpperCase(),
      (text) => text.replace(/[¿?¡!.,]/g, '').toLowerCase(),
      (text) => `  ${text.replace(/ /g, '  ')} `,
    ];
    const own = sentences.filter((each) => each.language === language);
    const missed = hurried.flatMap((write) =>
      own
        .map(({ text, command }) => ({ text: write(text), command }))
        .filter(({ text, command }) => understood(text) !== command),
    );

    expect(missed.length <= own.length * hurried.length * 0.1 ? [] : missed).toEqual([]);
  });
});

describe('what the bot itself proposes to say', () => {
  const proposed = Object.entries(catalogues).flatMap(([language, catalogue]) =>
    [...sentencesOf(catalogue)].flatMap(([name, sentence]) => {
      const command = /^(?:examples\.|welcome\.ask\.(?=my-device|watch|get-help|help))([^.]+)/.exec(
        name,
      )?.[1];
      return command === undefined ? [] : [{ language, sentence, command }];
    }),
  );

  it.each(proposed)('is understood in $language: $sentence', ({ sentence, command }) => {
    expect(understood(sentence)).toBe(command);
  });

  /** What a sentence says to write: “Write “help” to see …”. */
  const toWrite = (sentence = '') =>
    [
      ...sentence.matchAll(
        /(?:write|say|schreib|sag|[ée]cri(?:s|vez)|dites|escribe|di)\s*:?\s*[“„«]\s*([^”“»{}]+?)\s*[”“»]/giu,
      ),
    ].map(([, text = '']) => (asksToClear(text) ? 'no tag' : understood(text)));

  it.each(Object.entries(catalogues))(
    'is understood in %s where a sentence says to write it',
    (_, catalogue) => {
      const english = sentencesOf(catalogues.en);
      const sentences = [...sentencesOf(catalogue)].filter(([, sentence]) => toWrite(sentence).length > 0);
      const wrong = sentences.filter(([name, sentence]) =>
        toWrite(sentence).some((got) => got === 'unknown' || !toWrite(english.get(name)).includes(got)),
      );

      expect(sentences.length).toBeGreaterThan(10);
      expect(wrong).toEqual([]);
    },
  );
});

describe('who asks not to be told', () => {
  it.each([
    'benachrichtige mich nicht',
    'Benachrichtige mich bitte nicht, wenn er fertig ist',
    'benachrichtige mich nicht mehr',
    'sag mir nicht Bescheid',
    'bitte nicht benachrichtigen',
    'ich will nicht benachrichtigt werden',
    'schreib mir nicht mehr',
    'ne me préviens pas',
    'ne me préviens plus',
    'ne me previens plus quand mon pc est pret',
    "ne m'avertis pas",
    'ne me prévenez surtout pas',
    'NE ME PRÉVIENS PAS QUAND IL EST PRÊT',
    'no me avises',
    'No me avises cuando esté listo',
    'ya no me avises más',
    'no me notifiques nada',
    'no quiero que me avises cuando esté listo',
    'no quiero avisos',
    "don't tell me when my laptop is ready",
    'no need to notify me when it is ready',
  ])('is not told: %s', (text) => {
    expect(['unwatch', 'cancel', 'unknown']).toContain(commandOf(text));
  });

  it.each([
    'vergiss nicht, mir Bescheid zu geben, wenn mein Laptop fertig ist',
    'sag mir Bescheid, wenn mein Laptop heute nicht fertig wird',
    "préviens-moi si mon ordinateur n'est pas prêt ce soir",
    'avísame si mi portátil no está listo mañana',
  ])('is told all the same where the “not” belongs to something else: %s', (text) => {
    expect(commandOf(text)).toBe('watch');
  });
});

describe('an answer of yes or no', () => {
  it.each([
    ...['Ja', 'ja, bitte', 'jawohl', 'klar', 'einverstanden', 'genau', 'ja gerne', 'mach das', 'in Ordnung'],
    ...['Oui', 'oui, merci', 'ouais', "d'accord", 'bien sûr', 'vas-y', 'Oui s’il te plaît', 'ok vas-y'],
    ...[
      'Sí',
      'si',
      'sí, por favor',
      'claro',
      'vale',
      'de acuerdo',
      'adelante',
      'hazlo',
      '¡Sí!',
      'sí, gracias',
    ],
  ])('is a yes: %s', (text) => {
    expect(yesOrNo(text)).toBe('yes');
  });

  it.each([
    ...['nein', 'Nein, danke', 'nö', 'lieber nicht', 'bitte nicht', 'auf keinen Fall', 'nicht machen'],
    ...['non', 'Non merci', 'surtout pas', 'pas maintenant', 'ne le fais pas'],
    ...['no', 'no, gracias', 'mejor no', 'para nada', 'no lo hagas', 'ahora no'],
  ])('is a no: %s', (text) => {
    expect(yesOrNo(text)).toBe('no');
  });

  it.each([
    'ja aber',
    'oui mais plus tard',
    'sí, pero',
    'ok warte',
    'vielleicht',
    'peut-être',
    'quizás',
    'ja?',
  ])('is neither: %s', (text) => {
    expect(yesOrNo(text)).toBeUndefined();
  });
});
