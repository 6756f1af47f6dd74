import type { Operation, ReadProblem, Script, Statement } from '../../model';
import type { ReadContext, ReadFile } from '../format';
import { itemsOf, textOf } from './attributes';
import { enumOperations, modelOperations, unreadOf } from './operations';
import type { Block } from './psl';
import { joinFiles, openFile, type PrismaSchema, type SchemaFile } from './schema';
import { transaction } from './transaction';

/** Reads a Prisma schema file as the tables that Prisma would make of it. The other files of the schema are in `context.together`. */
export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  const own = openFile(file.uri, file.text);
  const others = (context.together ?? [])
    .filter(({ uri }) => uri !== file.uri)
    .map(({ uri, text }) => openFile(uri, text));
  const schema = joinFiles([own, ...others], context.dialect);
  const up: Script = {
    uri: file.uri,
    statements: statementsOf(schema, own),
    comments: own.document.comments.map(({ start, end, text }) => ({ span: own.lines.span(start, end), text })),
    problems: problemsOf(own),
  };
  return { up, transaction };
}

function statementsOf(schema: PrismaSchema, file: SchemaFile): readonly Statement[] {
  // Enums first, as Prisma makes them: a table may use one that stands below it.
  const enumsFirst = [...file.document.blocks].sort((a, b) => Number(b.kind === 'enum') - Number(a.kind === 'enum'));
  const blocks = enumsFirst.map((block): Statement => statement(file, block, blockOperations(schema, file, block)));
  const lines = file.document.unread.map(
    (range): Statement =>
      statement(file, range, [
        {
          kind: 'opaque',
          text: file.text.slice(range.start, range.end),
          reason: 'This is no block of a Prisma schema.',
          span: file.lines.span(range.start, range.end),
        },
      ]),
  );
  return [...blocks, ...lines];
}

function statement(
  file: SchemaFile,
  range: { readonly start: number; readonly end: number },
  operations: readonly Operation[],
): Statement {
  const understood = operations.every(({ kind }) => kind !== 'opaque');
  return { span: file.lines.span(range.start, range.end), operations, confidence: understood ? 'reader' : 'none' };
}

function blockOperations(schema: PrismaSchema, file: SchemaFile, block: Block): readonly Operation[] {
  const name = block.name.text;
  switch (block.kind) {
    case 'model':
    case 'view': {
      const model = schema.models.get(name);
      return model?.block === block ? modelOperations(schema, model) : [twice(file, block)];
    }
    case 'enum': {
      const declared = schema.enums.get(name);
      return declared?.block === block ? enumOperations(schema, declared) : [twice(file, block)];
    }
    case 'datasource':
      return [...datasourceOperations(schema, file, block), ...unreadOf(file, block.members)];
    default:
      return unreadOf(file, block.members);
  }
}

function twice(file: SchemaFile, block: Block): Operation {
  return {
    kind: 'opaque',
    text: file.text.slice(block.start, block.end),
    reason: `${block.name.text} is declared twice.`,
    span: file.lines.span(block.start, block.end),
  };
}

/** `schemas = [...]` and `extensions = [...]` of PostgreSQL. */
function datasourceOperations(schema: PrismaSchema, file: SchemaFile, block: Block): readonly Operation[] {
  if (schema.dialect !== 'postgresql') return [];
  return block.members.flatMap((member): readonly Operation[] => {
    if (member.kind !== 'assignment') return [];
    const span = file.lines.span(member.start, member.end);
    return itemsOf(member.value).flatMap((item): readonly Operation[] => {
      const name = item.kind === 'call' ? item.name : textOf(item);
      if (name === undefined || item.kind === 'number') return [];
      const inner = item.kind === 'string' ? item.inner : { start: item.start, end: item.start + name.length };
      const ident = { name, span: file.lines.span(inner.start, inner.end) };
      if (member.name.text === 'schemas' && name !== 'public')
        return [{ kind: 'createSchema', schema: ident, ifNotExists: true, span }];
      if (member.name.text !== 'extensions') return [];
      // `uuidOssp(map: "uuid-ossp")`
      const mapped = item.kind === 'call' ? item.args.find(({ key }) => key === 'map')?.value : undefined;
      const extension =
        mapped?.kind === 'string'
          ? { name: mapped.value, span: file.lines.span(mapped.inner.start, mapped.inner.end) }
          : ident;
      return [{ kind: 'createExtension', extension, ifNotExists: true, span }];
    });
  });
}

function problemsOf(file: SchemaFile): readonly ReadProblem[] {
  return file.document.blocks
    .filter(({ closed }) => !closed)
    .map((block) => ({
      span: file.lines.span(block.name.start, block.name.end),
      message: `The block ${block.name.text} is not closed.`,
    }));
}
