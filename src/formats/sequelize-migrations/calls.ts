import {
  type Bound,
  type BoundFunction,
  type Call,
  chainOf,
  type Expr,
  resolve,
  runFunction,
  type Scope,
  textValue,
} from '../../code';
import type { Conditional, Dialect } from '../../model';
import { entry } from '../code/compose';
import { type Emitter, emitDataChange, emitSql, emitUnknown, type Met } from '../code/emit';
import { functionOf } from '../code/exported';
import { isFollowed, isStanding, mapExpr, returning, textExpr } from '../code/standing';
import { tableNameOf } from './attributes';
import { BUILDERS } from './builders';

/** Sequelize's own names of the dialects. */
const NAMES: Readonly<Record<Dialect, string>> = {
  postgresql: 'postgres',
  mysql: 'mysql',
  mariadb: 'mariadb',
  sqlite: 'sqlite',
  sqlserver: 'mssql',
  oracle: 'oracle',
  mongodb: 'mongodb',
};

function standing(dialect: Dialect): Expr {
  const name = textExpr(NAMES[dialect]);
  const options = mapExpr({ dialect: name });
  return mapExpr({
    $queryInterface: name,
    sequelize: mapExpr({ $sequelize: name, options, getDialect: returning(name), config: options }),
  });
}

/** Whether the migration opens a transaction by itself. */
export interface Calls {
  readonly transaction: 'own' | 'none';
}

/** Goes through a migration's function: `(queryInterface, Sequelize)`, or umzug's `({ context })`. */
export function interfaceCalls(on: Emitter, called: BoundFunction): Calls {
  const queryInterface = standing(on.dialect);
  let transaction: Calls['transaction'] = 'none';
  const visit = (
    call: Call,
    { scope, conditional }: { readonly scope: Scope; readonly conditional: Conditional | undefined },
  ): boolean => {
    const met: Met = { module: scope.module, conditional };
    if (scope.module === on.module) on.place = call;
    const { callee } = call;
    if (callee.kind === 'member') {
      if (callee.name === 'transaction' && isSequelize({ expr: callee.object, scope })) {
        transaction = 'own';
        const callback = call.args
          .map(({ value }) => functionOf({ expr: value, scope }))
          .find((one) => one !== undefined);
        if (callback) runFunction(callback, [], conditional, visit);
        return true;
      }
      if (isInterface({ expr: callee.object, scope })) return builderCall(on, call, callee.name, scope, met);
      if (callee.name === 'query' && isSequelize({ expr: callee.object, scope })) return query(on, call, scope, met);
    }
    return lost(on, call, scope, met);
  };
  runFunction(called, [{ expr: queryInterface, scope: called.scope }], undefined, visit);
  return { transaction };
}

function isInterface(bound: Bound): boolean {
  const { expr, scope } = resolve(bound);
  if (isStanding(expr, '$queryInterface')) return true;
  if (expr.kind === 'member') return /^(?:queryInterface|context)$/.test(expr.name);
  if (expr.kind === 'call') return expr.callee.kind === 'member' && expr.callee.name === 'getQueryInterface';
  return (
    expr.kind === 'name' && /^(?:queryInterface|qi|context)$/i.test(expr.name) && scope.value(expr.name) === undefined
  );
}

function isSequelize(bound: Bound): boolean {
  const { expr, scope } = resolve(bound);
  if (isStanding(expr, '$sequelize')) return true;
  if (expr.kind === 'member') return expr.name === 'sequelize';
  return expr.kind === 'name' && /^(?:sequelize|db)$/i.test(expr.name) && scope.value(expr.name) === undefined;
}

const DATA: Readonly<Record<string, 'insert' | 'update' | 'delete'>> = {
  bulkInsert: 'insert',
  insert: 'insert',
  upsert: 'insert',
  bulkUpdate: 'update',
  update: 'update',
  increment: 'update',
  bulkDelete: 'delete',
  delete: 'delete',
};

/** Questions, which change nothing. */
const NOTHING =
  /^(?:describe|show|select|rawSelect|getForeignKey|tableExists|quote|escape|startTransaction|commitTransaction|setIsolation|databaseVersion)/;

function builderCall(on: Emitter, call: Call, name: string, scope: Scope, met: Met): boolean {
  if (NOTHING.test(name)) return true;
  const args = call.args.map(({ value }): Bound => ({ expr: value, scope }));
  const change = Object.hasOwn(DATA, name) ? DATA[name] : undefined;
  if (change) {
    const table = tableNameOf(args[0], on.dialect);
    const where = change === 'update' ? args[2] : args[1];
    emitDataChange(
      on,
      met,
      call,
      change,
      table?.name,
      change === 'insert' || hasEntries(where) ? 'filtered' : 'all rows',
    );
    return true;
  }
  const build = Object.hasOwn(BUILDERS, name) ? BUILDERS[name] : undefined;
  const found = build?.(call, args, on.dialect);
  if (!found) emitUnknown(on, met, call, `what queryInterface.${name} is given cannot be told without running it`);
  for (const sql of found?.sql ?? []) emitSql(on, met, sql);
  for (const place of found?.untold ?? [])
    emitUnknown(on, met, place, 'this cannot be told without running it, so it is left out');
  return true;
}

function hasEntries(bound: Bound | undefined): boolean {
  const expr = bound && resolve(bound).expr;
  return expr?.kind === 'map' ? expr.entries.length > 0 : expr !== undefined;
}

function query(on: Emitter, call: Call, scope: Scope, met: Met): boolean {
  const [first] = call.args;
  const bound = first && { expr: first.value, scope };
  const sql = bound && (textValue(bound) ?? inside(bound));
  if (sql) emitSql(on, met, sql);
  else emitUnknown(on, met, call, 'this SQL cannot be told without running it');
  return true;
}

/** `query({ query: '…', values })` */
function inside(bound: Bound) {
  const text = entry(bound, 'query');
  return text && textValue(text);
}

function lost(on: Emitter, call: Call, scope: Scope, met: Met): boolean {
  if (isFollowed(call, scope) || chainOf(call).links.some(({ name }) => name === 'then')) return false;
  const given = call.args.some(({ value }) => isStanding(resolve({ expr: value, scope }).expr, '$queryInterface'));
  if (!given) return false;
  emitUnknown(on, met, call, 'what this function does with the query interface cannot be told: its code was not found');
  return true;
}
