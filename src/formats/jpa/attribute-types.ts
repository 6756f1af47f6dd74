import type { Operation } from '../../model';
import { quoteText } from '../../sql';
import { spanOf } from '../code/build';
import { classOf, find, textOf, wordOf } from './annotations';
import type { Attribute } from './hierarchy';
import { type Code, codeOf, jdbcCode, namedType } from './java-types';
import type { Reading } from './reading';
import { type Size, sqlType } from './sql-types';
import type { JavaClass, TypeIn } from './world';

interface Sizes {
  readonly length: number | undefined;
  readonly precision?: number | undefined;
  readonly scale?: number | undefined;
}

/** A type's spelling, with a condition on its values (`$` is the column) or an object that it needs; or why it is not known. */
export type Typed =
  | { readonly text: string; readonly check?: string; readonly object?: Operation }
  | { readonly unread: string };

export function typeOfAttribute(attribute: Attribute, sizes: Sizes, on: Reading): Typed {
  const size: Size = {
    ...(sizes.length === undefined ? {} : { length: sizes.length }),
    ...(sizes.precision === undefined ? {} : { precision: sizes.precision }),
    ...(sizes.scale === undefined ? {} : { scale: sizes.scale }),
  };
  const spelled = (code: Code, own: Size = size): Typed => ({
    text: sqlType(code, own, on.dialect, on.project.hibernate),
  });
  const { annotations, type } = attribute;
  const asked = jdbcWord(attribute);
  if (asked === 'NAMED_ENUM' || asked === 'NAMED_ORDINAL_ENUM') return namedEnum(attribute, on);
  const code = (asked === undefined ? undefined : jdbcCode(asked)) ?? namedCode(attribute);
  if (code) return spelled(code, code === 'char' && asked === undefined ? {} : size);
  const converted = convertedType(attribute, on) ?? type;
  const own = plainCode(converted, annotations, on);
  if (find(annotations, 'Lob')) return spelled(lobOf(converted, find(annotations, 'Nationalized') !== undefined));
  if (own && find(annotations, 'Nationalized')) return spelled('nvarchar');
  if (own) return spelled(own, own === 'char' ? {} : size);
  return composed(attribute, converted, size, on);
}

/** The word of `@JdbcTypeCode(SqlTypes.JSON)`, or what a `@JdbcType` stands for. */
function jdbcWord({ annotations }: Attribute): string | undefined {
  const word = wordOf(find(annotations, 'JdbcTypeCode'), 'value');
  if (word !== undefined) return word;
  const type = classOf(find(annotations, 'JdbcType'), 'value');
  if (type === undefined) return undefined;
  if (/EnumJdbcType$/.test(type)) return 'NAMED_ENUM';
  return type.replace(/JdbcType$/, '').toUpperCase();
}

/** `@Type(type = "jsonb")` of Hibernate 5, `@Type(JsonType.class)`, `@Convert(converter = YesNoConverter.class)`. */
function namedCode({ annotations }: Attribute): Code | undefined {
  const type = find(annotations, 'Type');
  const name =
    textOf(type, 'type')?.text ?? classOf(type, 'value') ?? classOf(find(annotations, 'Convert'), 'converter');
  return name === undefined ? undefined : namedType(name);
}

/** The database's side of a converter: `Y` of `AttributeConverter<X, Y>`. */
function convertedType({ annotations, type }: Attribute, on: Reading): TypeIn | undefined {
  const convert = find(annotations, 'Convert');
  const name = classOf(convert, 'converter');
  if (name === undefined) return convert ? undefined : on.converters.get(type.type.name);
  const cls = convert && on.world.lookup(name, type.from);
  return cls && databaseSide(cls);
}

export function databaseSide(cls: JavaClass): TypeIn | undefined {
  const base = cls.def.baseTypes.find(({ name }) => /(?:^|\.)AttributeConverter$/.test(name));
  const side = base?.args[1];
  return side && { type: side, from: cls };
}

function plainCode({ type, from }: TypeIn, annotations: Attribute['annotations'], on: Reading): Code | undefined {
  const temporal = wordOf(find(annotations, 'Temporal'), 'value');
  if (temporal === 'DATE') return 'date';
  if (temporal === 'TIME') return 'time';
  if (type.list)
    return /^(?:byte|Byte)$/.test(type.name)
      ? 'varbinary'
      : /^(?:char|Character)$/.test(type.name)
        ? 'varchar'
        : undefined;
  if (type.name === 'Date' && /import\s+java\.sql\.(?:Date|\*)\s*;/.test(from.module.text)) return 'date';
  // A class of the project's own may be called as one of Java's.
  return on.world.lookup(type.name, from) ? undefined : codeOf(type.name);
}

function lobOf({ type }: TypeIn, national: boolean): Code {
  const isText =
    /^(?:String|Clob|NClob|CharSequence)$/.test(type.name) || (type.list && /^(?:char|Character)$/.test(type.name));
  if (isText) return national || type.name === 'NClob' ? 'nclob' : 'clob';
  return 'blob';
}

/** Enumerations, arrays and what is stored as a whole. */
function composed(attribute: Attribute, { type, from }: TypeIn, size: Size, on: Reading): Typed {
  const cls = on.world.lookup(type.name, from);
  if (cls?.def.form === 'enum' && !type.list) return enumType(attribute, cls, size, on);
  // Of an enumeration that is not in the project only the names are not known.
  if (find(attribute.annotations, 'Enumerated') && !type.list) return enumType(attribute, undefined, size, on);
  const element = type.list
    ? type.name
    : /^(?:List|Set|Collection|ArrayList)$/.test(type.name)
      ? type.args[0]?.name
      : undefined;
  const code = element === undefined ? undefined : codeOf(element);
  if (code && on.project.hibernate === 6) {
    const text = sqlType(code, size, on.dialect, 6);
    if (on.dialect === 'postgresql') return { text: `${text} array` };
    return {
      text: sqlType(on.dialect === 'oracle' || on.dialect === 'sqlserver' ? 'varbinary' : 'json', {}, on.dialect, 6),
    };
  }
  const isSerializable = cls?.def.baseTypes.some(({ name }) => /(?:^|\.)Serializable$/.test(name));
  if (isSerializable) return { text: sqlType('varbinary', size, on.dialect, on.project.hibernate) };
  return { unread: `the type ${type.text || type.name} is not known` };
}

export function constantsOf(cls: JavaClass): readonly string[] {
  return cls.def.body.flatMap((one) => (one.kind === 'enumMember' ? [one.name] : []));
}

function enumType({ annotations }: Attribute, cls: JavaClass | undefined, size: Size, on: Reading): Typed {
  const how = find(annotations, 'Enumerated') ?? find(annotations, 'MapKeyEnumerated');
  const values = cls ? [...constantsOf(cls)].sort() : [];
  if (wordOf(how, 'value') === 'STRING') {
    const isMysql = on.dialect === 'mysql' || on.dialect === 'mariadb';
    const quoted = values.map((value) => quoteText(value, on.dialect)).join(',');
    // MySQLDialect has enumerations of its own since 6.2.
    if (isMysql && on.project.hibernate === 6 && size.length === undefined && values.length > 0)
      return { text: `enum (${quoted})` };
    const text = sqlType('varchar', size, on.dialect, on.project.hibernate);
    return on.project.hibernate === 5 || values.length === 0 ? { text } : { text, check: `$ in (${quoted})` };
  }
  if (on.project.hibernate === 5) return { text: sqlType('integer', {}, on.dialect, 5) };
  const number = sqlType('tinyint', {}, on.dialect, 6);
  if (values.length === 0) return { text: number };
  return { text: number, check: `$ between 0 and ${Math.max(0, values.length - 1)}` };
}

/** An enumeration of PostgreSQL's, by the class's name. */
function namedEnum({ type, module, nameAt }: Attribute, on: Reading): Typed {
  const cls = on.world.lookup(type.type.name, type.from);
  if (cls?.def.form !== 'enum') return { unread: `the enumeration ${type.type.name} is not in the project` };
  const values = constantsOf(cls);
  if (on.dialect !== 'postgresql')
    return { text: `enum (${values.map((one) => quoteText(one, on.dialect)).join(',')})` };
  const name = cls.def.name.toLowerCase();
  const span = spanOf(module, nameAt);
  const ident = { name, span: spanOf(cls.module, cls.def.nameAt) };
  return { text: name, object: { kind: 'createEnum', type: ident, values, span } };
}
