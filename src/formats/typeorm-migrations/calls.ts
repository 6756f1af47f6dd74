import { type Bound, type BoundFunction, chainOf, type Expr, resolve, runFunction, textValue } from '../../code';
import type { Dialect } from '../../model';
import { type Emitter, emitDataChange, emitSql, emitUnknown } from '../code/emit';
import { isFollowed, isStanding, mapExpr, nameExpr, textExpr } from '../code/standing';
import { BUILDERS } from './builders';

/** TypeORM's own names of the dialects. */
const TYPES: Readonly<Record<Dialect, string>> = {
  postgresql: 'postgres',
  mysql: 'mysql',
  mariadb: 'mariadb',
  sqlite: 'sqlite',
  sqlserver: 'mssql',
  oracle: 'oracle',
  mongodb: 'mongodb',
};

function runner(dialect: Dialect): Expr {
  const options = mapExpr({ type: textExpr(TYPES[dialect]) });
  const connection = mapExpr({ options, driver: mapExpr({ options }), $connection: nameExpr('$connection') });
  return mapExpr({
    $queryRunner: textExpr(''),
    connection,
    dataSource: connection,
    manager: mapExpr({ $manager: nameExpr('$manager'), connection }),
  });
}

const QUESTIONS =
  /^(?:has|get|is|load|connect|release|startTransaction|commitTransaction|rollbackTransaction|stream|create|find|exist|count)/;
const CHANGES: Readonly<Record<string, 'insert' | 'update' | 'delete'>> = {
  save: 'insert',
  insert: 'insert',
  upsert: 'insert',
  update: 'update',
  delete: 'delete',
  remove: 'delete',
};

/** Goes through a migration's method with its query runner. */
export function runnerCalls(on: Emitter, called: BoundFunction): void {
  runFunction(
    called,
    [{ expr: runner(on.dialect), scope: called.scope }],
    undefined,
    (call, { scope, conditional }) => {
      const met = { module: scope.module, conditional };
      if (scope.module === on.module) on.place = call;
      const { root, links } = chainOf(call);
      const isRunner = is('$queryRunner', { expr: root, scope });
      const [first] = links;
      if (!first || links.some(({ name }) => name === 'then')) return false;
      const args = first.call.args.map(({ value }): Bound => ({ expr: value, scope }));
      const holds = isRunner || is('$manager', { expr: root, scope }) || is('$connection', { expr: root, scope });
      if (holds && first.name === 'query') {
        const sql = args[0] && textValue(args[0]);
        if (sql) emitSql(on, met, sql);
        else emitUnknown(on, met, call, 'this SQL cannot be told without running it');
        return true;
      }
      const build = isRunner && Object.hasOwn(BUILDERS, first.name) ? BUILDERS[first.name] : undefined;
      if (build) {
        const sql = build(call, args, on.dialect);
        for (const one of sql ?? []) emitSql(on, met, one);
        if (!sql)
          emitUnknown(on, met, call, `what queryRunner.${first.name} is given cannot be told without running it`);
        return true;
      }
      const change = holds ? links.map(({ name }) => CHANGES[name]).find((one) => one !== undefined) : undefined;
      if (change) {
        emitDataChange(
          on,
          met,
          call,
          change,
          undefined,
          links.some(({ name }) => /where/i.test(name)) ? 'filtered' : 'all rows',
        );
        return true;
      }
      if (holds) {
        if (!QUESTIONS.test(first.name)) emitUnknown(on, met, call, `queryRunner.${first.name} is not understood`);
        return true;
      }
      if (isFollowed(call, scope) || !call.args.some(({ value }) => is('$queryRunner', { expr: value, scope })))
        return false;
      emitUnknown(
        on,
        met,
        call,
        'what this function does with the query runner cannot be told: its code was not found',
      );
      return true;
    },
  );
}

function is(mark: string, bound: Bound): boolean {
  const { expr, scope } = resolve(bound);
  if (isStanding(expr, mark)) return true;
  return (
    mark === '$queryRunner' &&
    expr.kind === 'name' &&
    expr.name === 'queryRunner' &&
    scope.value(expr.name) === undefined
  );
}
