import { type Bound, chainOf, type Link, runFunction, type Scope, type TextValue, textValue, truth } from '../../code';
import { compose, made, type Part, textsOf } from '../code/compose';
import { type Emitter, emitSql, emitUnknown, type Met } from '../code/emit';
import { functionOf } from '../code/exported';
import { alterTable, createTable } from './compile';
import { type Table, tableSql } from './keys';
import { placeOf, stepsOf } from './tables';
import { rawSql } from './values';

/** Calls that change nothing, and those that only say how the rest is run. */
const NOTHING = new Set([
  'hasTable',
  'hasColumn',
  'transacting',
  'queryContext',
  'debug',
  'on',
  'once',
  'timeout',
  'toString',
  'toSQL',
  'toQuery',
  'generateDdlCommands',
  'options',
  'connection',
]);

/** The calls of a chain `knex.schema.…`, in order. */
export function schemaChain(on: Emitter, links: readonly Link[], scope: Scope, met: Met): void {
  let schema: TextValue | undefined;
  for (const link of links) {
    const args = link.call.args.map(({ value }): Bound => ({ expr: value, scope }));
    if (link.name === 'withSchema') {
      schema = args[0] && textValue(args[0]);
      continue;
    }
    if (NOTHING.has(link.name) || schemaCall(on, { link, args, schema, met })) continue;
    emitUnknown(on, met, placeOf(link), `what schema.${link.name} is given cannot be told without running it`);
  }
}

interface Given {
  readonly link: Link;
  readonly args: readonly Bound[];
  readonly schema: TextValue | undefined;
  readonly met: Met;
}

/** True when the call was understood. */
function schemaCall(on: Emitter, given: Given): boolean {
  const { link, args, schema, met } = given;
  const { dialect } = on;
  const place = placeOf(link);
  const [first, second, third] = args;
  const name = first && textValue(first);
  if (link.name === 'raw') {
    const sql = rawSql(args, dialect);
    if (sql) emitSql(on, met, sql);
    return sql !== undefined;
  }
  if (!name) return false;
  const table: Table = { dialect, schema, name };
  const to = tableSql(table);
  const say = (...parts: readonly Part[]): boolean => {
    emitSql(on, met, compose(place, parts));
    return true;
  };
  switch (link.name) {
    case 'createTable':
    case 'createTableIfNotExists':
    case 'createTableLike': {
      const callback = functionOf(
        link.name === 'createTableLike' ? (third ?? { ...first, expr: first.expr }) : (second ?? first),
      );
      const steps = callback ? stepsOf(table, callback, met.conditional) : [];
      if (link.name === 'createTableLike') {
        const like = second && textValue(second);
        if (!like) return false;
        const other = tableSql({ ...table, name: like });
        say(
          'CREATE TABLE ',
          to,
          ...(dialect === 'postgresql' ? [' (LIKE ', other, ' INCLUDING ALL)'] : [' LIKE ', other]),
        );
        alterTable(on, table, steps);
        return true;
      }
      if (!callback) return false;
      createTable(on, table, place, met, steps, link.name === 'createTable' ? '' : 'IF NOT EXISTS ');
      return true;
    }
    case 'alterTable':
    case 'table':
    case 'editTable': {
      const callback = second && functionOf(second);
      if (!callback) return false;
      alterTable(on, table, stepsOf(table, callback, met.conditional));
      return true;
    }
    case 'dropTable':
      return say('DROP TABLE ', to);
    case 'dropTableIfExists':
      return say('DROP TABLE IF EXISTS ', to);
    case 'renameTable': {
      const target = second && textValue(second);
      return (
        target !== undefined &&
        say('ALTER TABLE ', to, ' RENAME TO ', tableSql({ dialect, schema: undefined, name: target }))
      );
    }
    default:
      return otherCall(on, given, to, say);
  }
}

const SIMPLE: Readonly<Record<string, string>> = {
  dropView: 'DROP VIEW ',
  dropViewIfExists: 'DROP VIEW IF EXISTS ',
  dropMaterializedView: 'DROP MATERIALIZED VIEW ',
  dropMaterializedViewIfExists: 'DROP MATERIALIZED VIEW IF EXISTS ',
  createExtension: 'CREATE EXTENSION ',
  createExtensionIfNotExists: 'CREATE EXTENSION IF NOT EXISTS ',
  dropExtension: 'DROP EXTENSION ',
  dropExtensionIfExists: 'DROP EXTENSION IF EXISTS ',
  createSchema: 'CREATE SCHEMA ',
  createSchemaIfNotExists: 'CREATE SCHEMA IF NOT EXISTS ',
  dropSchema: 'DROP SCHEMA ',
  dropSchemaIfExists: 'DROP SCHEMA IF EXISTS ',
};

const VIEWS: Readonly<Record<string, string>> = {
  createView: 'CREATE VIEW ',
  createViewOrReplace: 'CREATE OR REPLACE VIEW ',
  createMaterializedView: 'CREATE MATERIALIZED VIEW ',
};

function otherCall(on: Emitter, given: Given, to: TextValue, say: (...parts: readonly Part[]) => boolean): boolean {
  const { link, args, met } = given;
  const [, second] = args;
  const simple = Object.hasOwn(SIMPLE, link.name) ? SIMPLE[link.name] : undefined;
  const cascade = second !== undefined && truth(second) === true;
  if (simple) return say(simple, to, cascade && link.name.startsWith('dropSchema') ? ' CASCADE' : '');
  const view = Object.hasOwn(VIEWS, link.name) ? VIEWS[link.name] : undefined;
  if (view) return viewCall(on, given, to, view);
  if (link.name === 'refreshMaterializedView')
    return say(`REFRESH MATERIALIZED VIEW ${cascade ? 'CONCURRENTLY ' : ''}`, to);
  if (link.name !== 'renameView') return false;
  const target = second && textValue(second);
  return target !== undefined && met !== undefined && say('ALTER VIEW ', to, ' RENAME TO ', target);
}

/** `createView('v', (view) => { view.columns([…]); view.as(knex.raw('…')) })`; a query of the builder stays as it is written. */
function viewCall(on: Emitter, { link, args, met }: Given, to: TextValue, words: string): boolean {
  const callback = args[1] && functionOf(args[1]);
  if (!callback) return false;
  const own = callback.def.params[0]?.name ?? 'view';
  let columns: readonly TextValue[] = [];
  let query: TextValue | undefined;
  runFunction(callback, [], met.conditional, (call, { scope }) => {
    const { root, links } = chainOf(call);
    if (root.kind !== 'name' || (root.name !== own && root.name !== 'this')) return false;
    for (const { name, call: inner } of links) {
      const [first] = inner.args;
      const bound = first && { expr: first.value, scope };
      if (name === 'columns') columns = textsOf(bound) ?? [];
      if (name !== 'as' || !bound) continue;
      const raws =
        bound.expr.kind === 'call' ? bound.expr.args.map(({ value }): Bound => ({ expr: value, scope })) : [];
      const isRaw =
        bound.expr.kind === 'call' && bound.expr.callee.kind === 'member' && bound.expr.callee.name === 'raw';
      query =
        (isRaw ? rawSql(raws, on.dialect) : undefined) ??
        made(
          `SELECT 1 /* ${met.module.text.slice(bound.expr.start, bound.expr.end).replaceAll('*/', '* /')} */`,
          bound.expr,
        );
    }
    return true;
  });
  if (!query) return false;
  const list: readonly Part[] =
    columns.length > 0 ? [' (', ...columns.flatMap((one, at) => (at === 0 ? [one] : [', ', one])), ')'] : [];
  emitSql(on, met, compose(placeOf(link), [words, to, ...list, ' AS ', query]));
  return true;
}
