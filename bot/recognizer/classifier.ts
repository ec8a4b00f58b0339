/**
 * One labelled sentence in its variants (as it stands, with chatter around it, with the patterns it hits): each
 * pass of the training sees another one, so that no single kind of evidence is relied on alone.
 */
export interface Lesson {
  readonly variants: readonly (readonly string[])[];
  readonly label: string;
}

export interface Classifier {
  readonly labels: readonly string[];
  /** Probabilities in the order of `labels`; they add up to 1. */
  probabilities(features: readonly string[]): Float64Array;
}

const passes = 6;
const rate = 0.5;
const negligible = 0.004;
/** Length that every sentence's feature vector is brought to. */
const norm = 3;
/** Stands for words of a single lesson, so that words never heard before have a weight, too. */
const rare = '=rare';
const mostRare = 2;
/** A pattern (a feature that starts with `~`) says more than a word. */
const patternValue = 3;
/** What a pattern speaks for its own command before anything is learnt. */
const patternPrior = 2.5;

interface Row {
  readonly ids: Uint32Array;
  readonly values: Float64Array;
}

/** The same order at each start, so that the bot understands the same sentence the same way every day. */
function shuffled(size: number, seed: number): Uint32Array {
  const order = Uint32Array.from({ length: size }, (_, at) => at);
  let state = seed;
  for (let at = size - 1; at > 0; at--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = state % (at + 1);
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
  return order;
}

function softmax(scores: Float64Array): Float64Array {
  let highest = -Infinity;
  for (const score of scores) if (score > highest) highest = score;
  let sum = 0;
  for (let at = 0; at < scores.length; at++) sum += scores[at] = Math.exp((scores[at] ?? 0) - highest);
  for (let at = 0; at < scores.length; at++) scores[at] = (scores[at] ?? 0) / sum;
  return scores;
}

class Weights {
  private readonly ids: ReadonlyMap<string, number>;
  private readonly weights: Float32Array;
  private readonly squares: Float32Array;
  private readonly width: number;

  constructor(
    private readonly seen: ReadonlyMap<string, number>,
    labels: readonly string[],
  ) {
    this.width = labels.length;
    this.ids = new Map([...seen.keys(), rare].map((feature, id) => [feature, id]));
    this.weights = new Float32Array(this.ids.size * this.width);
    for (const [label, name] of labels.entries()) {
      const id = this.ids.get(`~${name}`);
      if (id !== undefined) this.weights[id * labels.length + label] = patternPrior;
    }
    this.squares = new Float32Array(this.ids.size * this.width).fill(1e-8);
  }

  row(features: readonly string[]): Row {
    const ids: number[] = [];
    const values: number[] = [];
    let strangers = 0;
    for (const feature of features) {
      const id = this.ids.get(feature);
      if (id !== undefined) {
        ids.push(id);
        values.push(feature.startsWith('~') ? patternValue : 1);
      }
      if ((this.seen.get(feature) ?? 0) < 2 && !feature.includes(' ')) strangers++;
    }
    if (strangers > 0) {
      ids.push(this.ids.get(rare) ?? 0);
      values.push(Math.min(strangers, mostRare));
    }
    const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)) || 1;
    return {
      ids: Uint32Array.from(ids),
      values: Float64Array.from(values, (value) => (value * norm) / length),
    };
  }

  scores({ ids, values }: Row): Float64Array {
    const { weights, width } = this;
    const scores = new Float64Array(width);
    for (let at = 0; at < ids.length; at++) {
      const value = values[at] ?? 0;
      const base = (ids[at] ?? 0) * width;
      for (let label = 0; label < width; label++)
        scores[label] = (scores[label] ?? 0) + value * (weights[base + label] ?? 0);
    }
    return scores;
  }

  /** One step of Adagrad on the cross entropy. */
  learn(row: Row, target: number): void {
    const { weights, squares, width } = this;
    const errors = softmax(this.scores(row));
    errors[target] = (errors[target] ?? 0) - 1;
    for (let label = 0; label < width; label++) {
      const error = errors[label] ?? 0;
      if (error < negligible && error > -negligible) continue;
      for (let at = 0; at < row.ids.length; at++) {
        const cell = (row.ids[at] ?? 0) * width + label;
        const slope = error * (row.values[at] ?? 0);
        const square = (squares[cell] ?? 0) + slope * slope;
        squares[cell] = square;
        weights[cell] = (weights[cell] ?? 0) - (rate * slope) / Math.sqrt(square);
      }
    }
  }
}

/** A linear (multinomial logistic) classifier, trained on the lessons in a fixed order. */
export function train(lessons: readonly Lesson[]): Classifier {
  const labels = [...new Set(lessons.map(({ label }) => label))];
  const seen = new Map<string, number>();
  for (const { variants } of lessons) {
    for (const feature of new Set(variants.flat())) seen.set(feature, (seen.get(feature) ?? 0) + 1);
  }
  const weights = new Weights(seen, labels);
  const rows = lessons.map(({ variants }) => variants.map((features) => weights.row(features)));
  const targets = lessons.map(({ label }) => labels.indexOf(label));
  for (let pass = 0; pass < passes; pass++) {
    for (const at of shuffled(rows.length, pass + 1)) {
      const variants = rows[at] ?? [];
      const row = variants[(pass + at) % variants.length];
      if (row !== undefined) weights.learn(row, targets[at] ?? 0);
    }
  }
  return { labels, probabilities: (features) => softmax(weights.scores(weights.row(features))) };
}
