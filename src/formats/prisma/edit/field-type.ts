import type { Dialect, SqlType } from '../../../model';
import { parseType, sameType } from '../../../sql';
import { type Field, parsePrisma } from '../psl';
import type { PrismaSchema } from '../schema';
import { columnType } from '../types';

/** A field's type in Prisma's words: scalar or enum with `[]` or `?` still to come, and its native attribute. */
export interface FieldType {
  readonly type: string;
  readonly native: string | undefined;
}

/** Candidates by family, tried in order: the first whose column type is the wanted one counts. */
const CANDIDATES: readonly string[] = [
  ...['String', 'Boolean', 'Int', 'BigInt', 'Float', 'Decimal', 'DateTime', 'Json', 'Bytes'],
  ...[
    'String @db.VarChar(N)',
    'String @db.VarChar',
    'String @db.Char(N)',
    'String @db.Text',
    'String @db.Uuid',
    'String @db.Citext',
  ],
  ...[
    'String @db.Inet',
    'String @db.Xml',
    'String @db.Bit(N)',
    'String @db.VarBit(N)',
    'String @db.VarBit',
    'String @db.TinyText',
  ],
  ...[
    'String @db.MediumText',
    'String @db.LongText',
    'Int @db.SmallInt',
    'Int @db.Oid',
    'Int @db.UnsignedInt',
    'Int @db.MediumInt',
  ],
  ...[
    'Int @db.TinyInt',
    'Int @db.UnsignedSmallInt',
    'Int @db.UnsignedTinyInt',
    'Int @db.UnsignedMediumInt',
    'Int @db.Year',
  ],
  ...[
    'BigInt @db.UnsignedBigInt',
    'Float @db.Real',
    'Float @db.DoublePrecision',
    'Float @db.Float',
    'Decimal @db.Decimal(P, S)',
  ],
  ...[
    'Decimal @db.Decimal',
    'Decimal @db.Money',
    'DateTime @db.Timestamptz(P)',
    'DateTime @db.Timestamptz',
    'DateTime @db.Timestamp(P)',
  ],
  ...[
    'DateTime @db.Timestamp',
    'DateTime @db.DateTime(P)',
    'DateTime @db.DateTime',
    'DateTime @db.Date',
    'DateTime @db.Time(P)',
    'DateTime @db.Time',
  ],
  ...[
    'DateTime @db.Timetz(P)',
    'DateTime @db.Timetz',
    'Json @db.Json',
    'Bytes @db.ByteA',
    'Bytes @db.Blob',
    'Bytes @db.TinyBlob',
    'Bytes @db.MediumBlob',
  ],
  ...['Bytes @db.Binary(N)', 'Bytes @db.VarBinary(N)'],
];

/** Prisma's words for a column type; `Unsupported("…")` where it has none. */
export function fieldType(schema: PrismaSchema, type: SqlType): FieldType {
  const { dimensions: _dimensions, ...element } = type;
  const text = type.text.replace(/(?:\s*\[[^\]]*\])+$/, '');
  const wanted =
    type.dimensions === undefined ? type : { ...element, text, canonical: type.canonical.replace(/(?:\[\])+$/, '') };
  const declared = [...schema.enums.values()].find(
    ({ name, schema: inSchema }) =>
      name.text === wanted.userType?.name && (inSchema ?? 'public') === (wanted.userType?.schema ?? 'public'),
  );
  if (declared) return { type: declared.block.name.text, native: undefined };
  for (const candidate of CANDIDATES) {
    const words = filled(candidate, wanted);
    if (words !== undefined && gives(schema, words, wanted)) {
      const [name = 'String', native] = words.split(/ (?=@)/);
      return { type: name, native };
    }
  }
  return { type: `Unsupported("${wanted.canonical.replace(/["\\]/g, '\\$&')}")`, native: undefined };
}

/** A candidate with the type's own numbers; undefined where they are missing. */
function filled(candidate: string, type: SqlType): string | undefined {
  const words = candidate
    .replace('(N)', type.length === undefined ? '(?)' : `(${type.length})`)
    .replace('(P, S)', type.precision === undefined ? '(?)' : `(${type.precision}, ${type.scale ?? 0})`)
    .replace('(P)', type.precision === undefined ? '(?)' : `(${type.precision})`);
  return words.includes('?') ? undefined : words;
}

/** Whether Prisma would make the wanted type of these words: asked of our own reader. */
function gives(schema: PrismaSchema, words: string, wanted: SqlType): boolean {
  const field = parsePrisma(`model M {\n f ${words}\n}`).blocks[0]?.members[0] as Field | undefined;
  if (field?.kind !== 'field' || !isKnown(schema.dialect, words)) return false;
  const text = columnType(schema, field);
  return text !== undefined && sameType(parseType(text, wanted.span, schema.dialect), wanted);
}

/** SQLite has no native types, and each of the others only its own. */
function isKnown(dialect: Dialect, words: string): boolean {
  if (!words.includes('@db.')) return true;
  const isMysqls =
    /@db\.(?:Unsigned|TinyText|MediumText|LongText|MediumInt|TinyInt|Year|DateTime|Blob|TinyBlob|MediumBlob|Binary|VarBinary|Float)/.test(
      words,
    );
  const isPostgres =
    /@db\.(?:Uuid|Citext|Inet|Xml|VarBit|Oid|Real|DoublePrecision|Money|Timestamptz|Timetz|ByteA)/.test(words);
  return dialect === 'postgresql' ? !isMysqls : dialect !== 'sqlite' && !isPostgres;
}
