import type { Conditional } from '../../../model';
import type { Token } from '../../text/token';
import { mayStart, statementEnd } from './boundaries';

/** Why a statement may not run, as a range of tokens. */
export interface Guard {
  readonly kind: Conditional['kind'];
  readonly from: number;
  readonly to: number;
}

/** Told of every plain statement, as a range of its tokens. */
export type Visit = (from: number, to: number, guard: Guard | undefined) => void;

interface Frame {
  /** `block` lasts until its END, `single` for one statement. */
  readonly kind: 'block' | 'single';
  readonly guard: Guard | undefined;
  /** The guard of an ELSE that may follow. */
  readonly otherwise: Guard | undefined;
}

/** Walks the statements of a batch or a body: IF, ELSE, WHILE, TRY, CATCH and blocks are stepped into, labels over. */
export function walkStatements(tokens: readonly Token[], from: number, to: number, visit: Visit): void {
  const frames: Frame[] = [];
  /** What an ELSE at this place would be guarded by. */
  let otherwise: Guard | undefined;
  let i = from;
  const guard = () => frames[frames.length - 1]?.guard;
  const done = () => {
    otherwise = undefined;
    while (frames[frames.length - 1]?.kind === 'single') otherwise = frames.pop()?.otherwise ?? otherwise;
  };
  while (i < to) {
    const word = tokens[i]?.word ?? '';
    const next = tokens[i + 1]?.word ?? '';
    if (word === ';') i++;
    else if (word === 'begin' && !CONTROL.has(next)) {
      const isCatch = next === 'catch';
      const inner = guard() ?? (isCatch ? { kind: 'guard' as const, from: i, to: i + 2 } : undefined);
      frames.push({ kind: 'block', guard: inner, otherwise: undefined });
      i = afterBegin(tokens, i);
    } else if (word === 'end' && next !== 'conversation') {
      done();
      if (frames[frames.length - 1]?.kind === 'block') frames.pop();
      done();
      i += next === 'try' || next === 'catch' ? 2 : 1;
    } else if (word === 'else') {
      frames.push({ kind: 'single', guard: guard() ?? otherwise, otherwise: undefined });
      i++;
    } else if (word === 'if' || word === 'while') {
      const end = conditionEnd(tokens, i, to);
      const own: Guard = { kind: word === 'if' ? 'guard' : 'loop', from: i, to: end };
      const outer = guard();
      const inner = outer && word === 'while' ? { ...outer, kind: 'loop' as const } : (outer ?? own);
      frames.push({ kind: 'single', guard: inner, otherwise: word === 'if' ? inner : undefined });
      i = end;
    } else if (isLabel(tokens, i)) i += 2;
    else {
      const end = Math.max(i + 1, statementEnd(tokens, i, to));
      visit(i, end, guard());
      done();
      i = end;
    }
  }
}

/** Behind BEGIN these make a statement of it and no block. */
const CONTROL = new Set(['tran', 'transaction', 'distributed', 'dialog', 'conversation']);

/** `BEGIN`, `BEGIN TRY`, `BEGIN CATCH`, `BEGIN ATOMIC WITH (…)`. */
function afterBegin(tokens: readonly Token[], i: number): number {
  const next = tokens[i + 1]?.word;
  if (next === 'try' || next === 'catch') return i + 2;
  if (next !== 'atomic') return i + 1;
  const open = tokens[i + 3];
  return open?.word === '(' ? Math.max(i + 4, open.pair + 1) : i + 2;
}

function conditionEnd(tokens: readonly Token[], from: number, to: number): number {
  let cases = 0;
  for (let i = from + 1; i < to; i++) {
    const token = tokens[i];
    if (!token) return to;
    if (token.pair > i) i = token.pair;
    else if (token.word === 'case') cases++;
    else if (token.word === 'end' && cases > 0) cases--;
    else if (token.word === ';' || (cases === 0 && mayStart(tokens, i))) return i;
  }
  return to;
}

function isLabel(tokens: readonly Token[], i: number): boolean {
  const [name, colon, behind] = [tokens[i], tokens[i + 1], tokens[i + 2]];
  return name?.kind === 'word' && colon?.word === ':' && behind?.word !== ':';
}
