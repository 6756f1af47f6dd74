import { moduleScope, type Scope } from '../../code';
import type { Statement } from '../../model';
import { opaque, scriptOf, statement } from '../code/build';
import { parsedPython, pythonImports } from '../code/python-imports';
import type { Compile } from '../code/sqlalchemy/compile';
import type { ReadContext, ReadFile } from '../format';
import { operationCalls } from './calls';
import { conventionOf } from './environment';
import { transactionOf } from './transaction';

/** Reads one migration: what `upgrade` and `downgrade` call. */
export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  const module = parsedPython(file.uri, file.text);
  const imports = pythonImports(module, (path) => context.neighbour?.(path));
  // A name means the last value that was given it on the way: each direction starts afresh.
  const scope = () => moduleScope(module, imports);
  const convention = conventionOf(file.uri, context);
  const up = direction(scope(), 'upgrade', context, convention);
  const down = direction(scope(), 'downgrade', context, convention);
  const notFound: Statement = statement(module.lines.span(0, 0), [
    opaque(module, { start: 0, end: Math.min(module.text.length, 1) }, 'no function "upgrade" is seen here'),
  ]);
  const ends = raises(scope());
  return {
    up: scriptOf(module, up ?? [notFound]),
    ...(down ? { down: { uri: file.uri, statements: down, comments: [], problems: [] } } : {}),
    ...(ends ? { irreversible: 'its downgrade raises an error' } : {}),
    transaction: transactionOf(context.dialect),
  };
}

/** One function, or one for each database (the template `multidb` calls `upgrade_engine1`, Flask-Migrate's `upgrade_` and `upgrade_other`). */
function direction(
  scope: Scope,
  name: 'upgrade' | 'downgrade',
  context: ReadContext,
  convention: Compile['convention'],
): readonly Statement[] | undefined {
  const main = scope.function(name);
  if (!main) return undefined;
  const isDivided = main.def.params.length > 0;
  const others = isDivided
    ? scope.module.body.flatMap((stmt) =>
        stmt.kind === 'function' && stmt.name.startsWith(`${name}_`) ? [{ def: stmt, scope }] : [],
      )
    : [];
  const called = others.length > 0 ? others : [main];
  return called.flatMap((one) => operationCalls(one, context, convention));
}

function raises(scope: Scope): boolean {
  return scope.function('downgrade')?.def.body.some(({ kind }) => kind === 'throw') ?? false;
}
