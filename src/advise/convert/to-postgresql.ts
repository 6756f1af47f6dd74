import { type Converter, fraction, numeric, sized, to, unknown, wholeNumber } from './converter';

/** Any type as PostgreSQL has it. */
export const postgresql: Converter = (type, keyed) => {
  const { family, unsigned, length, zone } = type;
  switch (family) {
    case 'boolean':
      return to('boolean');
    case 'tinyint':
    case 'year':
      return to('smallint');
    case 'smallint':
      return to(unsigned ? 'integer' : 'smallint');
    case 'mediumint':
      return to('integer');
    case 'integer':
      return to(unsigned ? 'bigint' : 'integer');
    case 'bigint':
      if (unsigned !== true) return to('bigint');
      // A key numbers itself and is referred to: it must be an integer, and no table has so many rows.
      return keyed === 'keyed'
        ? to('bigint', 'unsigned keys become bigint: values over 9,223,372,036,854,775,807 do not fit')
        : to('numeric(20)', 'unsigned 64-bit numbers have no integer type: numeric is exact and slower');
    case 'decimal':
      return to(wholeNumber(type) ?? numeric('numeric', type, 'numeric'));
    case 'money':
      return to('numeric(19, 4)');
    case 'real':
      return to('real');
    case 'double':
      return to('double precision');
    case 'char':
      return to(`char(${length ?? 1})`);
    case 'varchar':
      return to(sized('varchar', length, 'text', 10_485_760));
    case 'binary':
    case 'varbinary':
    case 'blob':
      return to('bytea');
    case 'bit':
      return to(length === undefined || length === 1 ? 'boolean' : `bit(${length})`);
    case 'time':
      return to(`time${fraction(type)}`);
    case 'datetime':
      return to(`timestamp${fraction(type)}`);
    case 'timestamp':
      // MySQL's TIMESTAMP is a moment, kept in UTC (MySQL, 13.2.2).
      return to(
        zone === true || /^timestamp(?:\(\d\))?$/i.test(type.text)
          ? `timestamptz${fraction(type)}`
          : `timestamp${fraction(type)}`,
      );
    case 'geometry':
      return to('geometry', 'needs the extension PostGIS');
    case 'vector':
      return to(type.text, 'needs the extension pgvector');
    case 'citext':
      return to('citext', 'needs the extension citext');
    case 'user':
    case 'unknown':
    case 'none':
    case 'objectid':
    case 'object':
      return unknown(type, 'text');
    default:
      return to(family === 'name' ? 'text' : family);
  }
};
