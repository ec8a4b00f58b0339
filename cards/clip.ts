const segmenter = new Intl.Segmenter();

/** At most `most` characters as people count them, the last one an ellipsis where something was cut. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  const characters = Array.from(segmenter.segment(text), ({ segment }) => segment);
  return characters.length <= most
    ? text
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}
