import { createInstance } from 'i18next';
import de from './locales/de.json';
import en from './locales/en.json';
import es from './locales/es.json';
import fr from './locales/fr.json';

/** One catalogue per language; another language is a file beside `en.json` and a name here. */
export const catalogues = { en, de, fr, es };

type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
type WithoutForm<K extends string> = K extends `${infer Stem}_${PluralForm}` ? Stem : K;
type KeysOf<T, Path extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? WithoutForm<`${Path}${K}`> : KeysOf<T[K], `${Path}${K}.`>;
}[keyof T & string];

/** The name of a sentence, `topic.name`; plural forms share one name. */
export type MessageKey = KeysOf<typeof en>;

/** What a sentence is filled with; `count` chooses the plural form. */
export type MessageValues = Readonly<Record<string, string | number>>;

/** Says a sentence of the catalogue in one language. Values are put in as they are: escaping is up to the surface. */
export type Say = (key: MessageKey, values?: MessageValues) => string;

/**
 * Gives the `say` of a locale such as `de-AT`, however it is written: its language, else English. What a language has
 * no sentence for is said in English.
 */
export type Messages = (locale: string) => Say;

export interface MessageOptions {
  /** Told of a sentence that asks for a value it was not given; the gap stays empty. */
  readonly onMissing?: (complaint: string) => void;
}

/** A beginning that no text has: i18next takes exponential time over a text with `$t(` and no closing bracket. */
const withoutNesting = { nestingPrefix: '', nestingPrefixEscaped: '(?!)' };

export function createMessages({ onMissing }: MessageOptions = {}): Messages {
  const i18n = createInstance();
  void i18n.init({
    initAsync: false,
    fallbackLng: 'en',
    resources: Object.fromEntries(
      Object.entries(catalogues).map(([language, sentences]) => [
        language,
        { translation: withAllForms(sentences, formsOf(language)) },
      ]),
    ),
    interpolation: { escapeValue: false, ...withoutNesting },
    missingInterpolationHandler: (text: string, [placeholder]: RegExpExecArray) => {
      onMissing?.(`No value for ${placeholder} in "${text}"`);
      return '';
    },
  });
  const plain = new Map<string, string>();
  return (locale) => {
    const language = languageOf(locale);
    const translate = i18n.getFixedT(language);
    return (key, values) => {
      if (values === undefined) {
        const name = `${language}:${key}`;
        const text = plain.get(name) ?? translate(key);
        plain.set(name, text);
        return text;
      }
      const count = values['count'];
      return translate(key, { replace: values, ...(typeof count === 'number' && { count }) });
    };
  };
}

/** The catalogue that speaks for a locale, which is whatever a client says it is: `de`, `DE-de`, `es-419`, `fr_CA`. */
function languageOf(locale: string): keyof typeof catalogues {
  const [language = ''] = locale.trim().toLowerCase().split(/[-_]/, 1);
  return isLanguage(language) ? language : 'en';
}

const isLanguage = (name: string): name is keyof typeof catalogues => Object.hasOwn(catalogues, name);

/** French and Spanish count millions in a form of their own (CLDR `many`). */
const formsOf = (language: string): readonly string[] =>
  new Intl.PluralRules(language).resolvedOptions().pluralCategories;

/** A plural form that a catalogue leaves out is said as its `other`, rather than in English. */
function withAllForms(sentences: object, forms: readonly string[]): object {
  const entries: readonly [string, unknown][] = Object.entries(sentences);
  const filled = entries.flatMap(([name, value]): [string, unknown][] => {
    if (typeof value === 'object' && value !== null) return [[name, withAllForms(value, forms)]];
    const stem = /^(.+)_other$/.exec(name)?.[1];
    return stem === undefined ? [] : forms.map((form) => [`${stem}_${form}`, value]);
  });
  return {
    ...Object.fromEntries(filled),
    ...Object.fromEntries(entries.filter(([, value]) => typeof value === 'string')),
  };
}

const known: ReadonlySet<string> = new Set(keysOf(en));

/** For names built at run time, such as `failure.<type>`. */
export function isMessageKey(key: string): key is MessageKey {
  return known.has(key);
}

/** All names in a catalogue, plural forms folded. */
export function keysOf(catalogue: object, path = ''): readonly string[] {
  const keys = Object.entries(catalogue).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? keysOf(value, `${path}${name}.`)
      : [`${path}${name}`.replace(/_(zero|one|two|few|many|other)$/, '')],
  );
  return [...new Set(keys)];
}

/** The sentence under a name built at run time, or `fallback` when the catalogue has none. */
export function sayIfKnown(say: Say, key: string, fallback: string, values?: MessageValues): string {
  return isMessageKey(key) ? say(key, values) : fallback;
}
