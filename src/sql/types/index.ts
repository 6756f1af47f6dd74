import type { Dialect, Span, SqlType } from '../../model';
import { parseMariadbType } from './mariadb/parse';
import { parseMysqlType } from './mysql/parse';
import { parsePostgresType } from './postgresql/parse';
import { parseSqliteType } from './sqlite/parse';

const PARSERS: Readonly<Record<Dialect, (text: string, span: Span) => SqlType>> = {
  postgresql: parsePostgresType,
  mysql: parseMysqlType,
  mariadb: parseMariadbType,
  sqlite: parseSqliteType,
};

/** The type that `text` spells, with the spelling that the engine's own catalogue would give. Never throws: what no table knows is `unknown`. */
export function parseType(text: string, span: Span, dialect: Dialect): SqlType {
  return PARSERS[dialect](text, span);
}
