import { type Converter, fraction, numeric, sized, to, unknown, wholeNumber } from './converter';

/** Any type as SQL Server has it. */
export const sqlserver: Converter = (type, keyed) => {
  const { family, unsigned, length, zone } = type;
  const text =
    keyed === 'keyed'
      ? to('nvarchar(450)', 'text in a key is cut to 450 characters: SQL Server indexes at most 900 or 1,700 bytes')
      : to('nvarchar(max)');
  switch (family) {
    case 'boolean':
      return to('bit');
    case 'tinyint':
      return to(unsigned ? 'tinyint' : 'smallint');
    case 'smallint':
      return to(unsigned ? 'int' : 'smallint');
    case 'mediumint':
    case 'year':
      return to('int');
    case 'integer':
      return to(unsigned ? 'bigint' : 'int');
    case 'bigint':
      return to(unsigned ? 'decimal(20)' : 'bigint');
    case 'decimal':
      return to(
        wholeNumber(type) === 'integer' ? 'int' : (wholeNumber(type) ?? numeric('decimal', type, 'decimal(38, 10)')),
      );
    case 'money':
      return to('decimal(19, 4)');
    case 'real':
      return to('real');
    case 'double':
      return to('float');
    case 'char':
      return to(`nchar(${length ?? 1})`);
    case 'varchar':
      return length === undefined || length > 4_000
        ? text
        : length > 450 && keyed === 'keyed'
          ? to('nvarchar(450)', `a key of ${length} characters is cut to 450`)
          : to(`nvarchar(${length})`);
    case 'text':
    case 'citext':
      return text;
    case 'binary':
    case 'varbinary':
      return to(sized(family, length ?? (family === 'binary' ? 1 : undefined), 'varbinary(max)', 8_000));
    case 'blob':
      return to('varbinary(max)');
    case 'date':
    case 'xml':
      return to(family);
    case 'time':
      return to(`time${fraction(type)}`);
    case 'datetime':
      return to(`datetime2${fraction(type)}`);
    case 'timestamp':
      return to(zone === true ? `datetimeoffset${fraction(type)}` : `datetime2${fraction(type)}`);
    case 'uuid':
      return to('uniqueidentifier');
    case 'json':
    case 'jsonb':
      return to('nvarchar(max)', 'JSON becomes text: check it with ISJSON, read it with JSON_VALUE');
    case 'inet':
    case 'cidr':
    case 'macaddr':
      return to('nvarchar(43)');
    default:
      return unknown(type, keyed === 'keyed' ? 'nvarchar(450)' : 'nvarchar(max)');
  }
};
