import { type Converter, fraction, numeric, sized, to, unknown } from './converter';

/** Any type as Oracle has it. */
export const oracle: Converter = (type, keyed) => {
  const { family, unsigned, length, zone } = type;
  const text =
    keyed === 'keyed'
      ? to('varchar2(1000 char)', 'text in a key is cut to 1,000 characters: a CLOB cannot be indexed')
      : to('clob');
  switch (family) {
    case 'boolean':
      return to('number(1)');
    case 'tinyint':
      return to('number(3)');
    case 'smallint':
    case 'year':
      return to('number(5)');
    case 'mediumint':
    case 'integer':
      return to('number(10)');
    case 'bigint':
      return to(unsigned ? 'number(20)' : 'number(19)');
    case 'decimal':
      return to(numeric('number', type, 'number'));
    case 'money':
      return to('number(19, 4)');
    case 'real':
      return to('binary_float');
    case 'double':
      return to('binary_double');
    case 'char':
      return to(`char(${length ?? 1} char)`);
    case 'varchar':
      return length === undefined || length > 4_000 ? text : to(`varchar2(${length} char)`);
    case 'text':
    case 'citext':
      return text;
    case 'json':
    case 'jsonb':
      return to('clob', 'JSON becomes a CLOB: add CHECK (column IS JSON), or use the JSON type from 21c');
    case 'binary':
    case 'varbinary':
      return to(sized('raw', length ?? (family === 'binary' ? 1 : undefined), 'blob', 2_000));
    case 'blob':
      return to('blob');
    case 'date':
      return to('date', 'Oracle’s DATE has a time of day: compare with TRUNC, or write midnight');
    case 'time':
      return to('varchar2(15)', 'there is no time of day: kept as text');
    case 'timestamp':
    case 'datetime':
      return to(`timestamp${fraction(type)}${zone === true ? ' with time zone' : ''}`);
    case 'interval':
      return to('interval day to second', 'months and years need INTERVAL YEAR TO MONTH');
    case 'uuid':
      return to('varchar2(36)');
    case 'xml':
      return to('xmltype');
    case 'inet':
    case 'cidr':
    case 'macaddr':
      return to('varchar2(43)');
    default:
      return unknown(type, keyed === 'keyed' ? 'varchar2(1000 char)' : 'clob');
  }
};
