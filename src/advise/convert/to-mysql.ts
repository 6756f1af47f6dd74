import { type Converter, fraction, numeric, sized, TZ_LOSS, to, unknown, wholeNumber } from './converter';

/** Any type as MySQL and MariaDB has it. */
export const mysql: Converter = (type, keyed) => {
  const { family, unsigned, length, zone } = type;
  const sign = unsigned === true ? ' unsigned' : '';
  const text =
    keyed === 'keyed'
      ? to('varchar(255)', 'text in a key or index is cut to 255 characters: MySQL indexes at most 3,072 bytes')
      : to('longtext');
  switch (family) {
    case 'boolean':
      return to('tinyint(1)');
    case 'tinyint':
    case 'smallint':
    case 'mediumint':
    case 'bigint':
      return to(`${family}${sign}`);
    case 'integer':
      return to(`int${sign}`);
    case 'decimal':
      return to(
        wholeNumber(type) === 'integer' ? 'int' : (wholeNumber(type) ?? numeric('decimal', type, 'decimal(38, 10)')),
        ...(type.precision === undefined
          ? ['numbers without a limit become decimal(38, 10): more digits are rounded']
          : []),
      );
    case 'money':
      return to('decimal(19, 4)');
    case 'real':
      return to('float');
    case 'double':
      return to('double');
    case 'char':
      return to(sized('char', length ?? 1, `varchar(${length ?? 1})`, 255));
    case 'varchar':
      return length === undefined || length > 16_000
        ? text
        : length > 768 && keyed === 'keyed'
          ? to('varchar(768)', `a key of ${length} characters is over 3,072 bytes: cut to 768`)
          : to(`varchar(${length})`);
    case 'text':
    case 'xml':
    case 'tsvector':
      return family === 'text'
        ? text
        : to('longtext', `${family} becomes plain text${family === 'tsvector' ? ': use a FULLTEXT index' : ''}`);
    case 'citext':
    case 'name':
      return to('varchar(255)', ...(family === 'citext' ? ['compares without case by its collation'] : []));
    case 'binary':
      return to(`binary(${length ?? 1})`);
    case 'varbinary':
      return to(sized('varbinary', length, keyed === 'keyed' ? 'varbinary(255)' : 'longblob', 16_000));
    case 'blob':
      return to(keyed === 'keyed' ? 'varbinary(255)' : 'longblob');
    case 'bit':
    case 'varbit':
      return to(`bit(${Math.min(64, length ?? 1)})`);
    case 'time':
      return to(`time${fraction(type)}`);
    case 'timestamp':
    case 'datetime':
      return to(`datetime${fraction(type)}`, ...(zone === true ? [TZ_LOSS] : []));
    case 'uuid':
      return to('char(36)');
    case 'json':
    case 'jsonb':
      return to('json');
    case 'date':
    case 'year':
    case 'geometry':
      return to(family);
    case 'inet':
    case 'cidr':
      return to('varchar(43)', 'addresses become text: no containment operators');
    case 'macaddr':
      return to('varchar(17)');
    case 'interval':
      return to('varchar(64)', 'intervals become text: compute with them in the application, or keep seconds');
    default:
      return unknown(type, 'longtext');
  }
};
