/** A column's type in another engine, and what its values lose on the way. */
import { isMysqlFamily, type Schema, type SqlDialect, type SqlType } from '../../model';
import { type ConvertedType, type Converter, type Keyed, to } from './converter';
import { mysql } from './to-mysql';
import { oracle } from './to-oracle';
import { postgresql } from './to-postgresql';
import { sqlite } from './to-sqlite';
import { sqlserver } from './to-sqlserver';

/** Arrays, enumerations and the engine's own first; then by family. */
export function convertType(type: SqlType, target: SqlDialect, keyed: Keyed, schema: Schema): ConvertedType {
  const labels = type.values ?? labelsOf(type, schema);
  if (type.dimensions !== undefined && target !== 'postgresql')
    return {
      ...arrayIn(target),
      loss: `arrays of ${type.canonical.replace(/\[\]/g, '')} become JSON: elements are neither typed nor indexed`,
    };
  if (labels !== undefined) return enumeration(labels, target, type);
  const domain = domainOf(type, schema);
  if (domain !== undefined)
    return {
      ...convertType(domain, target, keyed, schema),
      loss: `domain ${type.userType?.name ?? ''} becomes its base type: its checks are not carried over`,
    };
  const base = CONVERTERS[target](type, keyed);
  return type.dimensions !== undefined ? { ...base, text: `${base.text}${'[]'.repeat(type.dimensions)}` } : base;
}

function labelsOf({ userType }: SqlType, { enums }: Schema): readonly string[] | undefined {
  if (userType === undefined) return undefined;
  return [...enums.values()].find(({ name }) => name === userType.name)?.values;
}

function domainOf({ userType }: SqlType, { domains }: Schema): SqlType | undefined {
  return userType === undefined ? undefined : [...domains.values()].find(({ name }) => name === userType.name)?.base;
}

function arrayIn(target: SqlDialect): ConvertedType {
  if (isMysqlFamily(target)) return to('json');
  return to(
    { sqlite: 'TEXT', sqlserver: 'nvarchar(max)', oracle: 'clob', postgresql: 'jsonb' }[target as 'sqlite'] ?? 'text',
  );
}

function enumeration(values: readonly string[], target: SqlDialect, type: SqlType): ConvertedType {
  const isSet = type.family === 'set';
  const longest = Math.max(1, ...values.map(({ length }) => length));
  const quoted = values.map((value) => `'${value.replace(/'/g, "''")}'`).join(', ');
  if (isMysqlFamily(target)) return to(`${isSet ? 'set' : 'enum'}(${quoted})`);
  if (isSet)
    return to(
      CONVERTERS[target]({ ...type, family: 'varchar', length: 400 }, 'plain').text,
      'a SET becomes text with commas: normalise it into a table',
    );
  const text =
    target === 'sqlite'
      ? 'TEXT'
      : target === 'oracle'
        ? `varchar2(${longest} char)`
        : target === 'sqlserver'
          ? `nvarchar(${longest})`
          : `varchar(${longest})`;
  return { text, values };
}

const mariadb: Converter = (type, keyed) => {
  if (type.family === 'uuid') return to('uuid');
  return mysql(type, keyed);
};

const CONVERTERS: Readonly<Record<SqlDialect, Converter>> = { postgresql, mysql, mariadb, sqlite, sqlserver, oracle };
