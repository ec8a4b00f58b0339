/**
 * Numbers that look random and depend on nothing but (seed, stream, key), so that device 400,000 can be computed
 * without its predecessors. Streams keep the questions apart: the tag of a device does not follow from its model.
 */
export function hash32(seed: number, stream: string, key: number): number {
  let h = seed | 0;
  for (let i = 0; i < stream.length; i += 1) h = Math.imul(h ^ stream.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ key, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A number in [0, 1). */
export function roll(seed: number, stream: string, key: number): number {
  return hash32(seed, stream, key) / 0x1_0000_0000;
}

/** A whole number in [from, to). */
export function rollBetween(seed: number, stream: string, key: number, from: number, to: number): number {
  return from + Math.floor(roll(seed, stream, key) * (to - from));
}

export function pick<T>(rows: readonly T[], rolled: number): T {
  const row = rows[Math.floor(rolled * rows.length)];
  if (row === undefined) throw new Error('Nothing to pick from');
  return row;
}

/** One row, in proportion to its weight; `rolled` in [0, 1). */
export function pickWeighted<T extends { readonly weight: number }>(rows: readonly T[], rolled: number): T {
  let left = rolled * rows.reduce((sum, row) => sum + row.weight, 0);
  const chosen = rows.find((row) => (left -= row.weight) < 0) ?? rows.at(-1);
  if (chosen === undefined) throw new Error('Nothing to pick from');
  return chosen;
}
