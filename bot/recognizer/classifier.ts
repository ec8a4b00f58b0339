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

const passes = 3;
/** Learners that see the lessons in different orders; their common vote depends less on any one order. */
const learners = 3;
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

/** Numbers the features, so that a sentence becomes a sparse vector of fixed length. */
class FeatureSpace {
  readonly ids: ReadonlyMap<string, number>;

  constructor(private readonly seen: ReadonlyMap<string, number>) {
    this.ids = new Map([...seen.keys(), rare].map((feature, id) => [feature, id]));
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
}

/** One weight per feature and label. */
class Weights {
  private readonly weights: Float32Array;
  private readonly squares: Float32Array;

  constructor(
    features: ReadonlyMap<string, number>,
    private readonly labels: readonly string[],
  ) {
    this.weights = new Float32Array(features.size * labels.length);
    this.squares = new Float32Array(features.size * labels.length).fill(1e-8);
    for (const [label, name] of labels.entries()) {
      const id = features.get(`~${name}`);
      if (id !== undefined) this.weights[id * labels.length + label] = patternPrior;
    }
  }

  scores({ ids, values }: Row): Float64Array {
    const width = this.labels.length;
    const scores = new Float64Array(width);
    for (let at = 0; at < ids.length; at++) {
      const value = values[at] ?? 0;
      const base = (ids[at] ?? 0) * width;
      for (let label = 0; label < width; label++) {
        scores[label] = (scores[label] ?? 0) + value * (this.weights[base + label] ?? 0);
      }
    }
    return scores;
  }

  /** One step of Adagrad on the cross entropy. */
  learn(row: Row, target: number): void {
    const width = this.labels.length;
    const errors = softmax(this.scores(row));
    errors[target] = (errors[target] ?? 0) - 1;
    for (let label = 0; label < width; label++) {
      const error = errors[label] ?? 0;
      if (error < negligible && error > -negligible) continue;
      for (let at = 0; at < row.ids.length; at++) {
        const cell = (row.ids[at] ?? 0) * width + label;
        const slope = error * (row.values[at] ?? 0);
        const square = (this.squares[cell] ?? 0) + slope * slope;
        this.squares[cell] = square;
        this.weights[cell] = (this.weights[cell] ?? 0) - (rate * slope) / Math.sqrt(square);
      }
    }
  }

  /** Adds another's weights: since scores are linear, a sum of learners is their common vote. */
  add(other: Weights): void {
    for (let cell = 0; cell < this.weights.length; cell++) {
      this.weights[cell] = (this.weights[cell] ?? 0) + (other.weights[cell] ?? 0);
    }
  }
}

function countLessons(lessons: readonly Lesson[]): ReadonlyMap<string, number> {
  const seen = new Map<string, number>();
  for (const { variants } of lessons) {
    for (const feature of new Set(variants.flat())) seen.set(feature, (seen.get(feature) ?? 0) + 1);
  }
  return seen;
}

/** A linear (multinomial logistic) classifier, trained on the lessons in fixed orders. */
export function train(lessons: readonly Lesson[]): Classifier {
  const labels = [...new Set(lessons.map(({ label }) => label))];
  const space = new FeatureSpace(countLessons(lessons));
  const rows = lessons.map(({ variants }) => variants.map((features) => space.row(features)));
  const targets = lessons.map(({ label }) => labels.indexOf(label));

  function learner(nth: number): Weights {
    const weights = new Weights(space.ids, labels);
    for (let pass = 0; pass < passes; pass++) {
      for (const at of shuffled(rows.length, nth * 1000 + pass + 1)) {
        const variants = rows[at] ?? [];
        const row = variants[(nth + pass + at) % variants.length];
        if (row !== undefined) weights.learn(row, targets[at] ?? 0);
      }
    }
    return weights;
  }

  const weights = learner(0);
  for (let nth = 1; nth < learners; nth++) weights.add(learner(nth));
  const mean = (scores: Float64Array): Float64Array => scores.map((score) => score / learners);
  return { labels, probabilities: (features) => softmax(mean(weights.scores(space.row(features)))) };
}
