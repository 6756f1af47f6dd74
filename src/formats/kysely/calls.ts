import {
  type Bound,
  type BoundFunction,
  chainOf,
  type Expr,
  resolve,
  runFunction,
  type Scope,
  textValue,
} from '../../code';
import { type Emitter, emitDataChange, emitSql, emitUnknown } from '../code/emit';
import { functionOf } from '../code/exported';
import { isFollowed, isStanding, mapExpr, nameExpr } from '../code/standing';
import { schemaChain } from './schema';
import { sqlOf } from './values';

const DB: Expr = mapExpr({ $kysely: nameExpr('$kysely'), schema: nameExpr('$schema') });
const CHANGES: Readonly<Record<string, 'insert' | 'update' | 'delete'>> = {
  insertInto: 'insert',
  replaceInto: 'insert',
  updateTable: 'update',
  deleteFrom: 'delete',
};

/** Goes through a migration's function with Kysely's database. */
export function kyselyCalls(on: Emitter, called: BoundFunction): void {
  const visit: Parameters<typeof runFunction>[3] = (call, { scope, conditional }) => {
    const met = { module: scope.module, conditional };
    if (scope.module === on.module) on.place = call;
    const { root, links } = chainOf(call);
    const [first] = links;
    if (first && isSchema(root, scope)) {
      schemaChain(on, links, scope, met);
      return true;
    }
    // sql`…`.execute(db)
    const last = links.at(-1);
    if (last?.name === 'execute' && last.call.callee.kind === 'member' && isTemplate(last.call.callee.object)) {
      const sql = sqlOf({ expr: last.call.callee.object, scope }, on.dialect);
      if (sql) emitSql(on, met, sql);
      else emitUnknown(on, met, call, 'this SQL cannot be told without running it');
      return true;
    }
    if (first && isDatabase({ expr: root, scope })) {
      const run = last?.name === 'execute' ? last.call.args[0] : undefined;
      const callback = first.name === 'transaction' && run ? functionOf({ expr: run.value, scope }) : undefined;
      if (callback) runFunction(callback, [{ expr: DB, scope }], conditional, visit);
      const change = links
        .map(({ name, call: one }) => ({ change: CHANGES[name], one }))
        .find((link) => link.change !== undefined);
      const [table] = change?.one.args ?? [];
      if (change?.change)
        emitDataChange(
          on,
          met,
          call,
          change.change,
          table && textValue({ expr: table.value, scope }),
          links.some(({ name }) => /^where/.test(name)) ? 'filtered' : 'all rows',
        );
      return true;
    }
    if (isFollowed(call, scope) || !call.args.some(({ value }) => isDatabase({ expr: value, scope }))) return false;
    emitUnknown(on, met, call, 'what this function does with the database cannot be told: its code was not found');
    return true;
  };
  runFunction(called, [{ expr: DB, scope: called.scope }], undefined, visit);
}

function isTemplate(expr: Expr): boolean {
  if (expr.kind !== 'call') return false;
  const { callee } = expr;
  return callee.kind === 'member'
    ? callee.object.kind === 'name' && callee.object.name === 'sql'
    : callee.kind === 'name' && callee.name === 'sql';
}

function isDatabase(bound: Bound): boolean {
  return isStanding(resolve(bound).expr, '$kysely');
}

function isSchema(expr: Expr, scope: Scope): boolean {
  const { expr: found } = resolve({ expr, scope });
  return (found.kind === 'name' && found.name === '$schema') || (found.kind === 'member' && found.name === 'schema');
}
