/** Engines print expressions their own way: parentheses, casts, schemas and case. What is left after this is the meaning. */

/** Removes what an engine adds when it prints an expression; strings keep their case. */
export function plainExpression(text: string): string {
  const strings: string[] = [];
  const held = text.replace(/'(?:[^']|'')*'/g, (string) => `\uE000${strings.push(string) - 1}\uE001`);
  const plain = held
    .replace(/\b_utf8(?:mb[34])?\s*(?=\uE000)/gi, '')
    .replace(
      /::\s*"?[a-z_][\w. "]*"?(?:\s*\(\s*\d+(?:\s*,\s*\d+)?\s*\))?(?:\[\])*(?:\s+(?:with|without) time zone)?/gi,
      '',
    )
    .replace(/\b(?:public|pg_catalog)\./gi, '')
    .replace(/"([a-z_][a-z0-9_$]*)"/g, '$1')
    // PostgreSQL keeps `x IN (…)` as `x = ANY (ARRAY […])`.
    .replace(/\s+in\s*\((?!\s*select\b)/gi, ' = any array (')
    .replace(/[`[\]()\s]/g, '')
    .replace(/<>/g, '!=')
    .toLowerCase();
  return plain.replace(/\uE000(\d+)\uE001/g, (_, index: string) => strings[Number(index)] ?? '');
}

/** A default as the engines say the same thing differently. */
export function plainDefault(text: string | null | undefined): string {
  if (text === null || text === undefined) return '';
  const plain = plainExpression(text.replace(/(nextval\s*\(\s*')public\./i, '$1'))
    .replace(/^current_timestamp$|^now$/, 'now')
    .replace(/^current_timestamp(\d*)$/, 'now$1');
  if (plain === 'null') return '';
  // MySQL's TRUE and FALSE are 1 and 0; SQLite's too ("Boolean Datatype"). PostgreSQL prints 'false' of a boolean column as false.
  if (plain === 'true' || plain === 'false') return plain === 'true' ? '1' : '0';
  // A number in quotes is the number (MySQL turns DEFAULT '0' of a numeric column into 0; PostgreSQL prints '-1'::integer).
  const number = /^'(-?\d+(?:\.\d+)?)'$/.exec(plain);
  if (plain === "'true'" || plain === "'false'") return plain === "'true'" ? '1' : '0';
  return number ? (number[1] ?? plain) : plain;
}

export interface ForeignKeyFacts {
  readonly name: string | null;
  readonly columns: readonly string[];
  readonly table: string;
  readonly refColumns: readonly string[];
  readonly onDelete: string;
  readonly onUpdate: string;
}

export function foreignKeyLine(key: ForeignKeyFacts): string {
  const actions = `delete ${key.onDelete.toLowerCase()} update ${key.onUpdate.toLowerCase()}`;
  return `${key.name === null ? '' : `${key.name} `}(${key.columns.join(', ')}) -> ${key.table}(${key.refColumns.join(', ')}) ${actions}`;
}

export interface IndexFacts {
  readonly name: string | null;
  readonly unique: boolean;
  readonly method: string;
  readonly columns: readonly string[];
  readonly include: readonly string[];
  readonly where: string;
}

export function indexLine(index: IndexFacts): string {
  const include = index.include.length > 0 ? ` include (${index.include.join(', ')})` : '';
  return `${index.name === null ? '' : `${index.name} `}${index.unique ? 'unique ' : ''}${index.method}(${index.columns.join(', ')})${include}${index.where ? ` where ${index.where}` : ''}`;
}

export interface ColumnFacts {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly default: string;
  readonly identity: string;
  readonly generated: string;
}

export function columnLine(column: ColumnFacts): string {
  const parts = [
    column.name,
    column.type,
    column.notNull ? 'not null' : '',
    column.default && `default ${column.default}`,
    column.identity,
    column.generated && `generated ${column.generated}`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}
