import {
  type Bound,
  type BoundFunction,
  type Call,
  type CodeModule,
  resolve,
  runFunction,
  textValue,
} from '../../code';
import type { Statement } from '../../model';
import { opaque, statement } from '../code/build';
import { textsOf } from '../code/compose';
import { embeddedSql } from '../code/embedded-sql';
import type { ReadContext } from '../format';
import type { OptOut } from '../marked-read';
import { BUILDERS, NOTHING } from './builders';
import { literalOf } from './compose';

export interface Calls {
  readonly statements: readonly Statement[];
  readonly optOut: OptOut;
}

/** What a function calls on its builder, in order, each call as the SQL that it makes. */
export function builderCalls(module: CodeModule, called: BoundFunction, context: ReadContext): Calls {
  const statements: Statement[] = [];
  let optOut: OptOut = 'wrapped';
  const builder = called.def.params[0]?.name ?? 'pgm';
  const shorthands = called.scope.value('shorthands');
  runFunction(called, [], undefined, (call, { scope, conditional }) => {
    const { callee } = call;
    if (callee.kind !== 'member' || !isBuilder(callee.object, builder)) return false;
    const name = callee.name;
    if (name === 'noTransaction') optOut = 'opts out';
    if (NOTHING.has(name)) return true;
    const args = call.args.map(({ value }): Bound => ({ expr: value, scope }));
    for (const made of readCall(module, call, name, { args, shorthands }, context))
      statements.push(conditional && !made.conditional ? { ...made, conditional } : made);
    return true;
  });
  return { statements, optOut };
}

function isBuilder(expr: Call['callee'], builder: string): boolean {
  if (expr.kind === 'name') return expr.name === builder || expr.name === 'pgm';
  // `pgm.db.query(…)` talks to the database while the migration is made.
  return expr.kind === 'member' && expr.name === 'db' && isBuilder(expr.object, builder);
}

interface Given {
  readonly args: readonly Bound[];
  readonly shorthands: Bound | undefined;
}

function readCall(
  module: CodeModule,
  call: Call,
  name: string,
  { args, shorthands }: Given,
  context: ReadContext,
): readonly Statement[] {
  const span = module.lines.span(call.start, call.end);
  if (name === 'sql') {
    const sql = args[0] && textValue(args[0]);
    if (sql) return embeddedSql(module, sql, context.dialect).statements;
  }
  const build = Object.hasOwn(BUILDERS, name) ? BUILDERS[name] : undefined;
  const texts = build?.(call, args, shorthands);
  if (!texts)
    return [statement(span, [opaque(module, call, `what pgm.${name} is given cannot be told without running it`)])];
  const untold = args
    .flatMap(untoldIn)
    .map(({ expr }) =>
      statement(module.lines.span(expr.start, expr.end), [
        opaque(module, expr, 'this value cannot be told without running it, so it is left out'),
      ]),
    );
  return [...texts.flatMap((text) => embeddedSql(module, text, context.dialect).statements), ...untold];
}

/** Defaults and checks of columns that are worked out when the migration runs. */
function untoldIn(bound: Bound): readonly Bound[] {
  const { expr, scope } = resolve(bound);
  if (expr.kind !== 'map') return [];
  return expr.entries.flatMap(({ key, value }): readonly Bound[] => {
    const inner = { expr: value, scope };
    if (key.kind !== 'string' || (key.value !== 'default' && key.value !== 'check')) return untoldIn(inner);
    const isTold = key.value === 'default' ? literalOf(inner) : textsOf(inner);
    return isTold ? [] : [inner];
  });
}
