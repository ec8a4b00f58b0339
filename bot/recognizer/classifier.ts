import { FeatureSpace, type Row } from './features';

export interface Lesson {
  readonly tokens: readonly string[];
  readonly label: string;
}

export interface Classifier {
  readonly labels: readonly string[];
  /** Logarithms of the labels' odds, in the order of `labels`, up to a common constant. */
  scores(tokens: readonly string[]): Float64Array;
}

const passes = 2;
const rate = 0.4;
/** An error smaller than this teaches nothing. */
const negligible = 0.08;

/** The same order at each start, so that the bot understands the same sentence the same way every day. */
function shuffled(size: number, seed: number): Uint32Array {
  const order = Uint32Array.from({ length: size }, (_, at) => at);
  let state = seed;
  for (let at = size - 1; at > 0; at--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (at + 1));
    const kept = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = kept;
  }
  return order;
}

/** Turns scores into probabilities, in place. */
export function softmax(scores: Float64Array): Float64Array {
  let highest = -Infinity;
  for (const score of scores) if (score > highest) highest = score;
  let sum = 0;
  for (let at = 0; at < scores.length; at++) sum += scores[at] = Math.exp((scores[at] ?? 0) - highest);
  for (let at = 0; at < scores.length; at++) scores[at] = (scores[at] ?? 0) / sum;
  return scores;
}

/** One weight per feature and label. */
class Weights {
  private readonly weights: Float32Array;
  private readonly squares: Float32Array;

  constructor(
    features: number,
    private readonly width: number,
  ) {
    this.weights = new Float32Array(features * width);
    this.squares = new Float32Array(features * width).fill(1e-8);
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
    const { ids, values } = row;
    const errors = softmax(this.scores(row));
    errors[target] = (errors[target] ?? 0) - 1;
    for (let label = 0; label < width; label++) {
      const error = errors[label] ?? 0;
      if (error < negligible && error > -negligible) continue;
      for (let at = 0; at < ids.length; at++) {
        const cell = (ids[at] ?? 0) * width + label;
        const slope = error * (values[at] ?? 0);
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
  const numbers = new Map(labels.map((label, number) => [label, number]));
  const targets = lessons.map(({ label }) => numbers.get(label) ?? 0);
  const space = new FeatureSpace(lessons.map(({ tokens }) => tokens));
  const weights = new Weights(space.size, labels.length);
  for (let pass = 1; pass <= passes; pass++) {
    for (const at of shuffled(lessons.length, pass)) {
      const row = space.rows[at];
      if (row !== undefined) weights.learn(row, targets[at] ?? 0);
    }
  }
  return { labels, scores: (tokens) => weights.scores(space.row(tokens)) };
}
