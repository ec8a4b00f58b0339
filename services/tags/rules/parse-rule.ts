import { fail, ok, type Result } from '../../result';
import { operators, type Operator, type Rule, type RuleDoubt, type RuleValue } from './rule';
import { operatorName, shown, tokensOf, type Token } from './rule-tokens';

/** Thrown inside this file only. */
class NotUnderstood extends Error {
  constructor(readonly near: string) {
    super();
  }
}

const deepest = 100;

/** Comparison binds before not, not before and, and before or. Never throws. */
export function parseRule(text: string): Result<Rule, RuleDoubt> {
  const tokens = tokensOf(text);
  if (!tokens.ok) return tokens;
  try {
    return ok(new RuleReader(tokens.value).whole());
  } catch (error) {
    if (error instanceof NotUnderstood) return fail({ type: 'not-understood', near: error.near });
    throw error;
  }
}

class RuleReader {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): Rule {
    const rule = this.either();
    if (this.at < this.tokens.length) this.stop();
    return rule;
  }

  private either(): Rule {
    return this.joined('or', () => this.joined('and', () => this.unary()));
  }

  private joined(type: 'and' | 'or', part: () => Rule): Rule {
    const first = part();
    const parts = [first];
    while (operatorName(this.peek()) === type) {
      this.at += 1;
      parts.push(part());
    }
    return parts.length === 1 ? first : { type, parts };
  }

  private unary(): Rule {
    if (operatorName(this.peek()) !== 'not') return this.primary();
    this.at += 1;
    return { type: 'not', of: this.deeper(() => this.unary()) };
  }

  private primary(): Rule {
    return this.skip('(') ? this.closed() : this.condition();
  }

  private closed(): Rule {
    const rule = this.deeper(() => this.either());
    if (!this.skip(')')) this.stop();
    return rule;
  }

  private condition(): Rule {
    const property = this.property();
    const name = operatorName(this.peek());
    if (name === 'any' || name === 'all') {
      this.at += 1;
      return { type: name, property, condition: this.deeper(() => this.primary()) };
    }
    const operator = operators.find((known) => known === name) ?? this.stop();
    this.at += 1;
    return { type: 'compare', property, operator, value: this.value(operator) };
  }

  private property(): string {
    const token = this.peek();
    if (token?.type !== 'word' || !/^[a-z_][\w.]*$/i.test(token.word)) return this.stop();
    this.at += 1;
    return token.word.toLowerCase().replace(/^device\./, '');
  }

  private value(operator: Operator): RuleValue {
    const isList = operator === 'in' || operator === 'notin';
    if (isList) return { type: 'list', texts: this.list() };
    const token = this.peek();
    if (token === undefined || token.type === 'mark') return this.stop();
    this.at += 1;
    if (token.type === 'text') return { type: 'text', text: token.text };
    return /^\$?null$/i.test(token.word) ? { type: 'null' } : { type: 'text', text: token.word };
  }

  private list(): readonly string[] {
    if (!this.skip('[')) this.stop();
    const texts: string[] = [];
    while (!this.skip(']')) {
      if (texts.length > 0 && !this.skip(',')) this.stop();
      const token = this.peek();
      if (token === undefined || token.type === 'mark') return this.stop();
      texts.push(token.type === 'text' ? token.text : token.word);
      this.at += 1;
    }
    return texts;
  }

  private deeper(read: () => Rule): Rule {
    if (this.depth >= deepest) this.stop();
    this.depth += 1;
    const rule = read();
    this.depth -= 1;
    return rule;
  }

  private peek(): Token | undefined {
    return this.tokens[this.at];
  }

  private skip(mark: string): boolean {
    const token = this.peek();
    if (token?.type !== 'mark' || token.mark !== mark) return false;
    this.at += 1;
    return true;
  }

  private stop(): never {
    throw new NotUnderstood(shown(this.peek()));
  }
}
