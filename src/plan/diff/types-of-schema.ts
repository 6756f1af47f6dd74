import type { EnumType, Operation, Schema, Sequence, Span } from '../../model';
import { parseType, quoteName, sameDefault } from '../../sql';
import type { Buckets } from './buckets';
import { type DiffContext, ident, keyOf, qualified, speaksOf } from './context';
import { isPlainSerial } from './create';

const NOWHERE: Span = { uri: '', start: { line: 0, column: 0, offset: 0 }, end: { line: 0, column: 0, offset: 0 } };

/** Extensions, and the schemas that names lie in where PostgreSQL or SQL Server need them made. */
export function changeSurroundings(context: DiffContext, buckets: Buckets): void {
  const { before, after } = context;
  const schemas = (schema: Schema) =>
    new Set(
      [...schema.tables.values(), ...schema.views.values(), ...schema.enums.values()].flatMap(
        (one) => one.schema ?? [],
      ),
    );
  if (context.dialect === 'postgresql' || context.dialect === 'sqlserver') {
    const known = schemas(before);
    for (const name of schemas(after))
      if (!known.has(name))
        buckets.add('schemas', {
          kind: 'createSchema',
          schema: { name, span: NOWHERE },
          ifNotExists: true,
          span: NOWHERE,
        });
  }
  if (!speaksOf(context, 'extensions')) return;
  for (const name of after.extensions)
    if (!before.extensions.has(name))
      buckets.add('schemas', {
        kind: 'createExtension',
        extension: { name, span: NOWHERE },
        ifNotExists: true,
        span: NOWHERE,
      });
  for (const name of before.extensions)
    if (!after.extensions.has(name))
      buckets.add('drop types', {
        kind: 'dropObject',
        objectType: 'extension',
        name: { name, span: NOWHERE },
        span: NOWHERE,
      });
}

export function changeEnums(context: DiffContext, buckets: Buckets): void {
  if (!speaksOf(context, 'enums')) return;
  const { before, after } = context;
  for (const [key, wanted] of after.enums) {
    const old = before.enums.get(key);
    if (!old) buckets.add('types', createEnum(wanted));
    else if (!hasSameValues(context, old, wanted)) changeEnum(context, buckets, old, wanted);
  }
  for (const [key, old] of before.enums)
    if (!after.enums.has(key))
      buckets.add('drop types', { kind: 'dropObject', objectType: 'type', name: qualified(old), span: old.at });
}

/** The order of values is the database's: tools that make names up look at the set of them (Prisma, Drizzle). */
function hasSameValues({ says }: DiffContext, old: EnumType, wanted: EnumType): boolean {
  const listed = ({ values }: EnumType) => (says.names === 'loose' ? [...values].sort() : values).join('\0');
  return listed(old) === listed(wanted);
}

function createEnum(type: EnumType): Operation {
  return { kind: 'createEnum', type: qualified(type), values: type.values, span: type.at };
}

/** Values are added in their places; where some go or change places the type is made anew. */
function changeEnum(context: DiffContext, buckets: Buckets, old: EnumType, wanted: EnumType): void {
  const kept = wanted.values.filter((value) => old.values.includes(value));
  const isReordered = context.says.names === 'exact' && kept.join('\0') !== old.values.join('\0');
  if (kept.length < old.values.length || isReordered) {
    remakeEnum(context, buckets, old, wanted);
    return;
  }
  const there = new Set(old.values);
  wanted.values.forEach((value, at) => {
    if (there.has(value)) return;
    const before = wanted.values.slice(at + 1).find((later) => there.has(later));
    there.add(value);
    const place = before === undefined ? {} : { before };
    buckets.add('types', { kind: 'addEnumValue', type: qualified(wanted), value, ...place, span: wanted.at });
  });
}

/** PostgreSQL takes no value out of an enum: the old type steps aside, columns are converted by their text, and it is dropped. */
function remakeEnum(context: DiffContext, buckets: Buckets, old: EnumType, wanted: EnumType): void {
  const aside = `${old.name}_old`;
  const create = createEnum(wanted);
  context.notes.push({
    kind: 'typeRemade',
    operation: create,
    because: `PostgreSQL takes no value out of an enum: "${wanted.name}" is made anew, and rows that hold a value that goes are refused`,
  });
  buckets.add(
    'types',
    { kind: 'renameObject', objectType: 'type', name: qualified(old), to: { name: aside, span: old.at }, span: old.at },
    create,
  );
  for (const [key, table] of context.after.tables) {
    const was = context.before.tables.get(key);
    if (!was || table.partitionOf) continue;
    for (const column of table.columns) {
      const before = was.columns.find(({ name }) => name === column.name);
      if (!before?.type || !column.type || !usesEnum(before.type, old) || !usesEnum(column.type, wanted)) continue;
      const on = { table: qualified(table), column: ident(column), span: column.at };
      const name = quoteName(column.name, context.dialect);
      const cast = column.type.dimensions === undefined ? 'text' : 'text[]';
      const using = {
        text: `${name}::${cast}::${column.type.text}`,
        span: column.at,
        kind: 'other',
        calls: [],
        columns: [column.name],
      } as const;
      const keepsDefault = sameDefault(before.default, column.default, column, context.dialect);
      if (before.default) buckets.add('free columns', { kind: 'alterColumn', ...on, change: { kind: 'dropDefault' } });
      buckets.add('columns', { kind: 'alterColumn', ...on, change: { kind: 'setType', type: column.type, using } });
      if (column.default && keepsDefault)
        buckets.add('columns', { kind: 'alterColumn', ...on, change: { kind: 'setDefault', value: column.default } });
    }
  }
  buckets.add('drop types', {
    kind: 'dropObject',
    objectType: 'type',
    name: qualified({ ...old, name: aside }),
    span: old.at,
  });
}

function usesEnum(
  type: { readonly userType?: { readonly schema?: string; readonly name: string } },
  { schema, name }: EnumType,
): boolean {
  return type.userType?.name === name && (type.userType.schema ?? 'public') === (schema ?? 'public');
}

/** Sequences that no `serial` column brings by itself. */
export function changeSequences(context: DiffContext, buckets: Buckets): void {
  if (!speaksOf(context, 'sequences')) return;
  const { before, after } = context;
  for (const [key, wanted] of after.sequences) {
    const old = before.sequences.get(key);
    const owner = ownerOf(context, after, wanted);
    const isImplied =
      owner !== undefined && !before.tables.get(owner.table)?.columns.some(({ name }) => name === owner.column);
    if (!old && isImplied && isSerial(after, owner)) continue;
    if (!old) buckets.add('sequences', createSequence(wanted));
    else changeSequenceType(context, buckets, old, wanted);
    changeOwner(context, buckets, old, wanted);
  }
  for (const [key, old] of before.sequences) {
    if (after.sequences.has(key)) continue;
    const owner = ownerOf(context, before, old);
    // It goes with its table or column.
    if (owner && !after.tables.get(owner.table)?.columns.some(({ name }) => name === owner.column)) continue;
    buckets.add('drop sequences', { kind: 'dropObject', objectType: 'sequence', name: qualified(old), span: old.at });
  }
}

function createSequence(sequence: Sequence): Operation {
  const { dataType, at } = sequence;
  return { kind: 'createSequence', sequence: qualified(sequence), ...(dataType ? { dataType } : {}), span: at };
}

/** A sequence that says no type counts up to the end of bigint. */
function changeSequenceType(context: DiffContext, buckets: Buckets, old: Sequence, wanted: Sequence): void {
  const [from, to] = [old, wanted].map(({ dataType }) => dataType?.canonical ?? 'bigint');
  if (from === to || to === undefined || context.says.names === 'loose') return;
  const type = parseType(to, wanted.at, context.dialect);
  buckets.add('sequences', {
    kind: 'alterSequence',
    sequence: qualified(wanted),
    dataType: type,
    text: `AS ${to}`,
    span: wanted.at,
  });
}

interface Owner {
  readonly table: string;
  readonly column: string;
}

function ownerOf(context: DiffContext, schema: Schema, sequence: Sequence): Owner | undefined {
  if (!sequence.ownedBy) return undefined;
  const place = { name: sequence.ownedBy.table, ...(sequence.schema === undefined ? {} : { schema: sequence.schema }) };
  const table = keyOf(context, place);
  return schema.tables.has(table) ? { table, column: sequence.ownedBy.column } : undefined;
}

function isSerial(schema: Schema, { table, column }: Owner): boolean {
  const found = schema.tables.get(table);
  const owner = found?.columns.find(({ name }) => name === column);
  return found !== undefined && owner !== undefined && isPlainSerial(found, owner);
}

function changeOwner(context: DiffContext, buckets: Buckets, old: Sequence | undefined, wanted: Sequence): void {
  const owner = ownerOf(context, context.after, wanted);
  const was = old && ownerOf(context, context.before, old);
  if (was?.table === owner?.table && was?.column === owner?.column) return;
  const table = owner && context.after.tables.get(owner.table);
  const ownedBy =
    owner && table ? { table: qualified(table), column: { name: owner.column, span: wanted.at } } : ('none' as const);
  buckets.add('sequence owners', {
    kind: 'alterSequence',
    sequence: qualified(wanted),
    ownedBy,
    text: '',
    span: wanted.at,
  });
}
