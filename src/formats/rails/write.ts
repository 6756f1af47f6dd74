import type { Dialect, Operation } from '../../model';
import { printStatements } from '../../sql';
import type { WriteContext, WrittenFile } from '../format';
import { nextVersion, slug } from '../next-version';
import { folderOf, joinPath } from '../paths';
import { needsNoTransaction } from '../transaction';

/** How the project's latest migration is written. */
interface Style {
  readonly folder: string;
  readonly base: string;
  readonly magic: string;
}

function styleOf(context: WriteContext): Style {
  const latest = context.latest.at(-1);
  const text = latest?.text ?? '';
  return {
    folder: latest ? folderOf(latest.migration.path) : joinPath(context.root, 'db/migrate'),
    base: /^\s*class\s+\S+\s*<\s*(\S+)/m.exec(text)?.[1] ?? 'ActiveRecord::Migration[7.1]',
    magic: text.startsWith('# frozen_string_literal: true') ? '# frozen_string_literal: true\n\n' : '',
  };
}

function className(stem: string): string {
  return stem.replace(/(?:^|_)([a-z\d])/g, (_, letter: string) => letter.toUpperCase());
}

/** SQL as a heredoc; what Ruby would read in it is escaped. */
export function heredoc(sql: string): string {
  const body = sql
    .replace(/\\/g, '\\\\')
    .replace(/#(?=[{$@])/g, '\\#')
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n');
  return `<<~SQL\n${body}\nSQL`;
}

function executes(operations: readonly Operation[], dialect: Dialect): string {
  const text = printStatements(operations, dialect).trim();
  return statementsOf(operations, dialect, text)
    .map((sql) => `execute ${heredoc(sql)}\n`.replace(/^(?=.)/gm, '    '))
    .join('');
}

/** One call a statement: MySQL and PostgreSQL's prepared calls take one, and what leaves the transaction must stand alone. */
function statementsOf(operations: readonly Operation[], dialect: Dialect, whole: string): readonly string[] {
  const each = operations.map((one) => printStatements([one], dialect).trim()).filter((one) => one !== '');
  return each.join('\n\n').length >= whole.length ? each : [whole];
}

/** A migration with `up` and `down` in SQL, in the version and style of the latest. */
export function write(
  name: string,
  up: readonly Operation[],
  down: readonly Operation[],
  context: WriteContext,
): readonly WrittenFile[] {
  const { dialect } = context;
  const { folder, base, magic } = styleOf(context);
  const versions = context.latest.map(({ migration }) => migration.version);
  const stem = slug(name, '_');
  const outside = needsNoTransaction([...up, ...down], dialect) ? '  disable_ddl_transaction!\n\n' : '';
  const back =
    down.length > 0
      ? `  def down\n${executes(down, dialect)}  end\n`
      : context.undo === 'nothing'
        ? '  def down\n  end\n'
        : '  def down\n    raise ActiveRecord::IrreversibleMigration\n  end\n';
  const text = `${magic}class ${className(stem)} < ${base}\n${outside}  def up\n${executes(up, dialect)}  end\n\n${back}end\n`;
  return [{ path: joinPath(folder, `${nextVersion(versions, context.now)}_${stem}.rb`), text }];
}
