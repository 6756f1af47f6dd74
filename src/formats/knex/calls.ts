import {
  type Bound,
  type BoundFunction,
  type Call,
  chainOf,
  type Expr,
  type Link,
  resolve,
  runFunction,
  type Scope,
  type TextValue,
  textValue,
} from '../../code';
import type { Dialect } from '../../model';
import { type Emitter, emitDataChange, emitSql, emitUnknown, type Met } from '../code/emit';
import { functionOf } from '../code/exported';
import { isFollowed, isStanding, mapExpr, nameExpr, textExpr } from '../code/standing';
import { schemaChain } from './schema';
import { rawSql } from './values';

/** knex's own names of the clients, as `knex.client.config.client` gives them. */
const CLIENTS: Readonly<Record<Dialect, string>> = {
  postgresql: 'pg',
  mysql: 'mysql2',
  mariadb: 'mysql2',
  sqlite: 'sqlite3',
  sqlserver: 'mssql',
  oracle: 'oracledb',
  mongodb: 'mongodb',
};

/** What stands for knex itself, so that `knex.client.config.client === 'pg'` is told. */
function knexValue(dialect: Dialect): Expr {
  const client = CLIENTS[dialect];
  return mapExpr({
    $knex: textExpr('knex'),
    schema: nameExpr('$schema'),
    client: mapExpr({
      config: mapExpr({ client: textExpr(client) }),
      driverName: textExpr(client),
      dialect: textExpr(dialect),
    }),
  });
}

/** Goes through a migration's function as knex calls it. */
export function knexCalls(on: Emitter, called: BoundFunction): void {
  runFunction(called, [{ expr: knexValue(on.dialect), scope: called.scope }], undefined, visitor(on));
}

const CHAINED = new Set([
  'then',
  'catch',
  'finally',
  'tap',
  'return',
  'asCallback',
  'nodeify',
  'map',
  'each',
  'spread',
]);
const CHANGES: Readonly<Record<string, 'insert' | 'update' | 'delete' | 'truncate'>> = {
  insert: 'insert',
  batchInsert: 'insert',
  upsert: 'insert',
  update: 'update',
  increment: 'update',
  decrement: 'update',
  del: 'delete',
  delete: 'delete',
  truncate: 'truncate',
};

function visitor(on: Emitter) {
  return (call: Call, frame: { readonly scope: Scope; readonly conditional: Met['conditional'] }): boolean => {
    const { scope, conditional } = frame;
    const met: Met = { module: scope.module, conditional };
    if (scope.module === on.module) on.place = call;
    const { root, links } = chainOf(call);
    if (links.some(({ name }) => CHAINED.has(name))) return false;
    if (links.length > 0 && isSchema(root, scope)) {
      schemaChain(on, links, scope, met);
      return true;
    }
    if (isTable(root, scope)) {
      builderChain(on, call, tableOf(root, scope), links, met);
      return true;
    }
    if (links.length > 0 && isKnex({ expr: root, scope })) return knexChain(on, call, links, scope, met);
    return isLost(on, call, scope, met);
  };
}

/** `knex('books')` */
function isTable(root: Expr, scope: Scope): root is Call {
  return root.kind === 'call' && root.callee.kind !== 'member' && isKnex({ expr: root.callee, scope });
}

function tableOf(root: Call, scope: Scope): TextValue | undefined {
  const [first] = root.args;
  return first && textValue({ expr: first.value, scope });
}

function isKnex(bound: Bound): boolean {
  const { expr, scope } = resolve(bound);
  if (expr.kind === 'map') return isStanding(expr, '$knex');
  // `const trx = await knex.transaction()`
  if (expr.kind === 'call' && expr.callee.kind === 'member')
    return (
      /^(?:transaction|withUserParams|withSchema)$/.test(expr.callee.name) &&
      isKnex({ expr: expr.callee.object, scope })
    );
  return (
    expr.kind === 'name' && /^(?:knex|trx|tx|transaction|t)$/.test(expr.name) && scope.value(expr.name) === undefined
  );
}

function isSchema(expr: Expr, scope: Scope): boolean {
  const found = resolve({ expr, scope });
  if (found.expr.kind === 'name') return found.expr.name === '$schema' || found.expr.name === 'schema';
  return found.expr.kind === 'member' && found.expr.name === 'schema';
}

/** `knex.raw(…)`, `knex.transaction(…)`, `knex.insert(…).into('t')`. */
function knexChain(on: Emitter, call: Call, links: readonly Link[], scope: Scope, met: Met): boolean {
  const [first] = links;
  const args = (first?.call.args ?? []).map(({ value }): Bound => ({ expr: value, scope }));
  if (first?.name === 'raw') {
    const sql = rawSql(args, on.dialect);
    if (sql) emitSql(on, met, sql);
    else emitUnknown(on, met, call, 'this SQL cannot be told without running it');
    return true;
  }
  if (first?.name === 'transaction' && links.length === 1) {
    const callback = args[0] && functionOf(args[0]);
    if (callback) runFunction(callback, [{ expr: knexValue(on.dialect), scope }], met.conditional, visitor(on));
    return true;
  }
  const into = links.find(({ name }) => /^(?:into|from|table|batchInsert)$/.test(name));
  const [table] = into?.call.args ?? [];
  builderChain(on, call, table && textValue({ expr: table.value, scope }), links, met);
  return true;
}

function builderChain(on: Emitter, call: Call, table: TextValue | undefined, links: readonly Link[], met: Met): void {
  const found = links.map(({ name }) => (Object.hasOwn(CHANGES, name) ? CHANGES[name] : undefined));
  const change = found.find((one) => one !== undefined);
  if (!change) return;
  const filtered = links.some(({ name }) => /where/i.test(name));
  emitDataChange(on, met, call, change, table, filtered ? 'filtered' : 'all rows');
}

/** A function that is not of the project is given the connection: what it does cannot be told. */
function isLost(on: Emitter, call: Call, scope: Scope, met: Met): boolean {
  if (isFollowed(call, scope)) return false;
  const given = call.args.some(({ value }) => isKnex({ expr: value, scope }) || isSchema(value, scope));
  if (!given) return false;
  emitUnknown(on, met, call, 'what this function does with the connection cannot be told: its code was not found');
  return true;
}
