import { type BoundFunction, chainOf, dotted, runFunction, textValue } from '../../code';
import { type Emitter, emitSql, emitUnknown } from '../code/emit';

/** Ways of the base class to run SQL: gathered for the end, or at once. */
const RUNS: ReadonlySet<string> = new Set(['this.addSql', 'this.execute', 'this.driver.execute', 'this.ctx.raw']);

/** Goes through a migration's method: `this.addSql('…')`, `this.addSql(knex.raw('…'))`. */
export function migrationCalls(on: Emitter, called: BoundFunction): void {
  runFunction(called, [], undefined, (call, { scope, conditional }) => {
    const met = { module: scope.module, conditional };
    if (scope.module === on.module) on.place = call;
    const name = dotted(call.callee) ?? '';
    if (RUNS.has(name)) {
      const [first] = call.args;
      const sql = first && textValue({ expr: first.value, scope });
      if (sql) emitSql(on, met, sql);
      else emitUnknown(on, met, call, 'this SQL cannot be told without running it');
      return true;
    }
    // The entity manager and knex talk to the database in ways of their own.
    const { root, links } = chainOf(call);
    if (root.kind !== 'name' || root.name !== 'this' || !/^get(?:Knex|EntityManager)$/.test(links[0]?.name ?? ''))
      return false;
    if (links.length > 1)
      emitUnknown(on, met, call, `what this.${links[0]?.name} is asked for cannot be told without running it`);
    return true;
  });
}
