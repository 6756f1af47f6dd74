import type { Block, Predicate, PredicateKind } from './block';
import { bareColumn, columnsIn, operandOf } from './columns';
import { endOf, inside, type Stretch, splitAt, startOf, textOf, tokenAt, topLevel, within } from './tokens';

/** Reads a query in brackets; given in, so that predicates and queries may hold one another. */
export type ReadBlock = (stretch: Stretch) => Block | undefined;

/** A condition taken apart at AND; brackets around the whole are taken off. */
export function readPredicates(stretch: Stretch, readBlock: ReadBlock): readonly Predicate[] {
  return splitAt(unwrapped(stretch), 'and').flatMap((part) => {
    const open = unwrapped(part);
    if (splitAt(open, 'or').length > 1) return [readOr(open, readBlock)];
    return splitAt(open, 'and').length > 1 ? readPredicates(open, readBlock) : [readOne(open, readBlock)];
  });
}

function unwrapped(stretch: Stretch): Stretch {
  let inner = stretch;
  while (tokenAt(inner, inner.from)?.word === '(' && inner.all[inner.from]?.pair === inner.to - 1) {
    if (tokenAt(inner, inner.from + 1)?.word === 'select') break;
    inner = inside(inner, inner.from);
  }
  return inner;
}

const base = (stretch: Stretch) => ({
  columns: columnsIn(stretch),
  text: textOf(stretch),
  start: startOf(stretch),
  end: endOf(stretch),
});

function readOr(stretch: Stretch, readBlock: ReadBlock): Predicate {
  const branches = splitAt(stretch, 'or').map((branch) => readPredicates(branch, readBlock));
  return { kind: 'or', branches, ...base(stretch) };
}

function readOne(stretch: Stretch, readBlock: ReadBlock): Predicate {
  const first = tokenAt(stretch, stretch.from)?.word;
  if (first === 'exists' || first === 'not') return readNot(stretch, readBlock);
  for (const at of topLevel(stretch)) {
    const kind = operatorAt(stretch, at);
    if (kind !== undefined) return compared(stretch, at, kind, readBlock);
  }
  return { kind: 'other', ...base(stretch) };
}

function readNot(stretch: Stretch, readBlock: ReadBlock): Predicate {
  const exists =
    tokenAt(stretch, stretch.from)?.word === 'exists' || tokenAt(stretch, stretch.from + 1)?.word === 'exists';
  const open = [...topLevel(stretch)].find((at) => tokenAt(stretch, at)?.word === '(');
  const subquery = open === undefined ? undefined : readBlock(inside(stretch, open));
  return { kind: exists ? 'exists' : 'other', ...(subquery === undefined ? {} : { subquery }), ...base(stretch) };
}

interface Operator {
  readonly kind: PredicateKind;
  /** Tokens that it takes. */
  readonly length: number;
}

function operatorAt(stretch: Stretch, at: number): Operator | undefined {
  const word = tokenAt(stretch, at)?.word ?? '';
  const next = tokenAt(stretch, at + 1)?.word ?? '';
  const before = tokenAt(stretch, at - 1)?.word ?? '';
  switch (word) {
    case '=':
      return { kind: 'equal', length: 1 };
    case '<':
      if (next === '>') return { kind: 'not equal', length: 2 };
      // `<@`, `<->` and the like are operators of their own.
      return /^[@\-<&|]$/.test(next) ? undefined : { kind: 'range', length: next === '=' ? 2 : 1 };
    case '>':
      // `->` and `->>` reach into JSON.
      return before === '-' || before === '>' || before === '@'
        ? undefined
        : { kind: 'range', length: next === '=' ? 2 : 1 };
    case '!':
      return next === '=' ? { kind: 'not equal', length: 2 } : undefined;
    case 'between':
      return { kind: 'range', length: 1 };
    case 'like':
    case 'ilike':
      return { kind: 'like', length: 1 };
    case 'in':
      return { kind: 'in', length: 1 };
    case 'not':
      return next === 'in' ? { kind: 'not in', length: 2 } : { kind: 'other', length: 2 };
    case 'is':
      return next === 'null' ? { kind: 'is null', length: 2 } : { kind: 'other', length: stretch.to - at };
    default:
      return undefined;
  }
}

function compared(stretch: Stretch, at: number, { kind, length }: Operator, readBlock: ReadBlock): Predicate {
  const left = within(stretch, stretch.from, at);
  const right = within(stretch, at + length, stretch.to);
  const subquery = tokenAt(right, right.from)?.word === '(' ? readBlock(inside(right, right.from)) : undefined;
  const more = { ...base(stretch), ...(subquery === undefined ? {} : { subquery }) };
  const leftColumn = bareColumn(left);
  if (leftColumn !== undefined) return { kind, column: leftColumn, operand: operandOf(right), ...more };
  const rightColumn = bareColumn(right);
  const onLeft = columnsIn(left);
  // `5 < x` is `x > 5`; both sides of a range stay a range.
  if (rightColumn !== undefined && onLeft.length === 0)
    return { kind, column: rightColumn, operand: operandOf(left), ...more };
  const [wrapped] = onLeft.length > 0 ? onLeft : columnsIn(right);
  if (wrapped === undefined) return { kind: 'other', ...more };
  return { kind: 'wrapped', column: wrapped, operand: operandOf(onLeft.length > 0 ? right : left), ...more };
}
