import type { Dialect } from '../../model';
import type { ColumnWords, Lexis } from './facts';
import { columnWords as mariadbColumnWords } from './mariadb/column-words';
import { lexis as mariadbLexis } from './mariadb/lexis';
import { columnWords as mysqlColumnWords } from './mysql/column-words';
import { lexis as mysqlLexis } from './mysql/lexis';
import { columnWords as oracleColumnWords } from './oracle/column-words';
import { lexis as oracleLexis } from './oracle/lexis';
import { columnWords as postgresqlColumnWords } from './postgresql/column-words';
import { lexis as postgresqlLexis } from './postgresql/lexis';
import { columnWords as sqliteColumnWords } from './sqlite/column-words';
import { lexis as sqliteLexis } from './sqlite/lexis';
import { columnWords as sqlserverColumnWords } from './sqlserver/column-words';
import { lexis as sqlserverLexis } from './sqlserver/lexis';

export type { ColumnWords, Lexis } from './facts';

/** What the readers ask of a dialect. */
export const LEXIS: Readonly<Record<Dialect, Lexis>> = {
  postgresql: postgresqlLexis,
  mysql: mysqlLexis,
  mariadb: mariadbLexis,
  sqlite: sqliteLexis,
  sqlserver: sqlserverLexis,
  oracle: oracleLexis,
  // There is no SQL of documents: whoever asks gets the standard's.
  mongodb: postgresqlLexis,
};

export const COLUMN_WORDS: Readonly<Record<Dialect, ColumnWords>> = {
  postgresql: postgresqlColumnWords,
  mysql: mysqlColumnWords,
  mariadb: mariadbColumnWords,
  sqlite: sqliteColumnWords,
  sqlserver: sqlserverColumnWords,
  oracle: oracleColumnWords,
  mongodb: postgresqlColumnWords,
};
