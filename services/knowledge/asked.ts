import type { Phase } from './article';
import { codeNumber } from './code-number';
import type { MetCode } from './explain';
import type { Library } from './library';
import type { Symbols } from './symbols';

/** "(6, 0x80180014)" or "6, 0x80180014": the sub-step and its result. */
const subStepBefore = /(?<![\d.])([0-8]) ?, ?(0x[0-9a-f]{8})(?![0-9a-f])/gi;
/** Names are long, and written together or with underscores. */
const nameLike =
  /(?<![\p{L}\p{N}_])(?:[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+|[A-Z][a-z]+(?:[A-Z][a-z]+){2,})(?![\p{L}\p{N}_])/gu;
const mostNames = 40;

/**
 * The codes and names in a text, each once, in order; `codes` are those that were read from it already. What only says
 * that all went well is left out where something else is named.
 */
export function codesAsked(
  text: string,
  codes: readonly string[],
  library: Library,
  symbols: Symbols,
): readonly MetCode[] {
  const steps = new Map(
    [...text.matchAll(subStepBefore)].map(([, step, code]) => [keyIn(code ?? ''), Number(step)]),
  );
  const phase = phaseIn(text, library);
  const names = [...new Set(text.match(nameLike))]
    .slice(0, mostNames)
    .filter((name) => isName(name, library, symbols));
  const met = new Map(
    [...codes, ...names].map((written) => {
      const subStep = steps.get(keyIn(written));
      return [
        keyIn(written),
        { written, ...(phase && { phase }), ...(subStep !== undefined && { subStep }) },
      ] as const;
    }),
  );
  const failures = [...met].filter(([key]) => key !== '0');
  return (failures.length > 0 ? failures : [...met]).map(([, each]) => each);
}

/** The phase that a text speaks of; of several the one with the longest name. */
function phaseIn(text: string, { phaseWords }: Library): Phase | undefined {
  const said = text.toLowerCase();
  const named = Object.entries(phaseWords).flatMap(([phase, words]) =>
    words.filter((word) => said.includes(word)).map((word) => ({ phase: phase as Phase, word })),
  );
  return named.sort((a, b) => b.word.length - a.word.length)[0]?.phase;
}

const keyIn = (written: string): string => codeNumber(written)?.key ?? written.toUpperCase();

function isName(name: string, library: Library, symbols: Symbols): boolean {
  return (
    library.articleNamed(name) !== undefined ||
    library.keyNamed(name) !== undefined ||
    symbols.valueOf(name) !== undefined
  );
}
