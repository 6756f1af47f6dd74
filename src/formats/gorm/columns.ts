import type { CheckSpec, ColumnSpec, Ident, IndexColumn, IndexSpec, Operation } from '../../model';
import { quoteText } from '../../sql';
import { expressionAt, identAt, keyColumns, spanOf, typeAt } from '../code/build';
import type { Model, ModelColumn, Reading } from './model';
import { columnText, madeName } from './names';
import { isSet, type Setting, settingsIn, tagOf } from './tags';
import { type Shape, spelledType } from './types';

export function identOf({ struct, column, place }: ModelColumn): Ident {
  return identAt(struct.module, column, place);
}

const numberIn = (setting: Setting | undefined): number => {
  const value = Number(setting?.value);
  return Number.isFinite(value) ? value : 0;
};

/** The spelling of a column's type; undefined where it is not known. */
export function typeText(column: ModelColumn, model: Model, on: Reading): string | undefined {
  if (column.text !== undefined) return column.text;
  const { typed, tag } = column;
  if (!typed) return undefined;
  const shape: Shape = {
    kind: typed.kind,
    size: tag.has('SIZE') ? numberIn(tag.get('SIZE')) : typed.size,
    precision: numberIn(tag.get('PRECISION')),
    scale: numberIn(tag.get('SCALE')),
    increments: model.counted === column,
    isKey: column.isKey,
    neverNull: isSet(tag, 'NOT NULL', 'NOTNULL'),
    hasDefault: tag.has('DEFAULT'),
    isIndexed: isSet(tag, 'INDEX', 'UNIQUE'),
  };
  return spelledType(shape, on.dialect);
}

export function columnSpec(column: ModelColumn, model: Model, on: Reading): ColumnSpec {
  const { struct, place, tag } = column;
  const { module } = struct;
  const text = typeText(column, model, on);
  const counts = model.counted === column && on.dialect !== 'postgresql';
  const isMysql = on.dialect === 'mysql' || on.dialect === 'mariadb';
  const comment = tag.get('COMMENT')?.value;
  return {
    name: identOf(column),
    span: spanOf(module, place),
    ...(text === undefined ? {} : { type: typeAt(module, text, tag.get('TYPE') ?? place, on.dialect) }),
    ...(isSet(tag, 'NOT NULL', 'NOTNULL') || column.isKey ? { nullable: false } : {}),
    ...(counts
      ? { identity: isMysql || on.dialect === 'sqlite' ? ('auto increment' as const) : ('by default' as const) }
      : {}),
    ...defaultOf(column, on),
    ...(isMysql && comment ? { comment } : {}),
    constraints: [],
  };
}

/** Words of a string are a string; calls, NULL, and what is of another type stand as they are. */
function defaultOf({ tag, typed, struct }: ModelColumn, on: Reading): Partial<ColumnSpec> {
  const given = tag.get('DEFAULT');
  const value = given?.value.trim();
  if (!given || value === undefined || value === '' || value === '(-)') return {};
  const isCall = (value.includes('(') && value.includes(')')) || value.toLowerCase() === 'null';
  const isText = typed?.kind === 'string' && !isCall;
  const text = isText ? quoteText(value.replace(/^'+|'+$/g, '').replace(/^"+|"+$/g, ''), on.dialect) : value;
  return {
    default: expressionAt(struct.module, text, given, on.dialect),
    defaultSpan: spanOf(struct.module, given),
  };
}

/** `check:name_checker,name <> 'jinzhu'` */
export function checksOf(column: ModelColumn, model: Model, on: Reading): readonly CheckSpec[] {
  const { module } = column.struct;
  return column.written.flatMap((one): readonly CheckSpec[] => {
    if (one.key !== 'CHECK') return [];
    const comma = one.value.indexOf(',');
    const first = comma < 0 ? '' : one.value.slice(0, comma);
    const isNamed = /^[A-Za-z0-9-_]+$/.test(first);
    const text = isNamed || (comma === 0 && first === '') ? one.value.slice(comma + 1) : one.value;
    const name = isNamed ? first : madeName('chk', model.table, column.column);
    const place = isNamed ? { start: one.start, end: one.start + first.length } : column.place;
    return [
      {
        kind: 'check',
        name: identAt(module, name, place),
        expression: expressionAt(module, text.trim(), one, on.dialect),
        span: spanOf(module, one),
      },
    ];
  });
}

interface Part {
  readonly name: string;
  readonly nameAt: Ident;
  readonly unique: boolean;
  readonly method?: string;
  readonly where?: Setting;
  readonly priority: number;
  readonly column: IndexColumn;
}

/** `index`, `uniqueIndex:name,sort:desc,priority:2`, composite by name (gorm, schema/index.go). */
export function indexesOf(model: Model, on: Reading): readonly IndexSpec[] {
  const parts = model.columns.flatMap((column) => partsOf(column, model, on));
  const names = [...new Set(parts.map(({ name }) => name))];
  return names.flatMap((name): readonly IndexSpec[] => {
    const own = parts.filter((one) => one.name === name);
    const [first] = own;
    if (!first) return [];
    const columns = [...own].sort((a, b) => a.priority - b.priority).map(({ column }) => column);
    const method = own.find((one) => one.method)?.method;
    const where = own.find((one) => one.where)?.where;
    const { module } = model.struct;
    return [
      {
        name: first.nameAt,
        columns,
        span: first.nameAt.span,
        ...(own.some(({ unique }) => unique) ? { unique: true } : {}),
        ...(method ? { method: method.toLowerCase() } : {}),
        ...(where ? { where: expressionAt(module, where.value, where, on.dialect) } : {}),
      },
    ];
  });
}

function partsOf(column: ModelColumn, model: Model, on: Reading): readonly Part[] {
  const { module } = column.struct;
  return column.written.flatMap((one): readonly Part[] => {
    if (one.key !== 'INDEX' && one.key !== 'UNIQUEINDEX') return [];
    const isBare = one.value === one.key;
    const comma = one.value.indexOf(',');
    const given = isBare ? '' : comma < 0 ? one.value : one.value.slice(0, comma);
    const settings = tagOf(comma < 0 ? [] : settingsIn(one.value.slice(comma + 1), ',', one.start + comma + 1));
    const sub = settings.get('COMPOSITE')?.value ?? column.name;
    const name = given === '' ? madeName('idx', model.table, columnText(sub)) : given;
    const nameAt = identAt(
      module,
      name,
      given === '' ? column.place : { start: one.start, end: one.start + given.length },
    );
    const sort = settings.get('SORT')?.value.toLowerCase();
    const expression = settings.get('EXPRESSION');
    const length = Number(settings.get('LENGTH')?.value);
    const span = spanOf(module, column.place);
    const key: IndexColumn = {
      ...(expression
        ? { expression: expressionAt(module, expression.value, expression, on.dialect) }
        : { column: identOf(column) }),
      ...(sort === 'desc' ? { order: 'desc' as const } : {}),
      ...(length > 0 ? { prefix: length } : {}),
      span,
    };
    const priority = Number(settings.get('PRIORITY')?.value);
    const where = settings.get('WHERE');
    const method = settings.get('TYPE')?.value;
    const unique =
      one.key === 'UNIQUEINDEX' || settings.has('UNIQUE') || /^unique$/i.test(settings.get('CLASS')?.value ?? '');
    return [
      {
        name,
        nameAt,
        unique,
        column: key,
        priority: Number.isFinite(priority) ? priority : 10,
        ...(method ? { method } : {}),
        ...(where ? { where } : {}),
      },
    ];
  });
}

/** `unique` is a constraint with a name of GORM's own since 1.25.6. */
export function uniqueOf(column: ModelColumn, model: Model) {
  if (!isSet(column.tag, 'UNIQUE')) return [];
  const ident = identOf(column);
  const name = identAt(column.struct.module, madeName('uni', model.table, columnText(column.column)), column.place);
  return [{ kind: 'unique' as const, name, columns: keyColumns([ident]), span: ident.span }];
}

export function commentOf(
  column: ModelColumn,
  table: { readonly name: string; readonly span: Ident['span'] },
  on: Reading,
): readonly Operation[] {
  const comment = column.tag.get('COMMENT');
  if (!comment || on.dialect !== 'postgresql') return [];
  const span = spanOf(column.struct.module, comment);
  return [{ kind: 'commentOn', objectType: 'column', name: identOf(column), table, comment: comment.value, span }];
}
