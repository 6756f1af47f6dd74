import type { ColumnUse, Operand } from './block';
import { after, KEYWORDS, type Stretch, tokenAt } from './tokens';

/** The column that a stretch is, and nothing but it: `a`, `t.a`, `s.t.a`. */
export function bareColumn(stretch: Stretch): ColumnUse | undefined {
  const found = columnAt(stretch, stretch.from);
  return found !== undefined && found.next === stretch.to ? found.column : undefined;
}

/** The column that starts at a token, and where it ends. */
export function columnAt(
  stretch: Stretch,
  at: number,
): { readonly column: ColumnUse; readonly next: number } | undefined {
  const names: string[] = [];
  let next = at;
  for (;;) {
    const token = tokenAt(stretch, next);
    if (token === undefined || (token.kind !== 'word' && token.kind !== 'quoted')) return undefined;
    if (token.kind === 'word' && (isParameter(token.text) || (names.length === 0 && KEYWORDS.has(token.word))))
      return undefined;
    names.push(token.name);
    next++;
    if (tokenAt(stretch, next)?.word !== '.') break;
    next++;
    if (tokenAt(stretch, next)?.word === '*') return undefined;
  }
  // A bracket behind it makes it a function.
  if (tokenAt(stretch, next)?.word === '(') return undefined;
  const name = names.at(-1);
  const qualifier = names.at(-2);
  if (name === undefined) return undefined;
  return { column: qualifier === undefined ? { name } : { qualifier, name }, next };
}

/** `$1`, `:name`, `@p`, `?`. */
export const isParameter = (text: string): boolean => /^[$:@?]/.test(text);

/** Every column in a stretch, inside brackets and functions too; queries inside are left out. */
export function columnsIn(stretch: Stretch): readonly ColumnUse[] {
  const columns: ColumnUse[] = [];
  for (let at = stretch.from; at < stretch.to; ) {
    const token = stretch.all[at];
    if (token?.word === '(' && tokenAt(stretch, at + 1)?.word === 'select') {
      at = after(stretch, at);
      continue;
    }
    const isCast = token?.word === ':' && tokenAt(stretch, at + 1)?.word === ':';
    if (isCast) {
      at += 3;
      continue;
    }
    const found = columnAt(stretch, at);
    if (found === undefined) at++;
    else {
      columns.push(found.column);
      at = found.next;
    }
  }
  return columns;
}

/** What a side of a comparison is. */
export function operandOf(stretch: Stretch): Operand {
  const column = bareColumn(stretch);
  if (column !== undefined) return { kind: 'column', column };
  const first = tokenAt(stretch, stretch.from);
  if (first === undefined) return { kind: 'other' };
  const single = stretch.to === stretch.from + 1;
  if (single && first.kind === 'string') return { kind: 'string', text: first.text };
  if (single && first.kind === 'number') return { kind: 'number', text: first.text };
  if (stretch.to === stretch.from + 2 && first.word === '-')
    return { kind: 'number', text: `-${tokenAt(stretch, stretch.from + 1)?.text ?? ''}` };
  if (isParameter(first.text) || (first.word === '%' && tokenAt(stretch, stretch.from + 1)?.word === 's'))
    return { kind: 'parameter' };
  return { kind: 'other' };
}
