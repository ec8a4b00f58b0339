/** Ids of all sources in something explained, wherever a claim names them; the most used first. */
export function sourcesIn(explained: object): readonly string[] {
  const counts = new Map<string, number>();
  JSON.stringify(explained, (key, value: unknown) => {
    if (key === 'from') for (const id of value as string[]) counts.set(id, (counts.get(id) ?? 0) + 1);
    return value;
  });
  return [...counts].sort(([, a], [, b]) => b - a).map(([id]) => id);
}
