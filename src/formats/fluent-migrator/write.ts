import { DIALECT_NAMES, type Dialect, type Operation } from '../../model';
import { printScript } from '../../sql';
import { csharpFile, csharpString, csharpStyle, pascalName } from '../code/csharp-style';
import type { WriteContext, WrittenFile } from '../format';
import { nextVersion } from '../next-version';
import { folderOf, joinPath } from '../paths';
import { needsNoTransaction } from '../transaction';

/** A class beside the latest, numbered as the project numbers, each step by `Execute.Sql`. */
export function write(
  name: string,
  up: readonly Operation[],
  down: readonly Operation[],
  context: WriteContext,
): readonly WrittenFile[] {
  const latest = context.latest.at(-1);
  const style = csharpStyle(latest?.text);
  const version = nextVersion(
    context.latest.map(({ migration }) => migration.version).filter((one) => /^\d+$/.test(one)),
    context.now,
  );
  const title = pascalName(name);
  const folder = latest ? folderOf(latest.migration.path) : context.root;
  const outside = needsNoTransaction([...up, ...down], context.dialect) ? ', TransactionBehavior.None' : '';
  const body = [
    `[Migration(${version}${outside})]`,
    `public class ${title} : Migration`,
    '{',
    ...method('Up', up, context.dialect),
    '',
    ...method('Down', down, context.dialect),
    '}',
  ];
  const stem =
    latest && /^\d/.test(latest.migration.path.slice(folder.length + (folder === '' ? 0 : 1)))
      ? `${version}_${title}`
      : title;
  return [{ path: joinPath(folder, `${stem}.cs`), text: csharpFile(style, ['FluentMigrator'], body) }];
}

function method(name: 'Up' | 'Down', operations: readonly Operation[], dialect: Dialect): readonly string[] {
  const { statements, unsupported } = printScript(operations, dialect);
  const lines = [
    ...statements.map((sql) => `        Execute.Sql(${csharpString(sql)});`),
    ...unsupported.map(({ because }) => `        // Not written for ${DIALECT_NAMES[dialect]}: ${because}.`),
  ];
  return [`    public override void ${name}()`, '    {', ...lines, '    }'];
}
