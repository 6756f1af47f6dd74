import { type Converter, to, unknown, wholeNumber } from './converter';

/** Any type as SQLite has it. */
export const sqlite: Converter = (type) => {
  switch (type.family) {
    case 'boolean':
    case 'tinyint':
    case 'smallint':
    case 'mediumint':
    case 'integer':
    case 'bigint':
    case 'year':
    case 'bit':
      return to('INTEGER');
    case 'decimal':
    case 'money':
      return wholeNumber(type) === undefined
        ? to('NUMERIC', 'decimals become floating point beyond 15 digits: keep money as whole cents')
        : to('INTEGER');
    case 'real':
    case 'double':
      return to('REAL');
    case 'binary':
    case 'varbinary':
    case 'blob':
      return to('BLOB');
    case 'timestamp':
    case 'datetime':
      return to(
        'TEXT',
        ...(type.zone === true ? ['moments become text: write ISO 8601 in UTC, so that it sorts'] : []),
      );
    case 'geometry':
    case 'vector':
    case 'range':
    case 'interval':
    case 'user':
    case 'unknown':
      return unknown(type, 'TEXT');
    default:
      return to('TEXT');
  }
};
