import { type Bound, type CodeModule, type Placed, resolve, textValue } from '../../code';
import type {
  ColumnSpec,
  ConstraintSpec,
  Dialect,
  Expression,
  Ident,
  IndexColumn,
  Operation,
  QualifiedName,
  Script,
  Span,
  SqlType,
  Statement,
} from '../../model';
import { parseExpression, parseType } from '../../sql';

/** Pieces of operations made from program text: names, types and expressions with their places. */

export function spanOf(module: Pick<CodeModule, 'lines'>, place: Placed): Span {
  return module.lines.span(place.start, place.end);
}

/** A name that stands in the file at a place (inside its quotes), or that the tool makes of what stands there. */
export function identAt(module: Pick<CodeModule, 'lines'>, name: string, place: Placed): Ident {
  return { name, span: spanOf(module, place) };
}

/** A name that a string gives, pointing inside the quotes; undefined when the string cannot be told. */
export function identOf(bound: Bound): Ident | undefined {
  const value = textValue(bound);
  if (value === undefined) return undefined;
  // A constant's letters stand where the constant does, which may be another file.
  const { expr, scope } = resolve(bound);
  const [first] = value.pieces;
  const last = value.pieces.at(-1);
  const isInside = first && last && first.start <= last.end && expr.start <= first.start && last.end <= expr.end;
  const place = isInside ? { start: first.start, end: last.end } : expr;
  return identAt(scope.module, value.text, place);
}

/** A table's name that may be qualified in one string: `audit.events`. The place covers the last part. */
export function qualified({ name, span }: Ident, schema?: string): QualifiedName {
  if (schema !== undefined) return { schema, name, span };
  const dot = name.lastIndexOf('.');
  if (dot <= 0) return { name, span };
  const { start } = span;
  const moved = { ...start, column: start.column + dot + 1, offset: start.offset + dot + 1 };
  return { schema: name.slice(0, dot), name: name.slice(dot + 1), span: { ...span, start: moved } };
}

/** A type spelled in SQL that stands for something at a place of the file. */
export function typeAt(module: Pick<CodeModule, 'lines'>, text: string, place: Placed, dialect: Dialect): SqlType {
  return parseType(text, spanOf(module, place), dialect);
}

/** An SQL expression that stands for something at a place of the file: a default, a condition. */
export function expressionAt(
  module: Pick<CodeModule, 'lines'>,
  text: string,
  place: Placed,
  dialect: Dialect,
): Expression {
  return parseExpression(text, spanOf(module, place), dialect);
}

/** A column with nothing said but what is given. */
export function column(name: Ident, span: Span, rest: Partial<Omit<ColumnSpec, 'name' | 'span'>> = {}): ColumnSpec {
  return { name, span, constraints: [], ...rest };
}

/** Columns of a key or index. */
export function keyColumns(columns: readonly Ident[]): readonly IndexColumn[] {
  return columns.map((one) => ({ column: one, span: one.span }));
}

/** Table constraints of one kind behind each other are made by these. */
export function primaryKey(columns: readonly Ident[], span: Span, name?: Ident): ConstraintSpec {
  return { kind: 'primaryKey', columns: keyColumns(columns), span, ...(name ? { name } : {}) };
}

export function unique(columns: readonly Ident[], span: Span, name?: Ident): ConstraintSpec {
  return { kind: 'unique', columns: keyColumns(columns), span, ...(name ? { name } : {}) };
}

/** One statement of a script: a call of a migration, a model. */
export function statement(
  span: Span,
  operations: readonly Operation[],
  conditional?: Statement['conditional'],
): Statement {
  const understood = operations.every(({ kind }) => kind !== 'opaque');
  return {
    span,
    operations,
    confidence: understood ? 'reader' : 'none',
    ...(conditional ? { conditional } : {}),
  };
}

/** What was not understood, with its text, so that it is counted and shown. */
export function opaque(module: Pick<CodeModule, 'lines' | 'text'>, place: Placed, reason: string): Operation {
  return {
    kind: 'opaque',
    span: spanOf(module, place),
    text: module.text.slice(place.start, place.end),
    reason,
  };
}

/** The script of a module. */
export function scriptOf(
  module: Pick<CodeModule, 'uri' | 'comments' | 'problems'>,
  statements: readonly Statement[],
): Script {
  return { uri: module.uri, statements, comments: module.comments, problems: module.problems };
}
