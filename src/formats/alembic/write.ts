import type { Operation } from '../../model';
import { printStatements, refusesTransaction } from '../../sql';
import type { WriteContext, WrittenFile } from '../format';
import { folderOf, joinPath } from '../paths';
import { headText, manner } from './manner';
import { fileName, nextId } from './name';
import { read } from './read';
import type { Style } from './style';
import { callText, pythonText } from './words';

function withoutSpans(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) =>
    /^(?:span|nullableSpan|defaultSpan)$/.test(key) ? undefined : inner,
  );
}

/** What Alembic would do on reading the words: only words that mean exactly the operation are used. */
function means(text: string, { sa }: Style, context: WriteContext): readonly Operation[] {
  const file = `from alembic import op\nimport sqlalchemy as ${sa}\n\ndef upgrade():\n${indented(text)}\n`;
  const { up } = read({ uri: 'proposal:migration.py', text: file }, { dialect: context.dialect });
  return up.statements.flatMap(({ operations }) => operations);
}

function indented(text: string, depth = 1): string {
  return text.replace(/^(?=.)/gm, '    '.repeat(depth));
}

/** SQL in `op.execute`: in one line where it has one. */
export function executeText(sql: string, style: Style): string {
  if (!sql.includes('\n') && sql.length < 90) return `op.execute(${pythonText(sql, style)})`;
  const quotes = style.quote.repeat(3);
  const escaped = sql.replaceAll('\\', '\\\\').replaceAll(quotes, `\\${style.quote}`.repeat(3));
  return `op.execute(\n    ${quotes}\n${indented(escaped)}\n    ${quotes}\n)`;
}

function stepText(operation: Operation, style: Style, context: WriteContext): string {
  const own = callText(operation, style);
  if (own !== undefined && withoutSpans(means(own, style, context)) === withoutSpans([operation])) return own;
  const sql = printStatements([operation], context.dialect).trim().replace(/;$/, '');
  return sql === '' ? '' : executeText(sql, style);
}

/** Steps behind each other; what PostgreSQL refuses inside a transaction goes out of it (MigrationContext.autocommit_block). */
function body(operations: readonly Operation[], style: Style, context: WriteContext): string {
  const lines: string[] = [];
  let block: string[] = [];
  const close = () => {
    if (block.length > 0) lines.push(`with op.get_context().autocommit_block():\n${indented(block.join('\n'))}`);
    block = [];
  };
  for (const operation of operations) {
    const text = stepText(operation, style, context);
    if (text === '') continue;
    const outside = context.dialect === 'postgresql' && refusesTransaction(operation);
    if (!outside) close();
    (outside ? block : lines).push(text);
  }
  close();
  return lines.length > 0 ? lines.join('\n') : 'pass';
}

/** A file behind the latest revision, in the project's manner. */
export function write(
  name: string,
  up: readonly Operation[],
  down: readonly Operation[],
  context: WriteContext,
): readonly WrittenFile[] {
  const latest = context.latest.at(-1);
  const parent = headOf(context);
  const id = nextId(name, context);
  const style = manner(latest?.text);
  const folder = latest ? folderOf(latest.migration.path) : joinPath(context.root, 'versions');
  const isBack = down.length > 0 || up.length === 0;
  const text = headText({ id, parent, name, now: context.now }, style, latest?.text);
  const functions = [
    `def upgrade()${style.returns}:\n${indented(body(up, style, context))}\n`,
    `def downgrade()${style.returns}:\n${indented(isBack ? body(down, style, context) : 'pass')}\n`,
  ];
  return [{ path: joinPath(folder, fileName(id, name, context)), text: `${text}\n\n${functions.join('\n\n')}` }];
}

/** The last revision that nothing comes from. */
function headOf({ latest }: WriteContext): string | undefined {
  const parents = new Set(latest.flatMap(({ migration }) => migration.parents ?? []));
  return latest.findLast(({ migration }) => !parents.has(migration.version))?.migration.version;
}
