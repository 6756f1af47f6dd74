import type { Operation } from '../../../model';
import type { ReadContext, WrittenFile } from '../../format';
import { joinFiles, openFile, type PrismaSchema } from '../schema';
import { addEnumValue, alterColumn, createEnum } from './columns';
import { applyEdits, type Edit } from './edits';
import { addConstraint, addForeignKey, createIndex, dropConstraint, dropIndex } from './keys';
import { addColumn, createTable, dropColumn, dropTable, foreignKeysIn, renameColumn, renameTable } from './tables';
import { mapsModels, pascal, unused } from './words';

/**
 * Edits Prisma's models so that they say what the operations make, in the project's own naming and layout. One operation after
 * another, each on the text that the last one left; what models have no words for (checks, partial indexes) is left out.
 */
export function editModels(
  operations: readonly Operation[],
  files: readonly WrittenFile[],
  context: ReadContext,
): readonly WrittenFile[] {
  const texts = new Map(files.map(({ path, text }) => [path, text] as const));
  for (const operation of operations) {
    for (const step of stepsOf(operation)) {
      const schema = joinFiles(
        [...texts].map(([path, text]) => openFile(path, text)),
        context.dialect,
      );
      apply(texts, step(schema));
    }
  }
  return files.flatMap(({ path, text }) => {
    const after = texts.get(path) ?? text;
    return after === text ? [] : [{ path, text: after }];
  });
}

function apply(texts: Map<string, string>, edits: readonly Edit[]): void {
  for (const uri of new Set(edits.map((edit) => edit.uri))) {
    texts.set(
      uri,
      applyEdits(
        texts.get(uri) ?? '',
        edits.filter((edit) => edit.uri === uri),
      ),
    );
  }
}

type Step = (schema: PrismaSchema) => readonly Edit[];

function stepsOf(operation: Operation): readonly Step[] {
  switch (operation.kind) {
    case 'createTable':
      return [
        (schema) => createTable(schema, operation),
        ...foreignKeysIn(operation).map(
          (key): Step =>
            (schema) =>
              addForeignKey(schema, operation.table, key),
        ),
      ];
    case 'addColumn': {
      const keys = operation.column.constraints.filter((spec) => spec.kind === 'foreignKey');
      return [
        (schema) => addColumn(schema, operation),
        ...keys.map(
          (key): Step =>
            (schema) =>
              addForeignKey(schema, operation.table, key),
        ),
      ];
    }
    case 'dropTable':
      return [(schema) => dropTable(schema, operation)];
    case 'renameTable':
      return [(schema) => renameTable(schema, operation)];
    case 'dropColumn':
      return [(schema) => dropColumn(schema, operation)];
    case 'renameColumn':
      return [(schema) => renameColumn(schema, operation)];
    case 'alterColumn':
      return [(schema) => alterColumn(schema, operation)];
    case 'addConstraint':
      return [(schema) => addConstraint(schema, operation)];
    case 'dropConstraint':
      return [(schema) => dropConstraint(schema, operation)];
    case 'createIndex':
      return [(schema) => createIndex(schema, operation.table, operation.index)];
    case 'dropIndex':
      return [(schema) => dropIndex(schema, operation.index.name)];
    case 'createEnum':
      return [(schema) => createEnum(schema, operation, (name) => enumName(schema, name))];
    case 'addEnumValue':
      return [(schema) => addEnumValue(schema, operation)];
    default:
      return [];
  }
}

function enumName(schema: PrismaSchema, type: string): string {
  const wanted = mapsModels(schema) || !/^[A-Za-z]\w*$/.test(type) ? pascal(type) : type;
  return unused(wanted, new Set([...schema.models.keys(), ...schema.enums.keys()]));
}
