import type { Dialect } from '../../model';
import type { DialectEvidence, FilePort } from '../format';
import { ancestors, baseName, folderOf } from '../paths';

/** The provider's package of each dialect, as a project names it. */
const PACKAGES: readonly (readonly [RegExp, Dialect])[] = [
  [/\bNpgsql\.EntityFrameworkCore\.PostgreSQL\b/i, 'postgresql'],
  [/\bMicrosoft\.EntityFrameworkCore\.SqlServer\b/i, 'sqlserver'],
  [/\bMicrosoft\.EntityFrameworkCore\.Sqlite\b/i, 'sqlite'],
  [/\b(?:Pomelo|MySql|Microting)\.EntityFrameworkCore(?:\.MySql)?\b/i, 'mysql'],
  [/\bOracle\.EntityFrameworkCore\b/i, 'oracle'],
];

/** What one provider alone writes: annotations of another's may stand in a model that is shared. */
const MARKS: readonly (readonly [Dialect, readonly string[]])[] = [
  ['postgresql', ['NpgsqlModelBuilderExtensions', 'NpgsqlValueGenerationStrategy']],
  ['sqlserver', ['SqlServerModelBuilderExtensions', 'SqlServerValueGenerationStrategy']],
  ['mysql', ['MySqlModelBuilderExtensions', 'MySqlValueGenerationStrategy']],
  ['oracle', ['OracleModelBuilderExtensions', 'OracleValueGenerationStrategy']],
];

/** Store types that one engine alone has. */
const TYPES: readonly (readonly [Dialect, readonly string[]])[] = [
  ['mysql', ['"longtext"', '"char(36)"', '"tinyint(1)"', '"datetime(6)"']],
  ['sqlserver', ['"nvarchar(max)"', '"uniqueidentifier"', '"datetime2"', '"bit"', '"nvarchar(']],
  ['postgresql', ['"timestamp with time zone"', '"uuid"', '"character varying(', '"jsonb"', '"integer"']],
  ['oracle', ['NVARCHAR2', '"NUMBER(']],
  ['sqlite', ['"INTEGER"', 'Sqlite:Autoincrement']],
];

/** The dialect of generated files by the words that their provider writes, the first files' word before the others'. */
export function dialectOfGenerated(files: FilePort, paths: readonly string[]): DialectEvidence | undefined {
  for (const words of [MARKS, TYPES])
    for (const path of paths) {
      const found = words.find(([, marks]) => files.mentions(path, marks));
      if (found) return { dialect: found[0], because: `what the provider wrote into ${path}` };
    }
  return undefined;
}

/** The project files in a folder and those above it, nearest first. */
export function projectsAbove(files: FilePort, folder: string): readonly string[] {
  const projects = files.paths.filter((path) => path.endsWith('.csproj'));
  return ancestors(folder).flatMap((at) => projects.filter((path) => folderOf(path) === at));
}

/** The dialect by the provider's package of the nearest project that has one, when it has no more than one. */
export function dialectOfProject(files: FilePort, folder: string): DialectEvidence | undefined {
  for (const path of projectsAbove(files, folder)) {
    const text = files.text(path) ?? '';
    const found = PACKAGES.filter(([name]) => name.test(text));
    const [first] = found;
    if (first && found.length === 1)
      return { dialect: first[1], because: `the provider's package in ${baseName(path)}` };
    if (found.length > 1) return undefined;
  }
  return undefined;
}
