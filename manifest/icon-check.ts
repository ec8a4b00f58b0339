import { PNG } from 'pngjs';

/** Width and height that Teams asks for, in pixels. */
export const iconSizes = { color: 192, outline: 32 } as const;

export type IconName = keyof typeof iconSizes;

export const iconNames = Object.keys(iconSizes) as readonly IconName[];

/** What is wrong with an icon, a sentence each. Neither Teams' schema nor its tools look at icons. */
export function iconProblems(name: IconName, file: Buffer): string[] {
  const image = decoded(file);
  if (image === undefined) return [`The icon ${name}.png is not a PNG file.`];
  const size = iconSizes[name];
  const problems: string[] = [];
  if (image.width !== size || image.height !== size) {
    problems.push(
      `The icon ${name}.png must be ${size} × ${size} pixels; it is ${image.width} × ${image.height}.`,
    );
  }
  const see = pixels(image);
  if (name === 'color' && see.some(({ alpha }) => alpha < 255)) {
    problems.push('The icon color.png must not be transparent anywhere.');
  }
  if (name === 'outline' && see.some(({ alpha, isWhite }) => alpha > 0 && !isWhite)) {
    problems.push('The icon outline.png may only contain white and transparency.');
  }
  if (name === 'outline' && see.every(({ alpha }) => alpha > 0)) {
    problems.push('The icon outline.png must have a transparent background.');
  }
  return problems;
}

function decoded(file: Buffer): PNG | undefined {
  try {
    return PNG.sync.read(file);
  } catch {
    return undefined;
  }
}

function pixels({ data }: PNG): { alpha: number; isWhite: boolean }[] {
  return Array.from({ length: data.length / 4 }, (_, index) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(4 * index, 4 * index + 4);
    return { alpha, isWhite: Math.min(red, green, blue) >= 250 };
  });
}
