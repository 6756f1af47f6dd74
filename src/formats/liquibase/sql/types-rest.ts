import { type Meaning, type Parts, same } from './meanings';

/** The types of SQLite, Oracle and SQL Server. */

export function sqlite(meaning: Meaning, parts: Parts): string {
  const { word, params, rest } = parts;
  switch (meaning) {
    case 'bigint':
      return rest === '' ? 'BIGINT' : same(parts);
    case 'int':
      return 'INTEGER';
    case 'smallint':
      return `SMALLINT${params}`;
    case 'boolean':
      return 'BOOLEAN';
    case 'blob':
    case 'longblob':
      return /bytea/i.test(word) ? 'BYTEA' : 'BLOB';
    case 'binary':
      return `BLOB${params}`;
    case 'clob':
    case 'nclob':
    case 'datetime':
    case 'timestamp':
    case 'timestamptz':
    case 'uuid':
    case 'xml':
      return 'TEXT';
    case 'varchar':
      return `VARCHAR${params}`;
    case 'nvarchar':
      return `NVARCHAR${params}`;
    case 'char':
      return `CHAR${params}`;
    case 'currency':
      return 'REAL';
    case 'time':
    case 'timetz':
      return 'TIME';
    case 'numeric':
      return `NUMBER${params}`;
    case 'real':
      return 'FLOAT';
    default:
      return same(parts);
  }
}

export function oracle(meaning: Meaning, parts: Parts): string {
  const { params } = parts;
  switch (meaning) {
    case 'bigint':
      return 'NUMBER(38, 0)';
    case 'int':
      return 'INTEGER';
    case 'smallint':
      return 'NUMBER(5)';
    case 'tinyint':
      return 'NUMBER(3)';
    case 'boolean':
      return 'NUMBER(1)';
    case 'blob':
    case 'longblob':
      return 'BLOB';
    case 'binary':
      return `RAW${params}`;
    case 'clob':
      return 'CLOB';
    case 'nclob':
      return 'NCLOB';
    case 'varchar':
      return `VARCHAR2${params}`;
    case 'nvarchar':
      return `NVARCHAR2${params}`;
    case 'currency':
      return 'NUMBER(15, 2)';
    case 'datetime':
    case 'timestamp':
      return `TIMESTAMP${params}`;
    case 'timestamptz':
      return `TIMESTAMP${params} WITH TIME ZONE`;
    case 'time':
    case 'timetz':
      return 'DATE';
    case 'decimal':
    case 'numeric':
      return `NUMBER${params}`;
    case 'double':
      return 'FLOAT(24)';
    case 'uuid':
      return 'RAW(16)';
    default:
      return same(parts);
  }
}

export function sqlServer(meaning: Meaning, parts: Parts): string {
  const { params } = parts;
  switch (meaning) {
    case 'int':
      return 'int';
    case 'bigint':
      return 'bigint';
    case 'boolean':
      return 'bit';
    case 'blob':
    case 'longblob':
      return 'varbinary(MAX)';
    case 'clob':
      return 'varchar(MAX)';
    case 'nclob':
      return 'nvarchar(MAX)';
    case 'currency':
      return 'money';
    case 'datetime':
    case 'timestamp':
      return 'datetime2';
    case 'timestamptz':
      return `datetimeoffset${params}`;
    case 'time':
    case 'timetz':
      return 'time(7)';
    case 'varchar':
      return `varchar${params}`;
    case 'nvarchar':
      return `nvarchar${params}`;
    case 'uuid':
      return 'uniqueidentifier';
    case 'double':
      return 'float(53)';
    default:
      return same(parts);
  }
}
