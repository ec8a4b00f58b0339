import { isWord } from './canonical';

const placeholder = /^<[a-z]+>$/;
/** Pieces of words have this many letters, their borders counted. */
const pieceLengths = [3, 4] as const;
/** What comes later in a word tells no more about it. */
const longestWord = 30;
const pieceMark = '~';
/** What a piece counts beside a word. */
const pieceStrength = 0.4;
/** Length that every sentence's feature vector is brought to. */
const norm = 1.8;

/** A sentence as the numbers of its features, and what each of them counts. */
export interface Row {
  readonly ids: readonly number[];
  readonly values: readonly number[];
}

/** A word and its pieces, which make misspelt, inflected and foreign words resemble those that were learnt. */
function partsOf(word: string): readonly string[] {
  if (placeholder.test(word) || !isWord(word)) return [word];
  const bordered = `_${word.slice(0, longestWord)}_`;
  const parts = [word];
  for (const length of pieceLengths) {
    for (let at = 0; at + length <= bordered.length; at++)
      parts.push(pieceMark + bordered.slice(at, at + length));
  }
  return parts;
}

/** First and last words and pairs of neighbours. */
function placesOf(tokens: readonly string[]): readonly string[] {
  const [first = '', second = ''] = tokens;
  const places = [`^${first}`, `^${first} ${second}`, `$${tokens.at(-1) ?? ''}`];
  if (tokens.length < 3) places.push('=short');
  for (let at = 1; at < tokens.length; at++) places.push(`${tokens[at - 1] ?? ''} ${tokens[at] ?? ''}`);
  return places;
}

/** The features of all lessons, numbered; the rarer one is, the more it counts. */
export class FeatureSpace {
  readonly rows: readonly Row[];
  private readonly numbers = new Map<string, number>();
  private readonly ofWords = new Map<string, readonly number[]>();
  private readonly strengths: Float64Array;

  constructor(sentences: readonly (readonly string[])[]) {
    const uses: number[] = [];
    const lastIn: number[] = [];
    const sets = sentences.map((tokens, nth) => {
      const ids: number[] = [];
      this.learn(tokens, (id) => {
        if (lastIn[id] === nth) return;
        lastIn[id] = nth;
        uses[id] = (uses[id] ?? 0) + 1;
        ids.push(id);
      });
      return ids;
    });
    const strengths = Float64Array.from(uses, (count) => Math.log(1 + sentences.length / count));
    for (const [feature, id] of this.numbers)
      if (feature.startsWith(pieceMark)) strengths[id] = (strengths[id] ?? 0) * pieceStrength;
    this.strengths = strengths;
    this.rows = sets.map((ids) => this.scaled(ids));
  }

  get size(): number {
    return this.numbers.size;
  }

  /** A sentence in the features of the lessons; what they lack is left out. */
  row(tokens: readonly string[]): Row {
    const features = [...tokens.flatMap(partsOf), ...placesOf(tokens)];
    const ids = features.map((feature) => this.numbers.get(feature)).filter((id) => id !== undefined);
    return this.scaled([...new Set(ids)]);
  }

  private learn(tokens: readonly string[], take: (id: number) => void): void {
    for (const token of tokens) {
      let parts = this.ofWords.get(token);
      if (parts === undefined) {
        parts = partsOf(token).map((part) => this.numbered(part));
        this.ofWords.set(token, parts);
      }
      for (const id of parts) take(id);
    }
    for (const place of placesOf(tokens)) take(this.numbered(place));
  }

  private numbered(feature: string): number {
    const known = this.numbers.get(feature);
    if (known !== undefined) return known;
    const id = this.numbers.size;
    this.numbers.set(feature, id);
    return id;
  }

  private scaled(ids: readonly number[]): Row {
    const values = ids.map((id) => this.strengths[id] ?? 0);
    const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
    return { ids, values: values.map((value) => (value * norm) / (length || 1)) };
  }
}
