import { type ClassDef, type CodeModule, moduleScope, type Stmt } from '../../code';
import type { Script } from '../../model';
import { opaque, scriptOf, statement } from '../code/build';
import { attribute, classesOf, csharpModule, insideClass, lastWord, methodOf } from '../code/csharp';
import { createEmitter } from '../code/emit';
import type { ReadContext, ReadFile } from '../format';
import { builderCalls } from './calls';
import { transactionOf } from './transaction';

/** The migration's class: it has the method `Up`, or says that it is a migration. */
export function migrationClass(module: CodeModule): ClassDef | undefined {
  const classes = classesOf(module.body);
  const isUp = (one: Stmt) => one.kind === 'function' && one.name === 'Up';
  return (
    classes.find(({ body }) => body.some(isUp)) ??
    classes.find(
      ({ baseTypes, decorators }) =>
        attribute(decorators, 'Migration') !== undefined ||
        baseTypes.some(({ name }) => lastWord(name) === 'Migration'),
    )
  );
}

/** Reads what `Up` and `Down` ask of the migration builder. */
export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  const module = csharpModule(file);
  const own = migrationClass(module);
  if (!own)
    return { up: nothing(module, 'no migration is seen here'), transaction: transactionOf('wrapped', context.dialect) };
  const inside = insideClass(own, moduleScope(module));
  const direction = (name: 'Up' | 'Down') => {
    const method = methodOf(own, name, inside);
    if (!method) return undefined;
    const on = createEmitter(module, context.dialect);
    const told = builderCalls(on, method);
    const throws = method.def.body.some(({ kind }) => kind === 'throw') && on.statements.length === 0;
    return { script: scriptOf(module, on.statements), told, throws };
  };
  const up = direction('Up');
  const down = direction('Down');
  const transaction = transactionOf(up?.told.suppresses ?? 'wrapped', context.dialect);
  // A migration may have nothing to do: its class has no Up, or an empty one.
  const script = up?.script ?? scriptOf(module, []);
  if (down?.throws) return { up: script, irreversible: 'Down throws', transaction };
  return { up: script, ...(down ? { down: { ...down.script, comments: [], problems: [] } } : {}), transaction };
}

function nothing(module: CodeModule, reason: string): Script {
  const whole = { start: 0, end: module.text.length };
  return scriptOf(module, [statement(module.lines.span(0, module.text.length), [opaque(module, whole, reason)])]);
}
