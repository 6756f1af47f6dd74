import { ancestors, type DialectEvidence, type FilePort, folderOf, groupBy, joinPath } from '../formats';
import { DIALECTS, type Dialect, type EngineVersion, parseVersion } from '../model';

interface Manifest {
  readonly names: readonly string[];
  readonly words: Readonly<Partial<Record<Dialect, RegExp>>>;
}

/** Drivers by the packages' names in each registry, and connection URLs by their schemes. */
const MANIFESTS: readonly Manifest[] = [
  {
    names: ['package.json'],
    words: {
      postgresql:
        /"(?:pg|postgres|pg-promise|pg-native|@neondatabase\/serverless|@vercel\/postgres|@electric-sql\/pglite)"\s*:/,
      mysql: /"(?:mysql|mysql2|@planetscale\/database)"\s*:/,
      mariadb: /"mariadb"\s*:/,
      sqlite: /"(?:sqlite3|better-sqlite3|sqlite|sql\.js|@libsql\/client)"\s*:/,
      sqlserver: /"(?:mssql|tedious|msnodesqlv8)"\s*:/,
      oracle: /"oracledb"\s*:/,
    },
  },
  {
    names: ['go.mod'],
    words: {
      postgresql: /github\.com\/(?:lib\/pq|jackc\/pgx(?:\/v\d+)?)\s/,
      mysql: /github\.com\/go-sql-driver\/mysql\s/,
      sqlite: /(?:github\.com\/mattn\/go-sqlite3|modernc\.org\/sqlite|github\.com\/glebarez\/sqlite)\s/,
      sqlserver: /github\.com\/(?:microsoft|denisenkom)\/go-mssqldb\s/,
      oracle: /github\.com\/(?:sijms\/go-ora(?:\/v\d+)?|godror\/godror|mattn\/go-oci8)\s/,
    },
  },
  {
    names: ['requirements.txt', 'pyproject.toml', 'Pipfile', 'setup.cfg', 'setup.py'],
    words: {
      postgresql: /\b(?:psycopg\d?|psycopg2-binary|asyncpg|pg8000)\b/i,
      mysql: /\b(?:mysqlclient|pymysql|aiomysql|mysql-connector-python)\b/i,
      sqlite: /\baiosqlite\b/i,
      sqlserver: /\b(?:pymssql|mssql-django|django-mssql-backend|mssql-python)\b/i,
      oracle: /\b(?:oracledb|cx[_-]oracle)\b/i,
    },
  },
  {
    names: ['Cargo.toml'],
    words: {
      postgresql: /"postgres"|^\s*(?:tokio-)?postgres\s*=|^\s*diesel-async.*postgres/m,
      mysql: /"mysql"|^\s*mysql(?:_async)?\s*=/m,
      sqlite: /"sqlite"|^\s*rusqlite\s*=/m,
      sqlserver: /^\s*tiberius\s*=|"mssql"/m,
      oracle: /^\s*(?:rust-)?oracle\s*=/m,
    },
  },
  {
    names: ['Gemfile', 'composer.json', 'pom.xml', 'build.gradle', 'build.gradle.kts'],
    words: {
      postgresql: /\bgem ['"]pg['"]|org\.postgresql|"ext-pgsql"|"ext-pdo_pgsql"/,
      mysql: /\bgem ['"](?:mysql2|trilogy)['"]|mysql-connector|com\.mysql|"ext-pdo_mysql"|"ext-mysqli"/,
      mariadb: /mariadb-java-client/,
      sqlite: /\bgem ['"]sqlite3['"]|sqlite-jdbc|"ext-pdo_sqlite"/,
      sqlserver: /\bgem ['"](?:activerecord-sqlserver-adapter|tiny_tds)['"]|mssql-jdbc|"ext-(?:pdo_)?sqlsrv"/,
      oracle:
        /\bgem ['"](?:activerecord-oracle_enhanced-adapter|ruby-oci8)['"]|com\.oracle\.(?:database\.jdbc|ojdbc)|\bojdbc\d+|"ext-(?:oci8|pdo_oci)"/,
    },
  },
  {
    names: [
      'docker-compose.yml',
      'docker-compose.yaml',
      'compose.yml',
      'compose.yaml',
      'docker-compose-dev.yml',
      'docker-compose.dev.yml',
    ],
    words: {
      postgresql: /^\s*image:\s*['"]?\S*(?:postgres|postgis|timescaledb|pgvector)/m,
      mysql: /^\s*image:\s*['"]?\S*\bmysql\b/m,
      mariadb: /^\s*image:\s*['"]?\S*\bmariadb\b/m,
      sqlserver: /^\s*image:\s*['"]?\S*(?:\bmssql\b|azure-sql-edge)/m,
      oracle: /^\s*image:\s*['"]?\S*(?:gvenz[hl]?\w*\/oracle|\boracle-(?:xe|free)\b|oracle\.com\/database)/m,
    },
  },
  {
    names: ['.env.example', '.env.sample', '.env.dist', '.env.template'],
    words: {
      postgresql: /=['"]?postgres(?:ql)?:\/\//,
      mysql: /=['"]?mysql:\/\//,
      mariadb: /=['"]?mariadb:\/\//,
      sqlite: /=['"]?(?:sqlite:|file:\S+\.(?:db|sqlite))/,
      sqlserver: /=['"]?(?:sqlserver|mssql):\/\//,
      oracle: /=['"]?oracle(?:\+\w+)?:\/\//,
    },
  },
];

/** NuGet's packages; a project file may have any name. */
const NUGET: Manifest['words'] = {
  postgresql: /"(?:Npgsql(?:\.EntityFrameworkCore\.PostgreSQL)?|dbup-postgresql)"/i,
  mysql: /"(?:MySql\.Data|MySqlConnector|Pomelo\.EntityFrameworkCore\.MySql|MySql\.EntityFrameworkCore|dbup-mysql)"/i,
  sqlite:
    /"(?:Microsoft\.Data\.Sqlite(?:\.Core)?|Microsoft\.EntityFrameworkCore\.Sqlite|System\.Data\.SQLite(?:\.Core)?)"/i,
  sqlserver: /"(?:(?:Microsoft|System)\.Data\.SqlClient|Microsoft\.EntityFrameworkCore\.SqlServer|dbup-sqlserver)"/i,
  oracle: /"(?:Oracle\.ManagedDataAccess(?:\.Core)?|Oracle\.EntityFrameworkCore)"/i,
};
const NUGET_FILE =
  /(?:\.(?:cs|fs|vb)proj|(?:^|\/)(?:Directory\.Packages\.props|Directory\.Build\.props|packages\.config))$/i;

/** What the manifests of the nearest folder that speak of drivers say: one dialect, or several to choose from by syntax. */
export interface DriverEvidence {
  readonly candidates: readonly DialectEvidence[];
}

/** Looks in the layer's folder, then in each folder above. */
export function driversAbove(files: FilePort, folder: string): DriverEvidence {
  for (const at of ancestors(folder)) {
    const candidates = driversIn(files, at);
    if (candidates.length > 0) return { candidates };
  }
  return { candidates: [] };
}

function driversIn(files: FilePort, folder: string): readonly DialectEvidence[] {
  const found = new Map<Dialect, DialectEvidence>();
  for (const { names, words } of MANIFESTS) {
    for (const name of names) {
      const path = joinPath(folder, name);
      const text = files.has(path) ? files.text(path) : undefined;
      if (text === undefined) continue;
      note(found, words, text, path);
    }
  }
  for (const path of projectFiles(files).get(folder) ?? []) note(found, NUGET, files.text(path) ?? '', path);
  return [...found.values()];
}

function note(found: Map<Dialect, DialectEvidence>, words: Manifest['words'], text: string, path: string): void {
  for (const dialect of DIALECTS) {
    const match = words[dialect]?.exec(text);
    if (match && !found.has(dialect)) found.set(dialect, { dialect, because: `${plain(match[0])} in ${path}` });
  }
}

const projectFilesOf = new WeakMap<FilePort, ReadonlyMap<string, readonly string[]>>();

/** .NET's project files by folder. */
function projectFiles(files: FilePort): ReadonlyMap<string, readonly string[]> {
  const known = projectFilesOf.get(files);
  if (known) return known;
  const found = groupBy(
    files.paths.filter((path) => NUGET_FILE.test(path)),
    folderOf,
  );
  projectFilesOf.set(files, found);
  return found;
}

/** `"pg":` as people say it: `pg`. */
function plain(words: string): string {
  return words.replace(/["']/g, '').replace(/^[=\s]+|[:=\s]+$/g, '');
}

const IMAGE: Readonly<Partial<Record<Dialect, RegExp>>> = {
  postgresql: /^\s*image:\s*['"]?\S*?(?:postgres|postgis|timescaledb|pgvector)\S*?:(?:latest-)?(?:pg)?(\d[\w.]*)/m,
  mysql: /^\s*image:\s*['"]?\S*?\bmysql\S*?:(\d[\w.]*)/m,
  mariadb: /^\s*image:\s*['"]?\S*?\bmariadb\S*?:(\d[\w.]*)/m,
};

/** The engine's version that a compose file runs, in the folder or above. */
export function versionAbove(files: FilePort, folder: string, dialect: Dialect): EngineVersion | undefined {
  const pattern = IMAGE[dialect];
  if (!pattern) return undefined;
  for (const at of ancestors(folder)) {
    for (const name of MANIFESTS.find(({ names }) => names.includes('compose.yml'))?.names ?? []) {
      const path = joinPath(at, name);
      const tag = files.has(path) ? pattern.exec(files.text(path) ?? '')?.[1] : undefined;
      if (tag !== undefined) return parseVersion(tag);
    }
  }
  return undefined;
}

/** Files whose text decides on dialects or on which tool a history is of: when one changes, discovery runs again. */
export function isManifest(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    MANIFESTS.some(({ names }) => names.includes(name)) ||
    NUGET_FILE.test(path) ||
    name === '.gitattributes' ||
    name === 'Makefile' ||
    name === 'Dockerfile' ||
    name === 'Taskfile.yml'
  );
}
