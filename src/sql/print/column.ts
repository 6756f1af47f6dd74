import type { ColumnPlace, ColumnSpec, ConstraintSpec } from '../../model';
import { printInlineConstraint } from './constraint';
import { isMysql, join, type Writer } from './writer';

/** A column definition: name, type and what goes with it, in the order of the dialect's manual. */
export function printColumn(w: Writer, column: ColumnSpec): string {
  return join(w.name(column.name), ...definition(w, column));
}

function definition(w: Writer, column: ColumnSpec): readonly (string | undefined | false)[] {
  // A named NOT NULL is a constraint and carries the word itself.
  const namedNotNull = column.constraints.some((spec) => spec.kind === 'notNull' && spec.name !== undefined);
  const inline = column.constraints.filter((spec) => spec.kind !== 'notNull' || spec.name !== undefined);
  const notNull = column.nullable === false && !namedNotNull && w.k('NOT NULL');
  if (w.dialect === 'sqlserver') return sqlServerDefinition(w, column, notNull);
  return [
    column.type?.text,
    charset(w, column),
    collation(w, column),
    generated(w, column),
    ...(w.dialect === 'oracle' ? [givenDefault(w, column), identity(w, column), notNull] : [notNull]),
    column.nullable === true && w.k('NULL'),
    ...(w.dialect === 'oracle' ? [] : [givenDefault(w, column), identity(w, column)]),
    column.onUpdate && `${w.k('ON UPDATE')} ${column.onUpdate.text}`,
    ...inline.map((spec) => join(printInlineConstraint(w, spec), autoincrement(w, column, spec))),
    column.comment !== undefined && isMysql(w) && `${w.k('COMMENT')} ${w.text(column.comment)}`,
  ];
}

function givenDefault(w: Writer, column: ColumnSpec): string | undefined {
  return column.default && `${w.k('DEFAULT')} ${column.default.text}`;
}

/** Transact-SQL reference, CREATE TABLE: computed columns have no type; a default may have a name. */
function sqlServerDefinition(
  w: Writer,
  column: ColumnSpec,
  notNull: string | false,
): readonly (string | undefined | false)[] {
  const inline = column.constraints.map((spec) => printInlineConstraint(w, spec));
  if (column.generated) {
    const { expression, stored } = column.generated;
    const kept = stored && w.k('PERSISTED');
    return [`${w.k('AS')} (${expression.text})`, kept, stored && notNull, ...inline];
  }
  const named = column.default && column.defaultName && `${w.k('CONSTRAINT')} ${w.name(column.defaultName)}`;
  return [
    column.type?.text,
    // A collation's name is no identifier.
    column.collation !== undefined && `${w.k('COLLATE')} ${column.collation}`,
    column.identity && `${w.k('IDENTITY')}(1,1)`,
    notNull,
    column.nullable === true && w.k('NULL'),
    named,
    givenDefault(w, column),
    ...inline,
  ];
}

function charset(w: Writer, column: ColumnSpec): string | undefined {
  if (column.charset === undefined || column.type?.charset !== undefined || !isMysql(w)) return undefined;
  return `${w.k('CHARACTER SET')} ${column.charset}`;
}

function collation(w: Writer, column: ColumnSpec): string | undefined {
  if (column.collation === undefined || column.type?.collation !== undefined) return undefined;
  return `${w.k('COLLATE')} ${isMysql(w) ? column.collation : w.name(column.collation)}`;
}

function generated(w: Writer, column: ColumnSpec): string | undefined {
  if (column.generated === undefined) return undefined;
  const { expression, stored } = column.generated;
  // Oracle computes such columns when they are read.
  const kept = stored && w.dialect !== 'oracle' ? 'STORED' : 'VIRTUAL';
  return `${w.k('GENERATED ALWAYS AS')} (${expression.text}) ${w.k(kept)}`;
}

function identity(w: Writer, column: ColumnSpec): string | undefined {
  if (column.identity === undefined) return undefined;
  if (isMysql(w)) return w.k('AUTO_INCREMENT');
  // SQLite's AUTOINCREMENT belongs to PRIMARY KEY, see below.
  if (w.dialect === 'sqlite') return undefined;
  return w.k(`GENERATED ${column.identity === 'always' ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY`);
}

function autoincrement(w: Writer, column: ColumnSpec, spec: ConstraintSpec): string | undefined {
  const wanted = w.dialect === 'sqlite' && spec.kind === 'primaryKey' && column.identity !== undefined;
  return wanted ? w.k('AUTOINCREMENT') : undefined;
}

/** MySQL's FIRST and AFTER. */
export function printPlace(w: Writer, place: ColumnPlace | undefined): string | undefined {
  if (place === undefined || !isMysql(w)) return undefined;
  return place.kind === 'first' ? w.k('FIRST') : `${w.k('AFTER')} ${w.name(place.column)}`;
}
