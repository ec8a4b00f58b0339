import { readPattern, type PatternNode } from './pattern-syntax';

/** A regular expression that takes time in proportion to the text, whatever it says. */
export interface SafePattern {
  readonly source: string;
  /** Whether it is found in the text, as with `RegExp.test`. */
  matches(text: string): boolean;
}

const longestSource = 200;
/** Each character of a text visits each of them once at most. */
const mostStates = 2000;

type State =
  | { readonly type: 'char'; readonly takes: (char: string) => boolean; readonly next: State }
  | { readonly type: 'start' | 'end'; readonly next: State }
  | { readonly type: 'fork'; readonly nexts: State[] }
  | { readonly type: 'found' };

/**
 * Undefined when it is too long, says too much with its repetitions, or is none that `readPattern` knows. All ways
 * through it are followed at once, so there is nothing to go back to and no pattern that hangs.
 */
export function safePattern(source: string): SafePattern | undefined {
  if (source === '' || source.length > longestSource) return undefined;
  const node = readPattern(source);
  if (node === undefined || sizeOf(node) > mostStates) return undefined;
  const first = statesOf(node, { type: 'found' });
  return { source, matches: (text) => isFound(first, text) };
}

function sizeOf(node: PatternNode): number {
  if (node.type === 'repeat') {
    const times = node.most === Infinity ? node.least + 1 : node.most;
    return 1 + times * (1 + sizeOf(node.node));
  }
  return 'nodes' in node ? node.nodes.reduce((sum, each) => sum + sizeOf(each), 1) : 1;
}

/** Built from its end. */
function statesOf(node: PatternNode, next: State): State {
  switch (node.type) {
    case 'char':
      return { type: 'char', takes: node.takes, next };
    case 'start':
    case 'end':
      return { type: node.type, next };
    case 'sequence':
      return node.nodes.reduceRight((after, each) => statesOf(each, after), next);
    case 'choice':
      return { type: 'fork', nexts: node.nodes.map((each) => statesOf(each, next)) };
    case 'repeat':
      return repeated(node, next);
  }
}

function repeated({ node, least, most }: Extract<PatternNode, { type: 'repeat' }>, next: State): State {
  let state = next;
  if (most === Infinity) {
    const loop = { type: 'fork' as const, nexts: [next] };
    loop.nexts.push(statesOf(node, loop));
    state = loop;
  } else {
    for (let more = least; more < most; more += 1) {
      state = { type: 'fork', nexts: [next, statesOf(node, state)] };
    }
  }
  for (let more = 0; more < least; more += 1) state = statesOf(node, state);
  return state;
}

function isFound(first: State, text: string): boolean {
  let here: readonly State[] = [];
  for (let at = 0; at <= text.length; at += 1) {
    const reached = reachedFrom([...here, first], at === 0, at === text.length);
    if (reached.some(({ type }) => type === 'found')) return true;
    const char = text.charAt(at);
    here = reached.flatMap((state) => (state.type === 'char' && state.takes(char) ? [state.next] : []));
  }
  return false;
}

/** All states that are reached without taking a character. */
function reachedFrom(states: readonly State[], isStart: boolean, isEnd: boolean): readonly State[] {
  const reached = new Set<State>();
  const left = [...states];
  for (let state = left.pop(); state !== undefined; state = left.pop()) {
    if (reached.has(state)) continue;
    reached.add(state);
    if (state.type === 'fork') left.push(...state.nexts);
    if (state.type === 'start' && isStart) left.push(state.next);
    if (state.type === 'end' && isEnd) left.push(state.next);
  }
  return [...reached];
}
