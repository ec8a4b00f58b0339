type Takes = (char: string) => boolean;

/** A regular expression, read. `most` is Infinity where nothing bounds it. */
export type PatternNode =
  | { readonly type: 'char'; readonly takes: Takes }
  | { readonly type: 'start' | 'end' }
  | { readonly type: 'sequence' | 'choice'; readonly nodes: readonly PatternNode[] }
  | { readonly type: 'repeat'; readonly node: PatternNode; readonly least: number; readonly most: number };

interface Reader {
  readonly source: string;
  at: number;
}

const sets: Readonly<Record<string, RegExp>> = {
  d: /\d/,
  D: /\D/,
  w: /\w/,
  W: /\W/,
  s: /\s/,
  S: /\S/,
};

/**
 * Reads literals, `.`, classes, `\d \w \s`, groups, `|`, `* + ? {m,n}`, `^` and `$`; undefined for anything else. What
 * looks around, refers back or has flags is left out: it could not be matched in linear time.
 */
export function readPattern(source: string): PatternNode | undefined {
  const reader = { source, at: 0 };
  const node = readChoice(reader);
  return reader.at === source.length ? node : undefined;
}

function readChoice(reader: Reader): PatternNode | undefined {
  const nodes: PatternNode[] = [];
  do {
    const node = readSequence(reader);
    if (node === undefined) return undefined;
    nodes.push(node);
  } while (take(reader, '|'));
  return { type: 'choice', nodes };
}

function readSequence(reader: Reader): PatternNode | undefined {
  const nodes: PatternNode[] = [];
  while (reader.at < reader.source.length && !'|)'.includes(reader.source.charAt(reader.at))) {
    const node = readRepeated(reader);
    if (node === undefined) return undefined;
    nodes.push(node);
  }
  return { type: 'sequence', nodes };
}

function readRepeated(reader: Reader): PatternNode | undefined {
  const node = readAtom(reader);
  const [sign, least, comma, most] = taken(reader, /(?:[*+?]|\{(\d{1,3})(?:(,)(\d{1,3})?)?\})\??/y) ?? [];
  if (node === undefined || sign === undefined) return node;
  if (node.type === 'start' || node.type === 'end') return undefined;
  const [from, to] = boundsOf(sign, least, comma, most);
  return from > to ? undefined : { type: 'repeat', node, least: from, most: to };
}

function boundsOf(sign: string, least?: string, comma?: string, most?: string): readonly [number, number] {
  if (least === undefined) return [sign.startsWith('+') ? 1 : 0, sign.startsWith('?') ? 1 : Infinity];
  if (comma === undefined) return [Number(least), Number(least)];
  return [Number(least), most === undefined ? Infinity : Number(most)];
}

function readAtom(reader: Reader): PatternNode | undefined {
  if (take(reader, '(')) return readGroup(reader);
  if (take(reader, '^')) return { type: 'start' };
  if (take(reader, '$')) return { type: 'end' };
  if (take(reader, '.')) return { type: 'char', takes: (char) => char !== '\n' && char !== '\r' };
  const [, not, members] = taken(reader, /\[(\^?)((?:[^\]\\[]|\\.)+)\]/y) ?? [];
  if (members !== undefined) return readClass(not === '^', members);
  const [unit] = taken(reader, /\\.|[^\\()[\]{}*+?|]/y) ?? [];
  const takes = unit === undefined ? undefined : unitTakes(unit);
  return takes && { type: 'char', takes };
}

function readGroup(reader: Reader): PatternNode | undefined {
  const [isSpecial] = taken(reader, /\?(?!:)/y) ?? [];
  if (isSpecial !== undefined) return undefined;
  taken(reader, /\?:/y);
  const node = readChoice(reader);
  return take(reader, ')') ? node : undefined;
}

function readClass(isNegated: boolean, members: string): PatternNode | undefined {
  const units = [...members.matchAll(/(\\.|[^\\])-(\\.|[^\\])|\\.|[^\\]/gs)];
  const tests = units.map(([unit, from, to]) =>
    from === undefined || to === undefined ? unitTakes(unit) : rangeTakes(from, to),
  );
  if (tests.includes(undefined)) return undefined;
  return { type: 'char', takes: (char) => tests.some((takes) => takes?.(char)) !== isNegated };
}

function rangeTakes(from: string, to: string): Takes | undefined {
  const [first, last] = [literalOf(from), literalOf(to)];
  if (first === undefined || last === undefined || first > last) return undefined;
  return (char) => char >= first && char <= last;
}

function unitTakes(unit: string): Takes | undefined {
  const set = unit.startsWith('\\') ? sets[unit.slice(1)] : undefined;
  if (set !== undefined) return (char) => set.test(char);
  const literal = literalOf(unit);
  return literal === undefined ? undefined : (char) => char === literal;
}

/** A letter or digit behind a backslash would mean something else than itself. */
function literalOf(unit: string): string | undefined {
  if (!unit.startsWith('\\')) return unit;
  return /\w/.test(unit.slice(1)) ? undefined : unit.slice(1);
}

function take(reader: Reader, char: string): boolean {
  if (reader.source.charAt(reader.at) !== char) return false;
  reader.at += 1;
  return true;
}

function taken(reader: Reader, sticky: RegExp): readonly (string | undefined)[] | undefined {
  sticky.lastIndex = reader.at;
  const found = sticky.exec(reader.source);
  if (found === null) return undefined;
  reader.at += found[0].length;
  return found;
}
