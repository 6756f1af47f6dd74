import type { Dialect } from '../../model';
import { guessDialect } from '../../sql';
import { dialectOfPath } from '../dialect-words';
import { foreignProduct } from '../foreign-product';
import type { DialectEvidence, FilePort, Located } from '../format';
import { baseName, folderOf, groupBy } from '../paths';
import { isSqlPath, readSqlName } from '../sql-name';
import { isSqlProject, locateProjects } from './sql-project';

/** A file that makes tables. */
interface Dump {
  readonly path: string;
  readonly dialect?: DialectEvidence;
  /** Names in CREATE TABLE, lower case, for telling whether two files describe different parts or the same whole. */
  readonly tables: ReadonlySet<string>;
  /** Names in ALTER TABLE likewise. */
  readonly altered: ReadonlySet<string>;
  /** Its head says that a tool dumped a database. */
  readonly isDumped: boolean;
  readonly whole: boolean;
}

const CREATE_TABLE =
  /\bcreate\s+(?:or\s+replace\s+)?(?:(?:global|local|temporary|temp|unlogged|foreign|virtual)\s+)*table\s+(?:if\s+not\s+exists\s+)?((?:[`"[]?[\w$]+[`"\]]?\s*\.\s*)?[`"[]?[\w$]+)/gi;

const ALTER_TABLE = /\balter\s+table\s+(?:if\s+exists\s+)?(?:only\s+)?((?:[`"[]?[\w$]+[`"\]]?\s*\.\s*)?[`"[]?[\w$]+)/gi;

/** Header lines of pg_dump, mysqldump, mariadb-dump, phpMyAdmin, SQL Server's Management Studio and SQLite's .dump. */
const DUMP_HEADER =
  /^(?:--|#) (?:PostgreSQL database dump|MySQL dump|MariaDB dump|phpMyAdmin SQL Dump|Dumped by|Host: )|^\/\*{4,6} Object: |^PRAGMA foreign_keys=OFF;\s*^BEGIN TRANSACTION;/m;

export function matches(path: string): boolean {
  if (isSqlProject(path)) return true;
  if (!isSqlPath(path) || /\.(?:up|down)\.sql$/i.test(path)) return false;
  // Prisma's `20240101000000_init/migration.sql` is a step of a history and no schema, whoever claims it.
  return !readSqlName(baseName(path)) && !readSqlName(baseName(folderOf(path)))?.name;
}

function foreignDump(path: string, text: string): string | undefined {
  const word = dialectOfPath(path);
  if (word?.kind === 'unsupported') return word.product;
  return word ? undefined : foreignProduct(text);
}

function evidenceOf(path: string, text: string): DialectEvidence | undefined {
  const word = dialectOfPath(path);
  if (word?.kind === 'supported') return { dialect: word.dialect, because: `"${word.word}" in the path ${path}` };
  return DUMP_HEADER.test(text.slice(0, 4000)) ? headerEvidence(path, text) : undefined;
}

/** A dump says who made it. */
function headerEvidence(path: string, text: string): DialectEvidence | undefined {
  const head = text.slice(0, 4000);
  const dialect: Dialect | undefined = /PostgreSQL database dump/.test(head)
    ? 'postgresql'
    : /MariaDB dump|-MariaDB/.test(head)
      ? 'mariadb'
      : /MySQL dump|phpMyAdmin/.test(head)
        ? 'mysql'
        : /^\/\*{4,6} Object: /m.test(head)
          ? 'sqlserver'
          : /^PRAGMA foreign_keys=OFF;/m.test(head)
            ? 'sqlite'
            : undefined;
  return dialect ? { dialect, because: `the dump's header in ${path}` } : undefined;
}

function namesIn(text: string, pattern: RegExp): ReadonlySet<string> {
  return new Set([...text.matchAll(pattern)].map((match) => (match[1] ?? '').replace(/[`"[\]\s]/g, '').toLowerCase()));
}

/** A file that changes tables which no file here makes is a step for a database that is there: no schema. */
function isStep(found: Dump, made: ReadonlySet<string>): boolean {
  const bare = (name: string) => name.slice(name.lastIndexOf('.') + 1);
  return !found.isDumped && [...found.altered].some((name) => !made.has(bare(name)));
}

function dump(files: FilePort, path: string): Dump | undefined {
  const text = files.text(path);
  if (text === undefined) return undefined;
  const tables = namesIn(text, CREATE_TABLE);
  if (tables.size === 0) return undefined;
  const product = foreignDump(path, text);
  if (product !== undefined) {
    files.note?.(path, `This looks like ${product}; the dialect is not supported, so the file is not read.`);
    return undefined;
  }
  const dialect = evidenceOf(path, text);
  const named = /(?:^|[^a-z])(?:schema|structure|dump|ddl)(?:[^a-z]|$)/i.test(baseName(path));
  const altered = namesIn(text, ALTER_TABLE);
  const isDumped = DUMP_HEADER.test(text.slice(0, 4000));
  return { path, tables, altered, isDumped, whole: named || isDumped, ...(dialect ? { dialect } : {}) };
}

/** Files that make tables and belong to no history: a whole schema each, or parts of one where a folder holds a file per table. */
export function locate(files: FilePort): readonly Located[] {
  const projects = locateProjects(files);
  const built = new Set(projects.flatMap((one) => (one.kind === 'dump' ? one.paths : [])));
  const loose = files.paths.filter((path) => matches(path) && !isSqlProject(path) && !built.has(path));
  const found = loose.flatMap((path) => dump(files, path) ?? []);
  const made = new Set(found.flatMap(({ tables }) => [...tables].map((name) => name.slice(name.lastIndexOf('.') + 1))));
  const dumps = found.filter((one) => !isStep(one, made));
  const groups = groupBy(
    dumps,
    (found) => `${folderOf(found.path)}\n${found.dialect?.dialect ?? guessed(files, found.path)}`,
  );
  return [...projects, ...[...groups.values()].flatMap((group) => apart(group).map(located))];
}

function guessed(files: FilePort, path: string): string {
  return guessDialect(files.text(path) ?? '')?.dialect ?? '';
}

/** Whole schemas stand alone; parts go together as long as no two make the same table. */
function apart(group: readonly Dump[]): readonly (readonly Dump[])[] {
  const total = new Set(group.flatMap((found) => [...found.tables])).size;
  const alone = group.filter((found) => found.whole && found.tables.size * 2 >= total);
  const sets: { readonly dumps: Dump[]; readonly tables: Set<string> }[] = [];
  for (const part of group) {
    if (alone.includes(part)) continue;
    const home = sets.find((set) => [...part.tables].every((table) => !set.tables.has(table)));
    if (home) {
      home.dumps.push(part);
      for (const table of part.tables) home.tables.add(table);
    } else {
      sets.push({ dumps: [part], tables: new Set(part.tables) });
    }
  }
  return [...alone.map((one) => [one]), ...sets.map((set) => set.dumps)];
}

function located(dumps: readonly Dump[]): Located {
  const dialect = dumps.find((found) => found.dialect)?.dialect;
  const paths = dumps.map((found) => found.path);
  return { format: 'sql-dump', kind: 'dump', root: folderOf(paths[0] ?? ''), paths, ...(dialect ? { dialect } : {}) };
}
