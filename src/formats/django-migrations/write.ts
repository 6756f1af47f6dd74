import type { Operation } from '../../model';
import { printStatements } from '../../sql';
import type { SourceFile, WriteContext, WrittenFile } from '../format';
import { slug } from '../next-version';
import { folderOf, joinPath } from '../paths';
import { needsNoTransaction } from '../transaction';
import { apply } from './apply';
import { headsOf } from './graph';
import { migrationIn } from './migration';
import { migrationName } from './name';
import { modelOfTable, nativeText, type Words } from './operation-text';
import { type Reading, readingOf } from './read';
import type { History } from './step';

/** The table that an operation is on. */
function tableIn(operation: Operation): string | undefined {
  if (operation.kind === 'changeData') return operation.tables[0]?.name;
  if (!('table' in operation)) return undefined;
  return operation.table?.name;
}

const INDENT = '    ';

function indented(text: string, depth: number): string {
  return text.replace(/^(?=.)/gm, INDENT.repeat(depth));
}

/** SQL as one text of Python, in as many lines as it has. */
function sqlText(operations: readonly Operation[], context: WriteContext): string {
  const sql = printStatements(operations, context.dialect).trim();
  if (sql === '') return 'migrations.RunSQL.noop';
  return `"""\n${sql.replaceAll('\\', '\\\\').replaceAll('"""', '\\"\\"\\"')}\n"""`;
}

function runSql(
  up: readonly Operation[],
  down: readonly Operation[],
  context: WriteContext,
  state: string | undefined,
): string {
  const parts = [`sql=${sqlText(up, context)},`];
  if (down.length > 0) parts.push(`reverse_sql=${sqlText(down, context)},`);
  else if (context.undo === 'nothing') parts.push('reverse_sql=migrations.RunSQL.noop,');
  if (state !== undefined) parts.push(`state_operations=[\n${indented(state, 1)},\n],`);
  return `migrations.RunSQL(\n${parts.map((part) => indented(part, 1)).join('\n')}\n)`;
}

function withoutSpans(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) =>
    /^(?:span|nullableSpan|defaultSpan|at|text|inline)$/.test(key) ? undefined : inner,
  );
}

/** What Django itself would do on reading the words: only words that mean exactly the operation are used. */
function means(text: string, reading: Reading): readonly Operation[] {
  const file = fileText([text], [], 'atomic');
  const migration = migrationIn('proposal:migration.py', file);
  const history: History = {
    ...reading.history,
    models: new Map(reading.history.models),
  };
  const changes = (migration?.operations ?? []).map((one) =>
    apply(one, { app: reading.app, history, fields: reading.fields }),
  );
  return changes.flatMap(({ up }) => up.flatMap(({ operations }) => operations));
}

/** One step in Django's words; as SQL that Django is told the meaning of where its own words would do something else. */
function stepText(operation: Operation, down: readonly Operation[], reading: Reading, context: WriteContext): string {
  const words: Words = {
    project: reading.history,
    model: modelOfTable(reading.history, tableIn(operation)),
    defaults: reading.defaults,
  };
  const native = nativeText(operation, words);
  if (native !== undefined && withoutSpans(means(native, reading)) === withoutSpans([operation])) return native;
  return runSql([operation], down, context, native);
}

function fileText(
  operations: readonly string[],
  dependencies: readonly (readonly [string, string])[],
  mode: 'atomic' | 'not atomic',
): string {
  const body = operations.join(',\n');
  const concurrent = [...new Set(body.match(/\b(?:Add|Remove)IndexConcurrently\b/g) ?? [])].sort();
  const text = body.replace(/\bmigrations\.((?:Add|Remove)IndexConcurrently)\b/g, '$1');
  const imports = [
    ...(concurrent.length > 0 ? [`from django.contrib.postgres.operations import ${concurrent.join(', ')}`] : []),
    `from django.db import migrations${/\bmodels\./.test(body) ? ', models' : ''}`,
  ];
  const list = dependencies.map(([app, name]) => `(${JSON.stringify(app)}, ${JSON.stringify(name)}),`).join('\n');
  return [
    ...imports,
    '\n\nclass Migration(migrations.Migration):',
    ...(mode === 'atomic' ? [] : [`${INDENT}atomic = False\n`]),
    `${INDENT}dependencies = [${list === '' ? '' : `\n${indented(list, 2)}\n${INDENT}`}]\n`,
    `${INDENT}operations = [\n${indented(text, 2)},\n${INDENT}]\n`,
  ].join('\n');
}

/** The app whose tables the steps change; for a new table the one that wrote last. */
function appOf(operations: readonly Operation[], reading: Reading): string {
  for (const operation of operations) {
    const model = modelOfTable(reading.history, tableIn(operation));
    if (model) return model.app;
  }
  return reading.app;
}

/** A file behind the app's last migration. Steps that cannot run in a transaction make it `atomic = False`. */
export function write(
  name: string,
  up: readonly Operation[],
  down: readonly Operation[],
  context: WriteContext,
): readonly WrittenFile[] {
  const files = context.latest.map(
    ({ migration, text }): SourceFile => ({ path: migration.path, uri: migration.path, text }),
  );
  const read = readingOf(files, context);
  const reading = { ...read, app: appOf(up, read) };
  const own = read.nodes.filter(({ app }) => app === reading.app);
  const folder = folderOf(own.at(-1)?.path ?? joinPath(context.root, 'migrations/0001.py'));
  const last = Math.max(0, ...own.map(({ path }) => Number(migrationName(path)?.number ?? 0)));
  const heads = headsOf(read.nodes, reading.app).map((node) => [node.app, node.name] as const);
  const number = String(last + 1).padStart(4, '0');
  // A setting has nothing to take back, and must not make the migration irreversible.
  const quiet: WriteContext = down.length > 0 ? { ...context, undo: 'nothing' } : context;
  const texts = pairedDown(up, down).map(([step, back]) =>
    stepText(step, back, reading, isSetting(step) ? quiet : context),
  );
  const mode = needsNoTransaction(up, context.dialect) ? 'not atomic' : 'atomic';
  return [{ path: joinPath(folder, `${number}_${slug(name, '_')}.py`), text: fileText(texts, heads, mode) }];
}

function isSetting({ kind }: Operation): boolean {
  return kind === 'setParameter';
}

/** Each step with its own way back, where there are as many; else the last has them all. Settings are for what follows them, either way. */
function pairedDown(
  up: readonly Operation[],
  down: readonly Operation[],
): readonly (readonly [Operation, readonly Operation[]])[] {
  const settings = down.filter(isSetting);
  const back = down.filter((operation) => !isSetting(operation)).reverse();
  const steps = up.filter((operation) => !isSetting(operation));
  return up.map((operation) => {
    const at = steps.indexOf(operation);
    const isLast = at === steps.length - 1;
    if (at < 0) return [operation, []];
    if (back.length !== steps.length) return [operation, isLast ? down : []];
    const own = back[at] ? [back[at]] : [];
    return [operation, isLast ? [...settings, ...own] : own];
  });
}
