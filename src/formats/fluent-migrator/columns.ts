import { type CodeModule, resolve, textValue } from '../../code';
import {
  type ColumnSpec,
  type ConstraintSpec,
  type Dialect,
  type Expression,
  type Ident,
  isMysqlFamily,
  type Operation,
  type QualifiedName,
  type ReferentialAction,
  type SqlType,
} from '../../model';
import { column, expressionAt, identAt, keyColumns, opaque, primaryKey, spanOf, typeAt } from '../code/build';
import { sqlLiteral } from '../ef-core/literals';
import { identIn, type Word, wordOf } from './chain';
import { serialOf, typeText } from './types';

/** What a column says, and what it brings along for its table. */
export interface Column {
  readonly spec: ColumnSpec;
  readonly isKey: boolean;
  readonly keyName: Ident | undefined;
  readonly indexes: readonly Operation[];
  readonly foreignKeys: readonly ConstraintSpec[];
  readonly gaps: readonly Operation[];
}

export interface Site {
  readonly module: CodeModule;
  readonly dialect: Dialect;
}

function numbersOf({ args }: Word): readonly (number | 'max')[] {
  return args.flatMap((arg): readonly (number | 'max')[] => {
    const { expr } = resolve(arg);
    if (expr.kind === 'number') return Number(expr.text) >= 2147483647 ? ['max'] : [Number(expr.text)];
    return expr.kind === 'member' && expr.name === 'MaxValue' ? ['max'] : [];
  });
}

function typeOf(words: readonly Word[], numbered: boolean, { module, dialect }: Site): SqlType | undefined {
  const word = words.find(({ name }) => /^As[A-Z]/.test(name));
  if (!word) return undefined;
  const [first] = word.args;
  if (word.name === 'AsCustom') {
    const text = first && textValue(first)?.text;
    return text === undefined ? undefined : typeAt(module, text, word.place, dialect);
  }
  const text = typeText({ word: word.name.slice(2), numbers: numbersOf(word) }, dialect);
  const numbering = numbered && dialect === 'postgresql' && text !== undefined ? serialOf(text) : text;
  return numbering === undefined ? undefined : typeAt(module, numbering, word.place, dialect);
}

/** SystemMethods by engine (each generator's Quoter.FormatSystemMethods). */
const SYSTEM: Readonly<Record<string, Readonly<Partial<Record<Dialect, string>>>>> = {
  CurrentDateTime: {
    postgresql: 'now()',
    sqlserver: 'GETDATE()',
    sqlite: 'CURRENT_TIMESTAMP',
    mysql: 'CURRENT_TIMESTAMP',
  },
  CurrentUTCDateTime: {
    postgresql: "(now() at time zone 'UTC')",
    sqlserver: 'GETUTCDATE()',
    sqlite: 'CURRENT_TIMESTAMP',
    mysql: 'UTC_TIMESTAMP',
  },
  CurrentDateTimeOffset: {
    postgresql: 'current_timestamp',
    sqlserver: 'SYSDATETIMEOFFSET()',
    sqlite: 'CURRENT_TIMESTAMP',
  },
  NewGuid: { postgresql: 'uuid_generate_v4()', sqlserver: 'NEWID()', mysql: 'UUID()' },
  NewSequentialId: { postgresql: 'uuid_generate_v1()', sqlserver: 'NEWSEQUENTIALID()' },
  CurrentUser: { postgresql: 'current_user', sqlserver: 'CURRENT_USER', mysql: 'CURRENT_USER()' },
};

export function defaultOf(
  words: readonly Word[],
  type: SqlType | undefined,
  { module, dialect }: Site,
): { readonly value?: Expression; readonly gap?: Operation } {
  const word = wordOf(words, 'WithDefaultValue', 'WithDefault', 'DefaultValue');
  const [given] = word?.args ?? [];
  if (!word || !given) return {};
  const text = defaultText(given, type, dialect);
  if (text === undefined) return { gap: opaque(module, word.place, 'The default value cannot be told from the code.') };
  return text === 'NULL' ? {} : { value: expressionAt(module, text, word.place, dialect) };
}

function defaultText(given: Word['args'][number], type: SqlType | undefined, dialect: Dialect): string | undefined {
  const { expr, scope } = resolve(given);
  if (expr.kind === 'member' && Object.hasOwn(SYSTEM, expr.name))
    return SYSTEM[expr.name]?.[dialect === 'mariadb' ? 'mysql' : dialect];
  // `RawSql.Insert("…")` is SQL as it is.
  const [raw] = expr.kind === 'call' && expr.callee.kind === 'member' && expr.callee.name === 'Insert' ? expr.args : [];
  if (raw) return textValue({ expr: raw.value, scope })?.text;
  if (expr.kind === 'constant' && typeof expr.value === 'boolean') {
    if (dialect === 'postgresql') return String(expr.value);
    return expr.value ? '1' : '0';
  }
  return sqlLiteral(given, dialect, type?.text ?? '');
}

const RULES: Readonly<Record<string, ReferentialAction>> = {
  Cascade: 'cascade',
  SetNull: 'set null',
  SetDefault: 'set default',
};

/** `OnDelete(Rule.Cascade)`, `OnDeleteOrUpdate(…)` */
export function ruleOf(words: readonly Word[], name: 'OnDelete' | 'OnUpdate'): ReferentialAction | undefined {
  const [given] = wordOf(words, name, 'OnDeleteOrUpdate')?.args ?? [];
  const value = given && resolve(given).expr;
  return value?.kind === 'member' ? RULES[value.name] : undefined;
}

/** A column from its name's word and those that follow it. Without a word it takes no NULL (GenericColumn.FormatNullable). */
export function columnOf(table: QualifiedName, words: readonly Word[], site: Site): Column | undefined {
  const [head, ...rest] = words;
  const name = identIn(head, 0, site.module);
  if (!head || !name) return undefined;
  const { module, dialect } = site;
  const key = wordOf(rest, 'PrimaryKey');
  const numbered = wordOf(rest, 'Identity') !== undefined;
  const type = typeOf(rest, numbered, site);
  const { value, gap } = defaultOf(rest, type, site);
  const nullable = wordOf(rest, 'Nullable') !== undefined && !key;
  const description = wordOf(rest, 'WithColumnDescription')?.args[0];
  const comment = isMysqlFamily(dialect) && description ? textValue(description)?.text : undefined;
  const end = words.at(-1)?.place.end ?? head.place.end;
  const spec = column(name, spanOf(module, { start: name.span.start.offset, end }), {
    ...(type ? { type } : {}),
    ...(nullable ? {} : { nullable: false }),
    ...(numbered && dialect !== 'postgresql'
      ? { identity: dialect === 'sqlserver' ? ('always' as const) : ('auto increment' as const) }
      : {}),
    ...(value ? { default: value } : {}),
    ...(comment === undefined ? {} : { comment }),
  });
  const untyped = type ? [] : [opaque(module, head.place, 'The type of this column is not known.')];
  return {
    spec,
    isKey: key !== undefined,
    keyName: identIn(key, 0, module),
    indexes: indexesOf(table, name, rest, site),
    foreignKeys: foreignKeysOf(table, name, rest, site),
    gaps: [...untyped, ...(gap ? [gap] : [])],
  };
}

/** `Unique()` and `Indexed()` make an index `IX_table_column` (DefaultIndexNameConvention). */
function indexesOf(table: QualifiedName, name: Ident, words: readonly Word[], { module }: Site): readonly Operation[] {
  const word = wordOf(words, 'Unique', 'Indexed');
  if (!word) return [];
  const span = spanOf(module, word.place);
  const own = identIn(word, 0, module) ?? identAt(module, `IX_${table.name}_${name.name}`, word.place);
  const unique = word.name === 'Unique' ? { unique: true } : {};
  return [{ kind: 'createIndex', span, table, index: { name: own, columns: keyColumns([name]), span, ...unique } }];
}

/** `ForeignKey("table", "column")`, with the key's name before them or without. */
function foreignKeysOf(
  table: QualifiedName,
  name: Ident,
  words: readonly Word[],
  { module }: Site,
): readonly ConstraintSpec[] {
  return words
    .filter((word) => word.name === 'ForeignKey' && word.args.length >= 2)
    .flatMap((word): readonly ConstraintSpec[] => {
      const from = word.args.length > 2 ? 1 : 0;
      const schema = word.args.length > 3 ? identIn(word, 1, module) : undefined;
      const [refTable, refColumn] = [
        identIn(word, word.args.length - 2, module),
        identIn(word, word.args.length - 1, module),
      ];
      if (!refTable || !refColumn) return [];
      const chosen = `FK_${table.name}_${name.name}_${refTable.name}_${refColumn.name}`;
      const own = (from === 1 ? identIn(word, 0, module) : undefined) ?? identAt(module, chosen, word.place);
      const [onDelete, onUpdate] = [ruleOf(words, 'OnDelete'), ruleOf(words, 'OnUpdate')];
      return [
        {
          kind: 'foreignKey',
          span: spanOf(module, word.place),
          name: own,
          columns: [name],
          refTable: { ...refTable, ...(schema ? { schema: schema.name } : {}) },
          refColumns: [refColumn],
          ...(onDelete ? { onDelete } : {}),
          ...(onUpdate ? { onUpdate } : {}),
        },
      ];
    });
}

/** Words of each column: from a word that names one to the next. */
export function columnWords(words: readonly Word[], ...heads: readonly string[]): readonly (readonly Word[])[] {
  const found: Word[][] = [];
  for (const word of words) {
    if (heads.includes(word.name)) found.push([word]);
    else found.at(-1)?.push(word);
  }
  return found;
}

/** The primary key of a table's columns: `PK_table` where it has no name (DefaultPrimaryKeyNameConvention). */
export function keyOf(table: QualifiedName, columns: readonly Column[], { module }: Site): ConstraintSpec | undefined {
  const keys = columns.filter(({ isKey }) => isKey);
  const [first] = keys;
  if (!first) return undefined;
  const { start, end } = first.spec.name.span;
  const place = { start: start.offset, end: end.offset };
  const name = keys.find(({ keyName }) => keyName)?.keyName ?? identAt(module, `PK_${table.name}`, place);
  return primaryKey(
    keys.map(({ spec }) => spec.name),
    spanOf(module, place),
    name,
  );
}
