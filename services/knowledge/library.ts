import type { Article, CodeRow, Family, Phase } from './article';
import { readAll, readData } from './data';
import type { Notion } from './notion';

interface Source {
  readonly name: string;
  readonly where: string;
}

/** Everything that is explained, each thing found by its own name. */
export interface Library {
  readonly articles: readonly Article[];
  readonly notions: readonly Notion[];
  readonly article: (id: string) => Article | undefined;
  readonly notion: (id: string) => Notion | undefined;
  /** `key` as in `CodeNumber`, or a sign-in number such as `AADSTS50076`. */
  readonly articleOf: (key: string) => Article | undefined;
  readonly rowOf: (key: string) => (CodeRow & { readonly family: Family }) | undefined;
  readonly familyArticle: (family: Family) => Article;
  /** The code that a name stands for among those that are explained here: `ZtdDeviceAlreadyAssigned`. */
  readonly keyNamed: (name: string) => string | undefined;
  /** The article that bears a name without having a number. */
  readonly articleNamed: (name: string) => Article | undefined;
  readonly source: (id: string) => Source | undefined;
  /** How people name the phases, in lower case. */
  readonly phaseWords: Readonly<Partial<Record<Phase, readonly string[]>>>;
}

export function readLibrary(): Library {
  const articles = readAll('articles') as readonly Article[];
  const notions = readAll('notions') as readonly Notion[];
  const sources = readData('sources.json') as Readonly<Record<string, Source>>;
  const rows = [...new Set(articles.map(({ family }) => family))].flatMap((family) =>
    (readData(`codes/${family}.json`) as readonly CodeRow[]).map((row) => ({ ...row, family })),
  );
  const byId = indexed(articles, ({ id }) => [id]);
  const byCode = indexed(articles, ({ codes }) => codes);
  const byName = indexed(articles, ({ symbols }) => symbols.map(lower));
  const rowByCode = indexed(rows, ({ code }) => [code]);
  const rowByName = indexed(rows, ({ symbol }) => symbol.split(' / ').map(lower));
  const notionById = indexed(notions, ({ id }) => [id]);
  return {
    articles,
    notions,
    article: (id) => byId.get(id),
    notion: (id) => notionById.get(id),
    articleOf: (key) => byCode.get(key),
    rowOf: (key) => rowByCode.get(key),
    familyArticle(family) {
      const article = byId.get(`family-${family}`);
      if (article === undefined) throw new Error(`No article for the family ${family}`);
      return article;
    },
    keyNamed: (name) => (name === '' ? undefined : rowByName.get(lower(name))?.code),
    articleNamed: (name) => byName.get(lower(name)),
    source: (id) => sources[id],
    phaseWords: readData('phase-words.json') as Library['phaseWords'],
  };
}

const lower = (name: string): string => name.toLowerCase();

/** Of two with the same key the first one counts. */
function indexed<T>(all: readonly T[], keysOf: (each: T) => readonly string[]): ReadonlyMap<string, T> {
  return new Map(all.flatMap((each) => keysOf(each).map((key) => [key, each] as const)).reverse());
}
