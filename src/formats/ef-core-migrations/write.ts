import { DIALECT_NAMES, type Dialect, type Operation } from '../../model';
import { printScript } from '../../sql';
import { attribute, classesOf, csharpModule } from '../code/csharp';
import { csharpFile, csharpString, csharpStyle, pascalName, usingsIn } from '../code/csharp-style';
import type { WriteContext, WrittenFile } from '../format';
import { nextVersion } from '../next-version';
import { folderOf, joinPath } from '../paths';
import { needsNoTransaction } from '../transaction';

/**
 * A class beside the latest, named with its moment as `dotnet ef migrations add` names it. The attributes that EF finds a migration
 * by stand with the class itself: the designer file, which restates the whole model for the next `migrations add`, is not written,
 * nor is the snapshot changed. Both come with the models' own change, by the tool.
 */
export function write(
  name: string,
  up: readonly Operation[],
  down: readonly Operation[],
  context: WriteContext,
): readonly WrittenFile[] {
  const latest = context.latest.at(-1);
  const style = csharpStyle(latest?.text);
  const owner = contextOf(context);
  const version = nextVersion(
    context.latest.map(({ migration }) => migration.version).filter((one) => /^\d/.test(one)),
    context.now,
  );
  const title = pascalName(name);
  const folder = latest ? folderOf(latest.migration.path) : context.root;
  const body = [
    `[DbContext(typeof(${owner.name}))]`,
    `[Migration("${version}_${title}")]`,
    `public partial class ${title} : Migration`,
    '{',
    ...method('Up', up, context.dialect),
    '',
    ...method('Down', down, context.dialect),
    '}',
  ];
  const usings = [
    'Microsoft.EntityFrameworkCore.Infrastructure',
    'Microsoft.EntityFrameworkCore.Migrations',
    ...owner.usings,
  ];
  return [{ path: joinPath(folder, `${version}_${title}.cs`), text: csharpFile(style, usings, body) }];
}

interface Owner {
  readonly name: string;
  readonly usings: readonly string[];
}

/** The context that the latest migration is of, and the namespaces of the project by which it is named there. */
function contextOf(context: WriteContext): Owner {
  for (const { migration, text } of [...context.latest].reverse()) {
    const designer = context.text?.(migration.path.replace(/\.cs$/, '.Designer.cs'));
    for (const source of [text, designer]) {
      const found = source === undefined ? undefined : ownerIn(source);
      if (found) return found;
    }
  }
  return { name: 'DbContext', usings: ['Microsoft.EntityFrameworkCore'] };
}

function ownerIn(text: string): Owner | undefined {
  const cut = text.indexOf('BuildTargetModel');
  const module = csharpModule({ uri: 'owner.cs', text: cut < 0 ? text : `${text.slice(0, cut)}() { } } }` });
  for (const { decorators } of classesOf(module.body)) {
    const value = attribute(decorators, 'DbContext')?.args[0]?.value;
    const type = value?.kind === 'call' ? value.typeArgs?.[0] : undefined;
    if (type) return { name: type.text, usings: usingsIn(module).filter(isOwn) };
  }
  return undefined;
}

/** Namespaces of the project, not of the framework and the providers. */
function isOwn(name: string): boolean {
  return !/^(?:System|Microsoft|Npgsql|MySql|Pomelo|NodaTime)\b/.test(name);
}

function method(name: 'Up' | 'Down', operations: readonly Operation[], dialect: Dialect): readonly string[] {
  const lines = operations.flatMap((operation) => step(operation, dialect));
  return [
    `    protected override void ${name}(MigrationBuilder migrationBuilder)`,
    '    {',
    ...lines.map((line) => (line === '' ? line : `        ${line}`)),
    '    }',
  ];
}

/** A step as SQL; what the database refuses inside a transaction suppresses EF's. */
function step(operation: Operation, dialect: Dialect): readonly string[] {
  const { statements, unsupported } = printScript([operation], dialect);
  const outside = needsNoTransaction([operation], dialect) ? ', suppressTransaction: true' : '';
  return [
    ...statements.map((sql) => `migrationBuilder.Sql(${csharpString(sql)}${outside});`),
    ...unsupported.map(({ because }) => `// Not written for ${DIALECT_NAMES[dialect]}: ${because}.`),
  ];
}
