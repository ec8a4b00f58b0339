/** One labelled sentence: what it shows, and which of the classes it belongs to. */
export interface Lesson {
  readonly features: readonly string[];
  readonly label: string;
}

export interface Classifier {
  readonly labels: readonly string[];
  /** Probabilities in the order of `labels`; they add up to 1. */
  probabilities(features: readonly string[]): Float64Array;
}

const epochs = 14;
const rate = 0.6;
const decay = 1e-6;
/** A feature of a single lesson also counts as rare, so that words never heard before have a weight, too. */
const rare = '=rare';
const mostRare = 3;

interface Row {
  readonly ids: readonly number[];
  readonly values: readonly number[];
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

/** A linear (multinomial logistic) classifier, trained on the lessons in a fixed order. */
export function train(lessons: readonly Lesson[]): Classifier {
  const labels = [...new Set(lessons.map(({ label }) => label))];
  const width = labels.length;
  const seen = new Map<string, number>();
  for (const { features } of lessons) for (const feature of features) seen.set(feature, (seen.get(feature) ?? 0) + 1);
  const ids = new Map([...seen.keys(), rare].map((feature, id) => [feature, id]));
  const weights = new Float64Array(ids.size * width);
  const squares = new Float64Array(ids.size * width).fill(1e-8);

  function rowOf(features: readonly string[]): Row {
    const known: number[] = [];
    let strangers = 0;
    for (const feature of features) {
      const id = ids.get(feature);
      if (id !== undefined) known.push(id);
      if ((seen.get(feature) ?? 0) < 2 && !feature.includes(' ')) strangers++;
    }
    const values = known.map(() => 1);
    if (strangers > 0) {
      known.push(ids.get(rare) ?? 0);
      values.push(Math.min(strangers, mostRare));
    }
    const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)) || 1;
    return { ids: known, values: values.map((value) => (value * 3) / length) };
  }

  function score({ ids: known, values }: Row): Float64Array {
    const scores = new Float64Array(width);
    known.forEach((id, at) => {
      const value = values[at] ?? 0;
      const base = id * width;
      for (let label = 0; label < width; label++) scores[label] = (scores[label] ?? 0) + value * (weights[base + label] ?? 0);
    });
    return scores;
  }

  const rows = lessons.map(({ features }) => rowOf(features));
  const targets = lessons.map(({ label }) => labels.indexOf(label));
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const at of shuffled(rows.length, epoch + 1)) {
      const row = rows[at];
      if (row === undefined) continue;
      const errors = softmax(score(row));
      const target = targets[at] ?? 0;
      errors[target] = (errors[target] ?? 0) - 1;
      row.ids.forEach((id, place) => {
        const value = row.values[place] ?? 0;
        const base = id * width;
        for (let label = 0; label < width; label++) {
          const error = errors[label] ?? 0;
          if (error < 0.001 && error > -0.001) continue;
          const cell = base + label;
          const slope = error * value + decay * (weights[cell] ?? 0);
          const square = (squares[cell] ?? 0) + slope * slope;
          squares[cell] = square;
          weights[cell] = (weights[cell] ?? 0) - (rate * slope) / Math.sqrt(square);
        }
      });
    }
  }
  return { labels, probabilities: (features) => softmax(score(rowOf(features))) };
}
