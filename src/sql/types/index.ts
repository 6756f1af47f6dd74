import type { Dialect, EngineVersion, Span, SqlType } from '../../model';
import type { TypeChange } from './change';
import { changeOfMariadbType } from './mariadb/change';
import { parseMariadbType } from './mariadb/parse';
import { changeOfDocumentType } from './mongodb/change';
import { parseDocumentType } from './mongodb/parse';
import { changeOfMysqlType } from './mysql/change';
import { parseMysqlType } from './mysql/parse';
import { changeOfOracleType } from './oracle/change';
import { parseOracleType } from './oracle/parse';
import { changeOfPostgresType } from './postgresql/change';
import { parsePostgresType } from './postgresql/parse';
import { changeOfSqliteType } from './sqlite/change';
import { parseSqliteType } from './sqlite/parse';
import { changeOfSqlServerType } from './sqlserver/change';
import { parseSqlServerType } from './sqlserver/parse';

export { sameType, type TypeChange } from './change';

interface DialectTypes {
  readonly parse: (text: string, span: Span) => SqlType;
  readonly change: (from: SqlType, to: SqlType, version: EngineVersion | undefined) => TypeChange;
}

const TYPES: Readonly<Record<Dialect, DialectTypes>> = {
  postgresql: { parse: parsePostgresType, change: changeOfPostgresType },
  mysql: { parse: parseMysqlType, change: changeOfMysqlType },
  mariadb: { parse: parseMariadbType, change: changeOfMariadbType },
  sqlite: { parse: parseSqliteType, change: changeOfSqliteType },
  sqlserver: { parse: parseSqlServerType, change: changeOfSqlServerType },
  oracle: { parse: parseOracleType, change: changeOfOracleType },
  mongodb: { parse: parseDocumentType, change: changeOfDocumentType },
};

/** Types by dialect and text: a project writes some dozens of them, thousands of times. */
const known = new Map<string, SqlType>();
const MOST_KNOWN = 4096;
const LONGEST_KNOWN = 200;

/** The type that `text` spells, with the spelling that the engine's own catalogue would give. Never throws: what no table knows is `unknown`. */
export function parseType(text: string, span: Span, dialect: Dialect): SqlType {
  const key = `${dialect} ${text}`;
  const before = known.get(key);
  if (before) return { ...before, span };
  const parsed = TYPES[dialect].parse(text, span);
  if (known.size >= MOST_KNOWN) known.clear();
  if (text.length <= LONGEST_KNOWN) known.set(key, parsed);
  return parsed;
}

/** What changing a column from one type to the other costs the engine, at the version if it is known. */
export function changeOfType(from: SqlType, to: SqlType, dialect: Dialect, version?: EngineVersion): TypeChange {
  return TYPES[dialect].change(from, to, version);
}
