import {
  type ColumnSpec,
  type ConstraintSpec,
  type Dialect,
  type EnumType,
  type Expression,
  type Ident,
  isMysqlFamily,
  type LineIndex,
  type QualifiedName,
  type Span,
  type SqlType,
} from '../../model';
import { parseExpression, parseType, quoteName, quoteText } from '../../sql';
import { endpointAt, keyOf, relationAt } from './endpoints';
import { identOf, nameAt } from './names';
import type { Entry, Setting } from './parse';
import type { Token } from './scan';

/** What reading one file needs everywhere. */
export interface Reading {
  readonly dialect: Dialect;
  readonly text: string;
  readonly lines: LineIndex;
  readonly enums: readonly EnumType[];
}

export function spanOf(
  { lines }: Pick<Reading, 'lines'>,
  { start, end }: { readonly start: number; readonly end: number },
): Span {
  return lines.span(start, end);
}

export function settingNamed(settings: readonly Setting[], ...names: readonly string[]): Setting | undefined {
  return settings.find(({ name }) => names.includes(name));
}

/** The text of a note, in a setting or on a line of its own. */
export function noteOf(settings: readonly Setting[], body: readonly Entry[] = []): string | undefined {
  const inSettings = settingNamed(settings, 'note')?.value[0]?.value?.text;
  if (inSettings !== undefined) return inSettings;
  const line = body.find(isNote);
  const token = line?.body ? line.body[0]?.tokens[0] : line?.tokens[2];
  return token?.value?.text;
}

/** `Note: 'text'` and `Note { 'text' }`; a column may be called note. */
export function isNote({ tokens, body }: Entry): boolean {
  if (tokens[0]?.kind !== 'word' || tokens[0].text.toLowerCase() !== 'note') return false;
  return body !== undefined || tokens[1]?.text === ':';
}

/** A column, with the keys that its own settings make; undefined where a line is none. */
export function columnOf(
  entry: Entry,
  table: QualifiedName,
  on: Reading,
):
  | { readonly column: ColumnSpec; readonly references: readonly ConstraintSpec[]; readonly others: readonly Moved[] }
  | undefined {
  const [first, second] = entry.tokens;
  if (!first || !second || (first.kind !== 'word' && first.kind !== 'string')) return undefined;
  if (second.kind === 'sign') return undefined;
  const name = identOf(first, on.lines);
  const { settings } = entry;
  const type = typeOf(entry.tokens.slice(1), on);
  const nullable = settingNamed(settings, 'null') ? true : settingNamed(settings, 'not null') ? false : undefined;
  const given = settingNamed(settings, 'default');
  const value = given && defaultOf(given, on);
  const comment = noteOf(settings);
  const keys = settings.flatMap((setting) => keyIn(setting, on));
  const referring = settings.flatMap((setting) => referenceOf(setting, name, table, on) ?? []);
  const isOwn = ({ owner }: Moved) => owner.name === table.name && owner.schema === table.schema;
  return {
    column: {
      name,
      span: spanOf(on, entry),
      constraints: keys,
      ...(type ? { type } : {}),
      ...(nullable === undefined ? {} : { nullable }),
      ...(value ? { default: value } : {}),
      ...(settingNamed(settings, 'increment') ? numbered(on.dialect, type) : {}),
      ...(comment === undefined ? {} : { comment }),
    },
    references: referring.filter(isOwn).map(({ key }) => key),
    others: referring.filter((one) => !isOwn(one)),
  };
}

/** A key that a column's `ref: <` gives another table. */
export interface Moved {
  readonly owner: QualifiedName;
  readonly key: ConstraintSpec;
}

/** As @dbml/core exports it: an identity where the dialect has those, else the engine's own counter. A serial counts by itself. */
function numbered(dialect: Dialect, type: SqlType | undefined): Pick<ColumnSpec, 'identity'> {
  if (type?.serial) return {};
  return { identity: isMysqlFamily(dialect) || dialect === 'sqlite' ? 'auto increment' : 'by default' };
}

function keyIn(setting: Setting, on: Reading): readonly ConstraintSpec[] {
  const span = spanOf(on, setting);
  if (setting.name === 'unique') return [{ kind: 'unique', columns: [], span }];
  if (setting.name !== 'check') return [];
  const check = setting.value[0]?.value;
  return check
    ? [
        {
          kind: 'check',
          expression: parseExpression(check.text, on.lines.span(check.start, check.end), on.dialect),
          span,
        },
      ]
    : [];
}

function referenceOf(setting: Setting, name: Ident, table: QualifiedName, on: Reading): Moved | undefined {
  if (setting.name !== 'ref') return undefined;
  const sign = relationAt(setting.value, 0);
  const right = sign && endpointAt(setting.value, sign.next, on.lines);
  if (!sign || !right || sign.relation === '<>') return undefined;
  const left = { table, columns: [name] };
  const { table: owner, key } = keyOf(
    { left, right: right.endpoint, relation: sign.relation, settings: [], span: spanOf(on, setting) },
    true,
  );
  return { owner, key };
}

/** A type as written; an enum of the file is the dialect's own way to have one. */
export function typeOf(tokens: readonly Token[], on: Reading): SqlType | undefined {
  const [first] = tokens;
  const last = tokens.at(-1);
  if (!first || !last) return undefined;
  const span = on.lines.span(
    first.value?.start ?? first.start,
    last.value && tokens.length === 1 ? last.value.end : last.end,
  );
  const name = nameAt(tokens, 0, on.lines);
  const [schema, bare] =
    name && name.parts.length > 1
      ? [name.parts.at(-2)?.name, name.parts.at(-1)?.name]
      : [undefined, name?.parts[0]?.name];
  const known = on.enums.find(
    (one) => one.name === bare && (schema === undefined || one.schema === undefined || one.schema === schema),
  );
  const rest = name
    ? tokens
        .slice(name.length)
        .map(({ text }) => text)
        .join('')
    : '';
  const text = tokens.length === 1 && first.value ? first.value.text : on.text.slice(first.start, last.end);
  return parseType(known ? enumText(known, on.dialect) + rest : text, span, on.dialect);
}

function enumText({ schema, name, values }: EnumType, dialect: Dialect): string {
  if (isMysqlFamily(dialect)) return `enum(${values.map((value) => quoteText(value, dialect)).join(',')})`;
  if (dialect !== 'postgresql') return dialect === 'sqlserver' ? 'nvarchar(255)' : 'varchar(255)';
  const quoted = quoteName(name, dialect);
  return schema === undefined ? quoted : `${quoteName(schema, dialect)}.${quoted}`;
}

/** `default: 5`, `'text'`, `true`, `` `now()` ``, `status.open`. */
export function defaultOf({ value }: Setting, on: Reading): Expression | undefined {
  const [first] = value;
  const last = value.at(-1);
  if (!first || !last) return undefined;
  const { value: inner } = first;
  if (first.kind === 'expression' && inner)
    return parseExpression(inner.text, on.lines.span(inner.start, inner.end), on.dialect);
  const span = on.lines.span(first.start, last.end);
  if (first.kind === 'string' && inner && value.length === 1)
    return parseExpression(quoteText(inner.text, on.dialect), span, on.dialect);
  const name = nameAt(value, 0, on.lines);
  const label = name?.length === value.length ? name.parts.at(-1)?.name : undefined;
  const isLabel =
    name !== undefined &&
    name.parts.length > 1 &&
    on.enums.some(({ name: known, values }) => known === name.parts.at(-2)?.name && values.includes(label ?? ''));
  return parseExpression(
    isLabel && label !== undefined ? quoteText(label, on.dialect) : on.text.slice(first.start, last.end),
    span,
    on.dialect,
  );
}
