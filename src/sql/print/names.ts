import { type Dialect, isMysqlFamily } from '../../model';
import { isKeyword } from './keywords';

/** When a name gets quotes: always, as a dump writes; or only when the engine would read another name without them. */
export type QuoteStyle = 'always' | 'whenNeeded';

/** A name as SQL text of the dialect: quoted where that is needed, its quote signs doubled. */
export function quoteName(name: string, dialect: Dialect, style: QuoteStyle = 'whenNeeded'): string {
  if (style === 'whenNeeded' && isPlain(name, dialect)) return name;
  if (dialect === 'sqlserver') return `[${name.split(']').join(']]')}]`;
  const quote = isMysqlFamily(dialect) ? '`' : '"';
  return quote + name.split(quote).join(quote + quote) + quote;
}

function isPlain(name: string, dialect: Dialect): boolean {
  return (SHAPES[dialect] ?? /^[A-Za-z_][A-Za-z0-9_]*$/).test(name) && !isKeyword(name, dialect);
}

/** PostgreSQL folds unquoted names to lower case (manual, 4.1.1), Oracle to upper case, where they start with a letter ("Database Object Naming Rules"); the others keep or ignore case. */
const SHAPES: Readonly<Partial<Record<Dialect, RegExp>>> = {
  postgresql: /^[a-z_][a-z0-9_]*$/,
  oracle: /^[A-Z][A-Z0-9_$#]*$/,
};

/** An SQL string constant. MySQL reads a backslash as an escape (manual, 9.1.1), the others do not. */
export function quoteText(value: string, dialect: Dialect): string {
  const doubled = value.split("'").join("''");
  return `'${isMysqlFamily(dialect) ? doubled.split('\\').join('\\\\') : doubled}'`;
}
