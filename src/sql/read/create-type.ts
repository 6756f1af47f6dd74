import type { CheckSpec, ColumnSpec, CreateDomain, Operation, QualifiedName } from '../../model';
import { readColumn } from './column';
import { readConstraintName, readTail } from './constraint';
import {
  accept,
  acceptIfNotExists,
  atEnd,
  type Cursor,
  enter,
  isWord,
  items,
  spanFrom,
  startOffset,
  step,
} from './cursor';
import { readExpression, readParenthesised } from './expression';
import { readColumnPath, readName, readString } from './names';
import { readType } from './type';

/** Reads CREATE TYPE, with `c` behind TYPE. */
export function readCreateType(c: Cursor, start: number): readonly Operation[] | undefined {
  acceptIfNotExists(c);
  const type = readName(c);
  if (!type) return undefined;
  if (accept(c, 'as', 'enum')) {
    const values = readLabels(c);
    return [{ kind: 'createEnum', type, values, span: spanFrom(c, start) }];
  }
  if (accept(c, 'as', 'range')) {
    step(c);
    return [{ kind: 'createComposite', type, form: 'range', attributes: [], span: spanFrom(c, start) }];
  }
  if (accept(c, 'as')) {
    const attributes = readAttributes(c);
    return [{ kind: 'createComposite', type, form: 'composite', attributes, span: spanFrom(c, start) }];
  }
  if (isWord(c, '(')) step(c);
  return [{ kind: 'createComposite', type, form: 'base', attributes: [], span: spanFrom(c, start) }];
}

function readLabels(c: Cursor): readonly string[] {
  const inner = enter(c);
  return (inner ? items(inner) : []).flatMap((item) => {
    const label = readString(item);
    return label === undefined ? [] : [label];
  });
}

function readAttributes(c: Cursor): readonly ColumnSpec[] {
  const inner = enter(c);
  return (inner ? items(inner) : []).flatMap((item) => {
    const reading = readColumn(item);
    return reading ? [reading.column] : [];
  });
}

/** Reads CREATE DOMAIN, with `c` behind DOMAIN. */
export function readCreateDomain(c: Cursor, start: number): readonly Operation[] | undefined {
  const type = readName(c);
  if (!type) return undefined;
  accept(c, 'as');
  const base = readType(c);
  if (!base) return undefined;
  const checks: CheckSpec[] = [];
  const draft: { -readonly [K in keyof CreateDomain]: CreateDomain[K] } = {
    kind: 'createDomain',
    type,
    base,
    checks,
    span: type.span,
  };
  while (!atEnd(c)) if (!readDomainPart(c, draft, checks)) break;
  draft.span = spanFrom(c, start);
  return [draft];
}

function readDomainPart(
  c: Cursor,
  draft: { notNull?: boolean; default?: CreateDomain['default'] },
  checks: CheckSpec[],
): boolean {
  const start = startOffset(c);
  if (accept(c, 'collate')) return readName(c) !== undefined;
  if (accept(c, 'default')) {
    const value = readExpression(c, c.source.columnWords.ends);
    if (value) draft.default = value;
    return true;
  }
  const name = readConstraintName(c);
  if (accept(c, 'not', 'null')) draft.notNull = true;
  else if (accept(c, 'check')) {
    const expression = readParenthesised(c);
    if (!expression) return false;
    const tail = readTail(c);
    checks.push({ kind: 'check', ...(name ? { name } : {}), expression, ...tail, span: spanFrom(c, start) });
  } else if (!accept(c, 'null')) return false;
  return true;
}

/** Reads CREATE SEQUENCE, with `c` behind SEQUENCE. */
export function readCreateSequence(c: Cursor, start: number): readonly Operation[] | undefined {
  const ifNotExists = acceptIfNotExists(c);
  const sequence = readName(c);
  if (!sequence) return undefined;
  const typeStart = accept(c, 'as');
  const dataType = typeStart ? readSequenceType(c) : undefined;
  const ownedBy = readOwnedBy(c);
  c.at = c.end;
  return [
    {
      kind: 'createSequence',
      sequence,
      ...(ifNotExists ? { ifNotExists } : {}),
      ...(dataType ? { dataType } : {}),
      ...(ownedBy && ownedBy !== 'none' ? { ownedBy } : {}),
      span: spanFrom(c, start),
    },
  ];
}

/** The type is one word: more words are the sequence's options. */
export function readSequenceType(c: Cursor): ReturnType<typeof readType> {
  const inner = { ...c, end: Math.min(c.end, c.at + 1) };
  c.at++;
  return readType(inner);
}

type OwnedBy = { readonly table: QualifiedName; readonly column: ColumnSpec['name'] } | 'none';

/** Finds OWNED BY among a sequence's options. */
export function readOwnedBy(c: Cursor): OwnedBy | undefined {
  while (!atEnd(c)) {
    if (accept(c, 'owned', 'by')) {
      if (isWord(c, 'none')) {
        c.at++;
        return 'none';
      }
      return readColumnPath(c);
    }
    step(c);
  }
  return undefined;
}
