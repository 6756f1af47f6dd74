import type { ConstraintSpec, Deferrable, ForeignKeySpec, IndexColumn, ReferentialAction } from '../../model';
import { isMysql, join, type Writer } from './writer';

const ACTIONS: Readonly<Record<ReferentialAction, string>> = {
  'no action': 'NO ACTION',
  restrict: 'RESTRICT',
  cascade: 'CASCADE',
  'set null': 'SET NULL',
  'set default': 'SET DEFAULT',
};

const DEFERRABLE: Readonly<Record<Deferrable, string>> = {
  'not deferrable': 'NOT DEFERRABLE',
  deferrable: 'DEFERRABLE',
  'initially deferred': 'DEFERRABLE INITIALLY DEFERRED',
};

/** A table constraint, with its name if it has one. */
export function printConstraint(w: Writer, spec: ConstraintSpec): string {
  return join(namePart(w, spec), body(w, spec), tail(w, spec));
}

/** A constraint behind a column: its columns are left out. */
export function printInlineConstraint(w: Writer, spec: ConstraintSpec): string {
  return join(namePart(w, spec), inlineBody(w, spec), tail(w, spec));
}

function namePart(w: Writer, spec: ConstraintSpec): string | undefined {
  return spec.name && `${w.k('CONSTRAINT')} ${w.name(spec.name)}`;
}

function body(w: Writer, spec: ConstraintSpec): string {
  switch (spec.kind) {
    case 'primaryKey':
    case 'unique':
      return keyBody(w, spec);
    case 'foreignKey':
      return join(
        w.k('FOREIGN KEY'),
        spec.indexName && w.name(spec.indexName),
        w.names(spec.columns),
        printReferences(w, spec),
      );
    case 'check':
      return `${w.k('CHECK')} (${spec.expression.text})`;
    case 'exclusion':
      return join(
        w.k('EXCLUDE'),
        spec.method !== undefined && `${w.k('USING')} ${spec.method}`,
        `(${spec.text})`,
        spec.where && `${w.k('WHERE')} (${spec.where.text})`,
      );
    case 'notNull':
      return `${w.k('NOT NULL')} ${w.name(spec.column)}`;
  }
}

function keyBody(w: Writer, spec: ConstraintSpec & { readonly kind: 'primaryKey' | 'unique' }): string {
  return join(
    w.k(spec.kind === 'primaryKey' ? 'PRIMARY KEY' : 'UNIQUE'),
    spec.kind === 'unique' && spec.nullsNotDistinct && w.k('NULLS NOT DISTINCT'),
    clustered(w, spec),
    spec.usingIndex ? `${w.k('USING INDEX')} ${w.name(spec.usingIndex)}` : printKeyParts(w, spec.columns),
    spec.include && `${w.k('INCLUDE')} ${w.names(spec.include)}`,
  );
}

function clustered(w: Writer, spec: { readonly clustered?: boolean }): string | undefined {
  if (spec.clustered === undefined || w.dialect !== 'sqlserver') return undefined;
  return w.k(spec.clustered ? 'CLUSTERED' : 'NONCLUSTERED');
}

function inlineBody(w: Writer, spec: ConstraintSpec): string {
  switch (spec.kind) {
    case 'primaryKey':
      return join(w.k('PRIMARY KEY'), clustered(w, spec));
    case 'unique':
      return join(w.k('UNIQUE'), clustered(w, spec), spec.nullsNotDistinct && w.k('NULLS NOT DISTINCT'));
    case 'foreignKey':
      return printReferences(w, spec);
    case 'notNull':
      return w.k('NOT NULL');
    default:
      return body(w, spec);
  }
}

function printReferences(w: Writer, spec: ForeignKeySpec): string {
  return join(
    w.k('REFERENCES'),
    w.table(spec.refTable),
    spec.refColumns.length > 0 && w.names(spec.refColumns),
    spec.match && w.k(`MATCH ${spec.match.toUpperCase()}`),
    action(w, 'DELETE', spec.onDelete),
    action(w, 'UPDATE', spec.onUpdate),
  );
}

/** SQL Server has no RESTRICT: its NO ACTION refuses at once. Oracle says no more than ON DELETE CASCADE and SET NULL. */
function action(w: Writer, event: 'DELETE' | 'UPDATE', taken: ReferentialAction | undefined): string | undefined {
  if (taken === undefined) return undefined;
  if (w.dialect === 'oracle' && (event === 'UPDATE' || (taken !== 'cascade' && taken !== 'set null'))) return undefined;
  return w.k(`ON ${event} ${ACTIONS[w.dialect === 'sqlserver' && taken === 'restrict' ? 'no action' : taken]}`);
}

function tail(w: Writer, spec: ConstraintSpec): string {
  // WITH NOCHECK stands before ADD.
  if (w.dialect === 'sqlserver') return '';
  if (w.dialect === 'oracle') return join(spec.deferrable && w.k(DEFERRABLE[spec.deferrable]), oracleState(w, spec));
  return join(
    spec.kind === 'check' && spec.noInherit && w.k('NO INHERIT'),
    spec.deferrable && w.k(DEFERRABLE[spec.deferrable]),
    spec.notEnforced && w.k('NOT ENFORCED'),
    spec.notValid && w.k('NOT VALID'),
    spec.comment !== undefined && isMysql(w) && `${w.k('COMMENT')} ${w.text(spec.comment)}`,
  );
}

function oracleState(w: Writer, spec: ConstraintSpec): string | undefined {
  if (spec.notEnforced) return w.k('DISABLE');
  return spec.notValid ? w.k('ENABLE NOVALIDATE') : undefined;
}

/** `(a, lower(b) DESC, c(10))` */
export function printKeyParts(w: Writer, parts: readonly IndexColumn[]): string {
  return `(${parts.map((part) => printKeyPart(w, part)).join(', ')})`;
}

function printKeyPart(w: Writer, part: IndexColumn): string {
  const prefix = part.prefix === undefined ? '' : `(${part.prefix})`;
  const what = part.column ? w.name(part.column) + prefix : printKeyExpression(w, part);
  return join(
    what,
    part.collation !== undefined && `${w.k('COLLATE')} ${w.name(part.collation)}`,
    part.operatorClass !== undefined && w.name(part.operatorClass),
    part.order && w.k(part.order.toUpperCase()),
    part.nulls && w.k(`NULLS ${part.nulls.toUpperCase()}`),
  );
}

/** One call needs no parentheses in PostgreSQL and SQLite (CREATE INDEX: "parentheses can be omitted if it has the form of a function call"). */
function printKeyExpression(w: Writer, part: IndexColumn): string {
  const expression = part.expression;
  if (expression === undefined) return '';
  const isCall = expression.kind === 'call' && /^[\w."]+\(/.test(expression.text) && !expression.text.includes('::');
  return isCall && !isMysql(w) ? expression.text : `(${expression.text})`;
}
