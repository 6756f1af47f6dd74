import { type CodeModule, type Scope, truth } from '../../code';
import type { Script } from '../../model';
import { opaque, scriptOf, statement } from '../code/build';
import { entry } from '../code/compose';
import { createEmitter } from '../code/emit';
import { exportedFunction, exportedValue } from '../code/exported';
import { moduleOf, projectScope } from '../code/project-imports';
import type { ReadContext, ReadFile } from '../format';
import { knexCalls } from './calls';
import { transactionOf } from './transaction';

/** Reads what the functions `up` and `down` of a migration call on knex. */
export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  const module = moduleOf(file);
  const scope = projectScope(module, context);
  const up = direction(module, scope, 'up', context) ?? notFound(module);
  const down = direction(module, scope, 'down', context);
  const config = exportedValue(module, scope, 'config');
  const option = entry(config, 'transaction');
  const optOut = option && truth(option) === false ? 'opts out' : 'wrapped';
  return { up, ...(down ? { down } : {}), transaction: transactionOf(optOut, context.dialect) };
}

function direction(module: CodeModule, scope: Scope, name: string, context: ReadContext): Script | undefined {
  const called = exportedFunction(module, scope, name);
  if (!called) return undefined;
  const on = createEmitter(module, context.dialect);
  knexCalls(on, called);
  const script = scriptOf(module, on.statements);
  return name === 'up' ? script : { ...script, comments: [], problems: [] };
}

function notFound(module: CodeModule): Script {
  const whole = { start: 0, end: module.text.length };
  return scriptOf(module, [
    statement(module.lines.span(0, module.text.length), [opaque(module, whole, 'no function "up" is seen here')]),
  ]);
}
