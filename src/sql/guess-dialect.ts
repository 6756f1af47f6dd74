import type { Dialect } from '../model';

/** What a text speaks, how strongly (the sum of its marks), and which mark told most. */
export interface DialectGuess {
  readonly dialect: Dialect;
  readonly score: number;
  /** For people: "AUTO_INCREMENT". */
  readonly because: string;
}

interface Mark {
  readonly dialect: Dialect;
  readonly weight: number;
  readonly pattern: RegExp;
  readonly because: string;
}

function mark(dialect: Dialect, weight: number, because: string, pattern: RegExp): Mark {
  return { dialect, weight, pattern, because };
}

/** Signs of each dialect that the others do not have, or hardly. Each counts once. */
const MARKS: readonly Mark[] = [
  mark('postgresql', 10, 'a pg_dump header', /^-- (?:PostgreSQL database dump|Dumped from database version)/m),
  mark('postgresql', 6, 'plpgsql', /\bplpgsql\b/i),
  mark('postgresql', 6, 'pg_catalog', /\bpg_(?:catalog|class|type|constraint|indexes|advisory_\w+)\b/i),
  mark('postgresql', 5, 'CREATE EXTENSION', /\bcreate\s+extension\b/i),
  mark('postgresql', 5, 'serial columns', /\b(?:big|small)?serial\b/i),
  mark('postgresql', 5, 'timestamptz', /\btimestamptz\b|\btimestamp(?:\s*\(\d+\))?\s+with(?:out)?\s+time\s+zone\b/i),
  mark('postgresql', 5, 'jsonb', /\bjsonb\b/i),
  mark('postgresql', 5, 'CREATE TYPE … AS ENUM', /\bcreate\s+type\s+[\w."]+\s+as\b/i),
  mark('postgresql', 4, 'dollar quotes', /\$(?:\w*)\$/),
  mark('postgresql', 4, 'casts with ::', /[\w')\]]::\s*["a-z]/i),
  mark('postgresql', 4, 'nextval()', /\bnextval\s*\(/i),
  mark('postgresql', 4, 'ALTER TABLE ONLY', /\balter\s+table\s+only\b/i),
  mark('postgresql', 4, 'CONCURRENTLY', /\bconcurrently\b/i),
  mark('postgresql', 4, 'ALTER COLUMN … TYPE', /\balter\s+column\s+[\w"]+\s+(?:set\s+data\s+)?type\b/i),
  mark('postgresql', 3, 'OWNER TO', /\bowner\s+to\b/i),
  mark('postgresql', 3, 'arrays', /\b(?:text|integer|int|bigint|uuid|varchar)\s*\[\]/i),
  mark('postgresql', 3, 'bytea', /\bbytea\b/i),
  mark('postgresql', 3, 'IDENTITY columns', /\bgenerated\s+(?:always|by\s+default)\s+as\s+identity\b/i),
  mark('postgresql', 3, 'an index method', /\busing\s+(?:gin|gist|brin|btree\s*\()/i),
  mark('postgresql', 2, 'COMMENT ON', /\bcomment\s+on\s+(?:table|column)\b/i),
  mark('postgresql', 2, 'SET NOT NULL', /\b(?:set|drop)\s+not\s+null\b/i),
  mark('postgresql', 2, 'a schema named public', /\bpublic\.["\w]/i),
  mark('postgresql', 2, 'gen_random_uuid()', /\b(?:gen_random_uuid|uuid_generate_v4)\s*\(/i),
  mark('mariadb', 12, 'a MariaDB dump header', /^-- MariaDB dump|^\/\*M!/m),
  mark('mariadb', 6, 'system versioning', /\bsystem\s+versioning\b/i),
  mark('mariadb', 5, 'a MariaDB collation', /\butf8mb4_uca1400\w*/i),
  mark('mariadb', 4, 'PERSISTENT columns', /\)\s*persistent\b/i),
  mark('mariadb', 4, 'MariaDB version comments', /\/\*!1[01]\d{4}\b/),
  mark('mysql', 10, 'a MySQL dump header', /^-- MySQL dump/m),
  mark('mysql', 6, 'ENGINE =', /\bengine\s*=\s*\w+/i),
  mark('mysql', 6, 'AUTO_INCREMENT', /\bauto_increment\b/i),
  mark('mysql', 5, 'version comments', /\/\*!\d{5,6}\b/),
  mark('mysql', 5, 'DELIMITER', /^[ \t]*delimiter[ \t]+\S+[ \t]*$/im),
  mark('mysql', 4, 'CHARSET', /\b(?:default\s+charset|charset\s*=|character\s+set)\b/i),
  mark('mysql', 4, 'ON UPDATE CURRENT_TIMESTAMP', /\bon\s+update\s+(?:current_timestamp|now)\b/i),
  mark('mysql', 4, 'UNSIGNED', /\bunsigned\b/i),
  mark('mysql', 4, 'MODIFY or CHANGE COLUMN', /\b(?:modify|change)\s+(?:column\b|`\w)/i),
  mark('mysql', 4, 'utf8mb4', /\butf8mb[34]\b/i),
  mark('mysql', 4, 'FOREIGN_KEY_CHECKS', /\bforeign_key_checks\b/i),
  mark('mysql', 3, 'MySQL types', /\b(?:tiny|medium|long)(?:text|blob)\b|\b(?:tiny|medium)int\b|\bint\s*\(\d+\)/i),
  mark('mysql', 3, 'LOCK TABLES', /^lock\s+tables\b/im),
  mark('mysql', 2, 'backtick names', /\b(?:(?:create|alter|drop)\s+table|into|exists)\s+`\w/i),
  mark('mysql', 2, 'KEY definitions', /^[ \t]*(?:unique[ \t]+)?key[ \t]+`?\w+`?[ \t]*\(/im),
  mark('sqlite', 8, 'sqlite_sequence', /\bsqlite_(?:sequence|master|schema|stat1|autoindex\w*)\b/i),
  mark('sqlite', 7, 'AUTOINCREMENT', /\bautoincrement\b/i),
  mark('sqlite', 6, 'PRAGMA', /^[ \t]*pragma[ \t]+\w/im),
  mark('sqlite', 6, 'WITHOUT ROWID', /\bwithout\s+rowid\b/i),
  mark('sqlite', 6, 'full-text tables', /\bcreate\s+virtual\s+table\b/i),
  mark('sqlite', 5, 'STRICT tables', /\)\s*strict\s*;/i),
  mark('sqlite', 4, 'INSERT OR …', /\binsert\s+or\s+(?:replace|ignore|rollback|abort|fail)\b/i),
  mark('sqlite', 4, "datetime('now')", /\b(?:datetime|strftime|julianday)\s*\(\s*'/i),
  mark('sqlite', 4, 'COLLATE NOCASE', /\bcollate\s+nocase\b/i),
  mark('sqlite', 3, 'INTEGER PRIMARY KEY', /\binteger\s+(?:not\s+null\s+)?primary\s+key\b/i),
  mark('sqlserver', 8, 'GO lines', /^[ \t]*GO(?:[ \t]+\d+)?[ \t]*\r?$/m),
  mark('sqlserver', 7, 'the schema dbo', /(?:\[dbo\]|\bdbo)\s*\.\s*[["\w]/i),
  mark('sqlserver', 6, 'IDENTITY(1,1)', /\bidentity\s*\(\s*-?\d+\s*,\s*-?\d+\s*\)/i),
  mark('sqlserver', 6, 'NVARCHAR(MAX)', /\]?\s*\(\s*max\s*\)/i),
  mark('sqlserver', 5, 'UNIQUEIDENTIFIER', /\buniqueidentifier\b/i),
  mark('sqlserver', 5, 'system procedures', /\bsp_(?:rename|addextendedproperty|executesql|addmessage|addtype)\b/i),
  mark(
    'sqlserver',
    5,
    'catalogue views',
    /\b(?:sys\.(?:tables|columns|objects|indexes|schemas|foreign_keys)|sysobjects)\b/i,
  ),
  mark('sqlserver', 5, 'CLUSTERED', /\b(?:non)?clustered\b/i),
  mark('sqlserver', 4, 'DATETIME2', /\bdatetime(?:2|offset)\b/i),
  mark('sqlserver', 4, 'WITH NOCHECK', /\bwith\s+(?:no)?check\s+(?:add|check)\b/i),
  mark('sqlserver', 4, 'SET NOCOUNT', /^[ \t]*set[ \t]+(?:nocount|ansi_nulls|quoted_identifier|xact_abort)\b/im),
  mark('sqlserver', 4, "N'…' strings", /[\s(,=+]N'/),
  mark('sqlserver', 3, 'NVARCHAR', /\bn(?:varchar|char|text)\b\]?/i),
  mark('sqlserver', 3, 'variables', /\bdeclare\s+@\w/i),
  mark(
    'sqlserver',
    3,
    'GETDATE()',
    /\b(?:getdate|getutcdate|sysdatetime|sysutcdatetime|newid|newsequentialid)\s*\(\s*\)/i,
  ),
  mark('sqlserver', 2, 'bracketed types', /\]\s+\[(?:int|bigint|nvarchar|varchar|bit|datetime\w*|uniqueidentifier)\]/i),
  mark('oracle', 9, 'VARCHAR2', /\bn?varchar2\s*\(/i),
  mark('oracle', 6, 'NUMBER columns', /\bnumber\s*\(\s*(?:\d+|\*)\s*(?:,\s*-?\d+\s*)?\)/i),
  mark('oracle', 6, 'PL/SQL blocks', /\bend\b[\w\s".]*;\s*^[ \t]*\/[ \t]*\r?$/im),
  mark('oracle', 4, 'lines of a slash', /^[ \t]*\/[ \t]*\r?$/m),
  mark('oracle', 4, 'EXECUTE IMMEDIATE', /\bexecute\s+immediate\b/i),
  mark('oracle', 4, 'sequence.NEXTVAL', /\w"?\.nextval\b/i),
  mark(
    'oracle',
    4,
    'SQL*Plus',
    /^[ \t]*(?:prompt\b|whenever[ \t]+(?:sqlerror|oserror)|set[ \t]+(?:define|serveroutput|echo|feedback)\b|spool[ \t])/im,
  ),
  mark(
    'oracle',
    4,
    'storage clauses',
    /\b(?:pctfree|initrans|segment\s+creation|using\s+index\s+(?:tablespace|pctfree))\b/i,
  ),
  mark('oracle', 3, 'SYSDATE', /\bsys(?:date|timestamp)\b/i),
  mark('oracle', 3, 'FROM DUAL', /\bfrom\s+dual\b/i),
  mark('oracle', 3, 'NUMBER', /\s"?\w+"?\s+number\s*(?:,|not\s+null|default|\))/i),
  mark('oracle', 2, 'CLOB', /\bn?clob\b/i),
  mark('sqlite', 2, 'bracketed names', /\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?\[\w+\]/i),
];

/** Enough to tell by: a dump says what it is in its first tables. */
const LOOKED_AT = 200_000;

/** Guesses the dialect of SQL text from the marks in it; undefined when it has none, or as many of two. */
export function guessDialect(text: string): DialectGuess | undefined {
  const head = text.slice(0, LOOKED_AT);
  const found = MARKS.filter(({ pattern }) => pattern.test(head));
  const scores = new Map<Dialect, number>();
  for (const { dialect, weight } of found) scores.set(dialect, (scores.get(dialect) ?? 0) + weight);
  // Every mark of MySQL is one of MariaDB, once something says MariaDB.
  const mariadb = scores.get('mariadb');
  if (mariadb !== undefined) {
    scores.set('mariadb', mariadb + (scores.get('mysql') ?? 0));
    scores.delete('mysql');
  }
  const [best, second] = [...scores].sort((a, b) => b[1] - a[1]);
  if (!best || best[1] === second?.[1]) return undefined;
  const [dialect, score] = best;
  const family = dialect === 'mariadb' ? ['mariadb', 'mysql'] : [dialect];
  const [strongest] = found.filter((one) => family.includes(one.dialect)).sort((a, b) => b.weight - a.weight);
  return { dialect, score, because: strongest?.because ?? '' };
}
