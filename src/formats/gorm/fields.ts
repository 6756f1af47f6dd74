import type { CodeType, Placed } from '../../code';
import type { Dialect } from '../../model';
import { columnText, type Naming } from './names';
import { isSet, type Tag, tagOf, type Written, writtenIn } from './tags';
import { dataType, kindOf, type Typed } from './types';
import type { Field, Struct, World } from './world';

/** A field that is a column. */
export interface ModelColumn {
  /** In Go. */
  readonly name: string;
  readonly column: string;
  readonly struct: Struct;
  readonly place: Placed;
  readonly tag: Tag;
  readonly written: readonly Written[];
  readonly typed?: Typed;
  /** A type that is given, or that the value's own type spells. */
  readonly text?: string;
  readonly unread?: string;
  isKey: boolean;
}

/** A field that refers to other models. */
export interface ModelRelation {
  readonly name: string;
  readonly target: Struct;
  readonly list: boolean;
  readonly tag: Tag;
  readonly struct: Struct;
  readonly place: Placed;
}

export interface Fields {
  readonly columns: readonly ModelColumn[];
  readonly relations: readonly ModelRelation[];
}

interface On {
  readonly world: World;
  readonly dialect: Dialect;
  readonly naming: Naming;
}

/** gorm.Model, and its column that says when a row was deleted. */
const MODEL: readonly (readonly [string, string, string])[] = [
  ['ID', 'uint', 'primarykey'],
  ['CreatedAt', 'time.Time', ''],
  ['UpdatedAt', 'time.Time', ''],
  ['DeletedAt', 'gorm.DeletedAt', 'index'],
];

/** The columns and relations of a struct, those of embedded ones among them. */
export function fieldsOf(struct: Struct, on: On, depth = 0): Fields {
  const columns: ModelColumn[] = [];
  const relations: ModelRelation[] = [];
  for (const field of struct.def.body) {
    if (field.kind !== 'assign' || field.target.kind !== 'name' || !field.type || !/^[A-Z]/.test(field.target.name))
      continue;
    const written = writtenIn(field.tag);
    const tag = tagOf(written);
    if (tag.has('-')) continue;
    const found = fieldOf(field, field.target.name, field.type, { struct, tag, written, on, depth });
    columns.push(...found.columns);
    relations.push(...found.relations);
  }
  return { columns: oncePerColumn(columns), relations };
}

/** Of two fields of one column the one that is less deeply embedded counts, which comes in the place of the first. */
function oncePerColumn(columns: readonly ModelColumn[]): readonly ModelColumn[] {
  return [...new Map(columns.map((one) => [one.column, one])).values()];
}

interface Inside {
  readonly struct: Struct;
  readonly tag: Tag;
  readonly written: readonly Written[];
  readonly on: On;
  readonly depth: number;
}

const NOTHING: Fields = { columns: [], relations: [] };

function fieldOf(field: Field, name: string, type: CodeType, inside: Inside): Fields {
  const { struct, tag, written, on, depth } = inside;
  const place = field.target;
  const isEmbedded = field.embedded === true || tag.has('EMBEDDED');
  if (isEmbedded && type.name === 'gorm.Model') return { columns: modelColumns(struct, place, tag), relations: [] };
  const target = on.world.lookup(type, struct);
  const named = target?.def.modifiers.includes('named') ? target : undefined;
  const other = named ? undefined : target;
  if (isEmbedded && other && !type.list && depth < 8) return embedded(fieldsOf(other, on, depth + 1), tag);
  const column: ModelColumn = {
    name,
    column: tag.get('COLUMN')?.value.trim() ?? columnText(name),
    struct,
    place: tag.get('COLUMN') ?? place,
    tag,
    written,
    isKey: isSet(tag, 'PRIMARYKEY', 'PRIMARY_KEY'),
    ...typeOf(type, inside, named),
  };
  const isValue =
    tag.has('TYPE') ||
    isSet(tag, 'SERIALIZER', 'JSON') ||
    other?.methods.has('Value') ||
    other?.methods.has('GormDataType');
  if (other && !isValue)
    return { columns: [], relations: [{ name, target: other, list: type.list === true, tag, struct, place }] };
  if (column.typed || column.text !== undefined) return { columns: [column], relations: [] };
  if (field.embedded && !other) return { columns: [], relations: [] };
  // Functions, channels and interfaces are no columns.
  if (/^(?:func|chan|interface)\b/.test(type.text)) return NOTHING;
  return { columns: [{ ...column, unread: `the type ${type.text} is not known` }], relations: [] };
}

function modelColumns(struct: Struct, place: Placed, outer: Tag): readonly ModelColumn[] {
  const prefix = outer.get('EMBEDDEDPREFIX')?.value ?? '';
  return MODEL.map(([name, type, setting]): ModelColumn => {
    const written =
      setting === ''
        ? []
        : [{ key: setting.toUpperCase(), value: setting.toUpperCase(), start: place.start, end: place.end }];
    const typed = kindOf(type);
    const column = prefix + columnText(name);
    return {
      name,
      column,
      struct,
      place,
      tag: tagOf(written),
      written,
      isKey: name === 'ID',
      ...(typed ? { typed } : {}),
    };
  });
}

/** The fields of an embedded struct: with a prefix, and keys only where they say so. */
function embedded({ columns, relations }: Fields, tag: Tag): Fields {
  const prefix = tag.get('EMBEDDEDPREFIX')?.value ?? '';
  return {
    columns: columns.map((one) => ({ ...one, column: prefix + one.column })),
    relations,
  };
}

type Known = Pick<ModelColumn, 'typed' | 'text'>;

function typeOf(type: CodeType, { tag, on }: Inside, named: Struct | undefined): Known {
  const typed = isSet(tag, 'SERIALIZER', 'JSON')
    ? { kind: 'string' as const, size: 0 }
    : typedOf(type, on.world, named);
  const given = tag.get('TYPE')?.value.trim();
  const own = given === undefined ? dataType(type.name, on.dialect) : undefined;
  // `type:string` and the like are GORM's own words.
  const word = /^(?:bool|int|uint|float|string|time|bytes)$/i.test(given ?? '') ? given?.toLowerCase() : undefined;
  if (word !== undefined) return { typed: { kind: word as Typed['kind'], size: typed?.size ?? 0 } };
  const text = given ?? own;
  return { ...(typed ? { typed } : {}), ...(text === undefined ? {} : { text }) };
}

function typedOf(type: CodeType, world: World, named: Struct | undefined, depth = 0): Typed | undefined {
  if (type.list) return /^(?:byte|uint8)$/.test(type.name) ? { kind: 'bytes', size: 0 } : undefined;
  const known = kindOf(type.name);
  if (known || !named || depth > 8) return known;
  const [under] = named.def.baseTypes;
  if (!under) return undefined;
  const next = world.lookup(under, named);
  return typedOf(under, world, next?.def.modifiers.includes('named') ? next : undefined, depth + 1);
}
