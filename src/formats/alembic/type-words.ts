import type { SqlType } from '../../model';
import type { Style } from './style';

/** Types whose constructor has nothing to say but its name. */
const PLAIN: Readonly<Record<string, string>> = {
  boolean: 'Boolean()',
  smallint: 'SmallInteger()',
  integer: 'Integer()',
  bigint: 'BigInteger()',
  text: 'Text()',
  date: 'Date()',
  double: 'DOUBLE_PRECISION()',
  real: 'REAL()',
  uuid: 'UUID()',
  json: 'JSON()',
  interval: 'Interval()',
  blob: 'LargeBinary()',
};

/** A type as SQLAlchemy's construct; undefined where it has none of its own. */
export function typeText(type: SqlType, { sa }: Style): string | undefined {
  if (type.dimensions !== undefined || type.serial) return undefined;
  const { family, length, precision, scale } = type;
  if (family === 'varchar') return `${sa}.String(${length === undefined ? '' : `length=${length}`})`;
  if (family === 'char') return `${sa}.CHAR(${length === undefined ? '' : `length=${length}`})`;
  if (family === 'decimal') {
    const parts = [
      precision === undefined ? '' : `precision=${precision}`,
      scale === undefined ? '' : `scale=${scale}`,
    ];
    return `${sa}.Numeric(${parts.filter(Boolean).join(', ')})`;
  }
  if (family === 'timestamp' || family === 'datetime' || family === 'time') {
    const name = family === 'time' ? 'Time' : 'DateTime';
    return `${sa}.${name}(${type.zone ? 'timezone=True' : ''})`;
  }
  return Object.hasOwn(PLAIN, family) ? `${sa}.${PLAIN[family]}` : undefined;
}
