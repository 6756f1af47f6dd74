import type { CodeModule, Placed, TextValue } from '../../code';
import type { Conditional, Dialect, Operation, Statement } from '../../model';
import { opaque, spanOf, statement } from './build';
import { embeddedSql } from './embedded-sql';

/** Gathers what a migration's calls do, in order. */
export interface Emitter {
  readonly module: CodeModule;
  readonly dialect: Dialect;
  readonly statements: Statement[];
  /** The last call of this very file: what helpers of other files do stands at the call that led there. */
  place: Placed;
}

export function createEmitter(module: CodeModule, dialect: Dialect): Emitter {
  return { module, dialect, statements: [], place: { start: 0, end: 0 } };
}

/** Where something is met: its module, and what makes it conditional. */
export interface Met {
  readonly module: CodeModule;
  readonly conditional: Conditional | undefined;
}

/** Places in another file are not places of this one. */
function at(on: Emitter, { module }: Met, place: Placed): Placed {
  return module === on.module ? place : on.place;
}

function push(on: Emitter, { conditional }: Met, made: readonly Statement[]): void {
  for (const one of made) on.statements.push(conditional && !one.conditional ? { ...one, conditional } : one);
}

/** Reads SQL as one of the migration's steps. */
export function emitSql(on: Emitter, met: Met, sql: TextValue): void {
  const own = met.module === on.module;
  const value = own ? sql : { text: sql.text, pieces: [{ ...on.place, text: sql.text }] };
  push(on, met, embeddedSql(on.module, value, on.dialect).statements);
}

/** A step that is known without SQL. */
export function emitOperation(on: Emitter, met: Met, place: Placed, operation: Operation): void {
  push(on, met, [statement(spanOf(on.module, at(on, met, place)), [operation])]);
}

/** A step that cannot be told. */
export function emitUnknown(on: Emitter, met: Met, place: Placed, reason: string): void {
  const where = at(on, met, place);
  push(on, met, [statement(spanOf(on.module, where), [opaque(on.module, where, reason)])]);
}

/** Rows that change; their values are not read. */
export function emitDataChange(
  on: Emitter,
  met: Met,
  place: Placed,
  change: 'insert' | 'update' | 'delete' | 'truncate',
  table: TextValue | undefined,
  filter: 'filtered' | 'all rows',
): void {
  const where = at(on, met, place);
  const first = table?.pieces[0];
  const last = table?.pieces.at(-1);
  const named = table && first && last ? at(on, met, { start: first.start, end: last.end }) : where;
  emitOperation(on, met, place, {
    kind: 'changeData',
    span: spanOf(on.module, where),
    change,
    tables: table ? [{ name: table.text, span: spanOf(on.module, named) }] : [],
    sources: [],
    hasWhere: filter === 'filtered',
    isBatched: false,
    columns: [],
  });
}
