import {
  type BoundFunction,
  type ClassDef,
  type CodeModule,
  type Frame,
  moduleScope,
  type Scope,
  textValue,
  topLevel,
  truth,
} from '../../code';
import type { Statement } from '../../model';
import { opaque, scriptOf, statement } from '../code/build';
import type { ReadContext, ReadFile } from '../format';
import type { ModelFinder } from './blueprint';
import { readCalls } from './calls';
import type { Grammar } from './fluent';
import { tableOfModel } from './inflect';
import { moduleOf, rootOf, settingsOf } from './project';
import { substituted } from './substitute';
import { transactionOf } from './transaction';

/** Reads one migration: what its `up` and `down` ask of the schema, as the SQL that Laravel makes of it. */
export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  const module = substituted(moduleOf(file), context);
  const migration = migrationOf(module);
  const grammar: Grammar = { dialect: context.dialect, settings: settingsOf(context) };
  const scope = migration && classScope(module, migration, context);
  const run = (name: string): readonly Statement[] | undefined => {
    const method = scope && methodOf(scope, name);
    return method && readCalls(method, grammar, modelsOf(context));
  };
  const up = run('up') ?? [notFound(module)];
  const down = run('down');
  return {
    up: scriptOf(module, up),
    ...(down ? { down: { uri: file.uri, statements: down, comments: [], problems: [] } } : {}),
    transaction: transactionOf(context.dialect, scope && withinTransaction(scope)),
  };
}

function notFound(module: CodeModule): Statement {
  const whole = { start: 0, end: module.text.length };
  return statement(module.lines.span(0, module.text.length), [
    opaque(module, whole, 'no migration with a method "up" is seen here'),
  ]);
}

/** The class with an `up`: named, or the one that the file returns. */
function migrationOf(module: CodeModule): ClassDef | undefined {
  const classes = topLevel(module.body).filter((stmt): stmt is ClassDef => stmt.kind === 'class');
  return classes.find(({ body }) => body.some((stmt) => stmt.kind === 'function' && stmt.name === 'up')) ?? classes[0];
}

/** Inside a class its methods are called by `$this` and `self`, its constants and properties as members of those. */
function classScope(module: CodeModule, migration: ClassDef, context: ReadContext): Scope {
  const scope = moduleScope(module, (name) => imported(name, module, context)).child();
  for (const name of ['self', 'static', 'this']) scope.define({ ...migration, name });
  for (const member of migration.body) if (member.kind === 'function') scope.define(member);
  return scope;
}

function methodOf(scope: Scope, name: string): BoundFunction | undefined {
  return scope.function(name);
}

function withinTransaction(scope: Scope): boolean | undefined {
  const place = { start: 0, end: 0 };
  return truth({
    expr: {
      kind: 'member',
      ...place,
      object: { kind: 'name', ...place, name: 'this' },
      name: 'withinTransaction',
      nameAt: place,
    },
    scope,
  });
}

/** `App\Models\User` is app/Models/User.php (composer's PSR-4 of every Laravel project); modules have their folder's name. */
function imported(name: string, module: CodeModule, context: ReadContext): CodeModule | undefined {
  const root = rootOf(context);
  if (root === undefined || !/^(?:App|Modules|Database|Domain)\\/.test(name)) return undefined;
  const path = name
    .replaceAll('\\', '/')
    .replace(/^App\//, 'app/')
    .replace(/^Database\//, 'database/');
  const text = context.neighbour?.(`${root}${path}.php`);
  return text === undefined
    ? undefined
    : moduleOf({ uri: `${module.uri.replace(/[^/]*$/, '')}${root}${path}.php`, text });
}

/** A model's table and the kind of its key: said by its class where the project has it, otherwise by convention. */
function modelsOf(context: ReadContext): ModelFinder {
  return (className, { scope }: Frame) => {
    const found = scope.class(className) ?? sameName(className, scope.module, context);
    const body = found?.def.body ?? [];
    const traits = body.flatMap((stmt) => (stmt.kind === 'import' ? [stmt.module.replace(/^.*\\/, '')] : []));
    const value = (name: string) => {
      const member = body.find(
        (stmt) => stmt.kind === 'assign' && stmt.target.kind === 'name' && stmt.target.name === name,
      );
      return member?.kind === 'assign' && member.value && found
        ? textValue({ expr: member.value, scope: found.scope })?.text
        : undefined;
    };
    const key = traits.includes('HasUlids')
      ? 'ulid'
      : traits.includes('HasUuids') || value('keyType') === 'string'
        ? 'uuid'
        : 'int';
    return { table: value('table') ?? tableOfModel(found?.def.name ?? className), key };
  };
}

function sameName(className: string, module: CodeModule, context: ReadContext) {
  const from = module.body.flatMap((stmt) =>
    stmt.kind === 'import' && stmt.names.some(({ as }) => as === className) ? [stmt.module] : [],
  );
  const other = from[0] === undefined ? undefined : imported(from[0], module, context);
  const scope = other && moduleScope(other);
  return scope?.class((from[0] ?? '').replace(/^.*\\/, ''));
}
