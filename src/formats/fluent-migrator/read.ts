import {
  type BoundFunction,
  type ClassDef,
  type CodeModule,
  moduleScope,
  runFunction,
  type Scope,
  textValue,
} from '../../code';
import { type Dialect, isMysqlFamily, type Statement } from '../../model';
import { opaque, scriptOf, spanOf, statement } from '../code/build';
import { attribute, classesOf, csharpModule, insideClass, lastWord } from '../code/csharp';
import { createEmitter, type Emitter, emitSql } from '../code/emit';
import type { ReadContext, ReadFile } from '../format';
import { type Extensions, extensionsIn, opened, sentenceOf } from './chain';
import { reversed } from './reverse';
import { tell } from './sentences';
import { transactionOf } from './transaction';

/** The migration's class, by its attribute; attributes of the project's own are named after it: `[NopMigration(…)]`. */
export function migrationClass(module: CodeModule): ClassDef | undefined {
  const classes = classesOf(module.body);
  return (
    classes.find(({ decorators }) => attribute(decorators, 'Migration') !== undefined) ??
    classes.find(({ decorators }) => decorators.some(({ name }) => lastWord(name).endsWith('Migration')))
  );
}

/** Reads what `Up` and `Down` say in FluentMigrator's words. */
export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  const module = csharpModule(file);
  const own = migrationClass(module);
  const base = moduleScope(module);
  const others = (context.together ?? []).map((one) => csharpModule(one));
  const extensions = extensionsIn([module, ...others].map((one) => ({ module: one, scope: moduleScope(one) })));
  const inside = own && insideClass(own, base);
  const up = own && inside ? statementsOf(module, methodsOf(own, inside, 'Up'), context, extensions) : [];
  const wraps = own
    ? attribute(own.decorators, 'Migration')?.args.find(({ value }) => value.kind === 'member')
    : undefined;
  const optOut = wraps?.value.kind === 'member' && wraps.value.name === 'None' ? 'none' : 'wrapped';
  const transaction = transactionOf(optOut, context.dialect);
  const script = scriptOf(module, up);
  if (!own || !inside) return { up: script, transaction };
  if (own.baseTypes.some(({ name }) => lastWord(name) === 'AutoReversingMigration'))
    return { up: script, down: { ...scriptOf(module, backwards(up)), comments: [], problems: [] }, transaction };
  const [down] = methodsOf(own, inside, 'Down');
  if (!down) return { up: script, transaction };
  const statements = statementsOf(module, [down], context, extensions);
  const throws = statements.length === 0 && down.def.body.some(({ kind }) => kind === 'throw');
  if (throws) return { up: script, irreversible: 'Down throws', transaction };
  return { up: script, down: { ...scriptOf(module, statements), comments: [], problems: [] }, transaction };
}

/** The method, or where a base class of the project calls others, those that the class overrides. */
function methodsOf(own: ClassDef, scope: Scope, name: 'Up' | 'Down'): readonly BoundFunction[] {
  const methods = own.body.flatMap((one) => (one.kind === 'function' ? [one] : []));
  const found = methods.filter((one) => one.name === name);
  const overridden = methods.filter(
    (one) => one.modifiers.includes('override') && one.params.length === 0 && one.name !== 'Down',
  );
  const used = found.length > 0 || name === 'Down' ? found : overridden;
  return used.map((def) => ({ def, scope }));
}

function backwards(statements: readonly Statement[]): readonly Statement[] {
  return [...statements]
    .reverse()
    .map((one) => statement(one.span, [...one.operations].reverse().flatMap(reversed), one.conditional));
}

/** `IfDatabase("sqlserver")` names families of engines by their beginning. */
function isFor(databases: readonly string[] | undefined, dialect: Dialect): boolean {
  if (!databases) return true;
  const family = isMysqlFamily(dialect) ? ['mysql', 'mariadb'] : dialect === 'postgresql' ? ['postgres'] : [dialect];
  return databases.some((one) => family.some((name) => one.toLowerCase().startsWith(name)));
}

function statementsOf(
  module: CodeModule,
  methods: readonly BoundFunction[],
  context: ReadContext,
  extensions: Extensions,
): readonly Statement[] {
  const on = createEmitter(module, context.dialect);
  for (const method of methods)
    runFunction(method, [], undefined, (call, frame) => {
      const said = sentenceOf(call, frame.scope);
      if (!said) return false;
      if (!isFor(said.databases, context.dialect)) return true;
      emit(on, { said: opened(said, extensions), call, frame, context });
      return true;
    });
  return on.statements;
}

interface Saying {
  readonly said: NonNullable<ReturnType<typeof sentenceOf>>;
  readonly call: { readonly start: number; readonly end: number };
  readonly frame: { readonly scope: Scope; readonly conditional: Statement['conditional'] | undefined };
  readonly context: ReadContext;
}

function emit(on: Emitter, { said, call, frame, context }: Saying): void {
  const met = { module: frame.scope.module, conditional: frame.conditional };
  const [first] = said.words;
  const given = first?.args[0];
  const text = said.root === 'Execute' && given ? textValue(given) : undefined;
  if (text && first?.name === 'Sql') {
    emitSql(on, met, text);
    return;
  }
  const script = text && /^(?:Embedded)?Script$/.test(first?.name ?? '') ? context.neighbour?.(text.text) : undefined;
  if (script !== undefined) {
    emitSql(on, met, { text: script, pieces: [{ ...call, text: script }] });
    return;
  }
  const operations = tell(said, call, { module: on.module, dialect: on.dialect });
  const reason = said.root === 'Execute' ? 'what this executes is not seen here' : 'this sentence is not understood';
  const made = operations ?? [opaque(on.module, call, reason)];
  on.statements.push(statement(spanOf(on.module, call), made, frame.conditional));
}
