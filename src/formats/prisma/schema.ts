import { type Dialect, type LineIndex, lineIndex } from '../../model';
import { argument, attribute, mappedName, textOf } from './attributes';
import { type Attribute, type Block, type Document, type Field, parsePrisma, type Word } from './psl';

/** One file of a schema. */
export interface SchemaFile {
  readonly uri: string;
  readonly text: string;
  readonly document: Document;
  readonly lines: LineIndex;
}

export interface Model {
  readonly file: SchemaFile;
  readonly block: Block;
  readonly fields: readonly Field[];
  readonly attributes: readonly Attribute[];
  /** The table's name, at its @@map or at the model's name. */
  readonly table: Word;
  readonly schema: string | undefined;
}

export interface Enum {
  readonly file: SchemaFile;
  readonly block: Block;
  readonly name: Word;
  readonly schema: string | undefined;
  /** The names in the schema, with what the database calls them. */
  readonly values: readonly { readonly name: string; readonly stored: string }[];
}

/** All files of a schema together. */
export interface PrismaSchema {
  readonly dialect: Dialect;
  readonly models: ReadonlyMap<string, Model>;
  readonly enums: ReadonlyMap<string, Enum>;
  readonly composites: ReadonlySet<string>;
  /** `relationMode = "prisma"`: the client keeps relations, and the database has no foreign keys. */
  readonly relationMode: 'foreignKeys' | 'prisma';
}

export function openFile(uri: string, text: string): SchemaFile {
  return { uri, text, document: parsePrisma(text), lines: lineIndex(uri, text) };
}

/** Puts the files together; the first declaration of a name counts. */
export function joinFiles(files: readonly SchemaFile[], dialect: Dialect): PrismaSchema {
  const models = new Map<string, Model>();
  const enums = new Map<string, Enum>();
  const composites = new Set<string>();
  let relationMode: PrismaSchema['relationMode'] = 'foreignKeys';
  for (const file of files) {
    for (const block of file.document.blocks) {
      const name = block.name.text;
      if ((block.kind === 'model' || block.kind === 'view') && !models.has(name))
        models.set(name, modelOf(file, block));
      if (block.kind === 'enum' && !enums.has(name)) enums.set(name, enumOf(file, block));
      if (block.kind === 'type') composites.add(name);
      if (
        block.kind === 'datasource' &&
        (setting(block, 'relationMode') ?? setting(block, 'referentialIntegrity')) === 'prisma'
      )
        relationMode = 'prisma';
    }
  }
  return { dialect, models, enums, composites, relationMode };
}

/** A setting of the datasource or generator when it is a plain string. */
export function setting(block: Block, name: string): string | undefined {
  for (const member of block.members)
    if (member.kind === 'assignment' && member.name.text === name) return textOf(member.value);
  return undefined;
}

function blockAttributes(block: Block): readonly Attribute[] {
  return block.members.flatMap((member) => (member.kind === 'attribute' ? [member.attribute] : []));
}

function modelOf(file: SchemaFile, block: Block): Model {
  const attributes = blockAttributes(block);
  const fields = block.members.filter((member): member is Field => member.kind === 'field');
  return { file, block, fields, attributes, table: storedName(block.name, attributes), schema: schemaName(attributes) };
}

function enumOf(file: SchemaFile, block: Block): Enum {
  const attributes = blockAttributes(block);
  const values = block.members.flatMap((member) =>
    member.kind === 'value'
      ? [{ name: member.name.text, stored: mappedName(member.attributes)?.value ?? member.name.text }]
      : [],
  );
  return { file, block, name: storedName(block.name, attributes), schema: schemaName(attributes), values };
}

/** The name in the database: at the string of @map or @@map, else the name itself. */
export function storedName(name: Word, attributes: readonly Attribute[]): Word {
  const mapped = mappedName(attributes);
  return mapped ? { text: mapped.value, ...mapped.inner } : name;
}

function schemaName(attributes: readonly Attribute[]): string | undefined {
  return textOf(argument(attribute(attributes, 'schema'), 'map', 'first'));
}
