const segmenter = new Intl.Segmenter();

/** The text within `most` UTF-16 units, never half a character; an ellipsis stands where something was cut. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = '';
  for (const { segment } of segmenter.segment(text.slice(0, most + 1))) {
    if (kept.length + segment.length >= most) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
