/** Something to know or to do: where to click, what to type. */
export interface Line {
  readonly mark: string;
  readonly text: string;
  readonly place: string;
  readonly run: string;
}

interface Step {
  readonly text: string;
  readonly place?: string | undefined;
  readonly run?: string | undefined;
}

/** Points in no order, each with the same mark. */
export function marked(mark: string, points: readonly Step[]): readonly Line[] {
  return points.map((point) => line(mark, point));
}

/** What is done one after the other. */
export function numbered(points: readonly Step[]): readonly Line[] {
  return points.map((point, index) => line(`${index + 1}.`, point));
}

function line(mark: string, { text, place = '', run = '' }: Step): Line {
  return { mark, text, place, run };
}
