/** The part of OData's $filter language that Graph clients use. */
export type Filter =
  | { readonly type: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly type: 'not'; readonly of: Filter }
  | {
      readonly type: 'compare';
      readonly property: string;
      readonly operator: Operator;
      readonly value: Literal;
    }
  | { readonly type: 'call'; readonly name: TextTest; readonly property: string; readonly text: string }
  | {
      readonly type: 'any';
      readonly property: string;
      readonly variable: string;
      readonly condition: Filter;
    };

export type Operator = 'eq' | 'ne' | 'ge' | 'gt' | 'le' | 'lt';
export type TextTest = 'startswith' | 'contains' | 'endswith';
export type Literal = string | number | boolean | null;

/** A GUID stands without quotes, as in Graph; it may begin with a letter. */
const token =
  /\s*(?:('(?:[^']|'')*')|([\da-f]{8}(?:-[\da-f]{4,12}){4})|([A-Za-z_@.][\w@.]*(?:\/[A-Za-z_]\w*)*)|(-?\d[\w:.+-]*)|([(),:]))/y;

/** Undefined when the text is no filter. */
export function parseFilter(text: string): Filter | undefined {
  const tokens = tokenise(text);
  if (tokens === undefined) return undefined;
  try {
    const reader = new Reader(tokens);
    const filter = reader.either();
    return reader.isAtEnd() ? filter : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function tokenise(text: string): readonly string[] | undefined {
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.trimEnd().length) {
    const found = token.exec(text);
    if (found === null) return undefined;
    tokens.push(found[0].trim());
  }
  return tokens;
}

class Reader {
  private position = 0;

  constructor(private readonly tokens: readonly string[]) {}

  isAtEnd(): boolean {
    return this.position === this.tokens.length;
  }

  either(): Filter {
    let left = this.both();
    while (this.skip('or')) left = { type: 'or', left, right: this.both() };
    return left;
  }

  private both(): Filter {
    let left = this.one();
    while (this.skip('and')) left = { type: 'and', left, right: this.one() };
    return left;
  }

  private one(): Filter {
    if (this.skip('not')) return { type: 'not', of: this.one() };
    if (this.skip('(')) return this.closed(this.either());
    const name = this.take();
    if (this.skip('(')) return name.endsWith('/any') ? this.any(name.slice(0, -4)) : this.call(name);
    return { type: 'compare', property: name, operator: asOperator(this.take()), value: this.literal() };
  }

  private any(property: string): Filter {
    const variable = this.take();
    this.expect(':');
    return this.closed({ type: 'any', property, variable, condition: this.either() });
  }

  private call(name: string): Filter {
    const property = this.take();
    this.expect(',');
    return this.closed({ type: 'call', name: asTextTest(name), property, text: String(this.literal()) });
  }

  private literal(): Literal {
    const text = this.take();
    if (text.startsWith("'")) return text.slice(1, -1).replaceAll("''", "'");
    if (text === 'true' || text === 'false') return text === 'true';
    if (text === 'null') return null;
    const number = Number(text);
    return Number.isNaN(number) ? text : number;
  }

  private closed(filter: Filter): Filter {
    this.expect(')');
    return filter;
  }

  private skip(text: string): boolean {
    if (this.tokens[this.position]?.toLowerCase() !== text) return false;
    this.position += 1;
    return true;
  }

  private expect(text: string): void {
    if (!this.skip(text)) throw new SyntaxError(`Expected ${text}`);
  }

  private take(): string {
    const next = this.tokens[this.position];
    if (next === undefined) throw new SyntaxError('Unexpected end');
    this.position += 1;
    return next;
  }
}

function asOperator(text: string): Operator {
  const operators: readonly Operator[] = ['eq', 'ne', 'ge', 'gt', 'le', 'lt'];
  const operator = operators.find((known) => known === text.toLowerCase());
  if (operator === undefined) throw new SyntaxError(`No operator ${text}`);
  return operator;
}

function asTextTest(name: string): TextTest {
  const tests: readonly TextTest[] = ['startswith', 'contains', 'endswith'];
  const test = tests.find((known) => known === name.toLowerCase());
  if (test === undefined) throw new SyntaxError(`No function ${name}`);
  return test;
}
