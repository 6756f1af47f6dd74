import type { Operation } from '../../../model';
import { tableOf } from '../../code/django/state';
import type { Texts } from '../../code/django/texts';
import type { ReadContext, WrittenFile } from '../../format';
import { type OpenedProject, openProject } from '../project';
import { addColumn, addForeignKey, alterColumn, dropColumn, renameColumn, type Surroundings } from './fields';
import { addUnique, createIndex, dropConstraint, dropIndex, dropTable, modelText, renameTable } from './tables';
import { applyEdits, type Edit, type EditedModel } from './text';

/**
 * Edits Django's models so that they say what the operations make. One operation after another, each on the text that the last one
 * left; what models have no words for (triggers, checks in SQL) is left out, and so is what an abstract base says for several.
 */
export function editModels(
  operations: readonly Operation[],
  files: readonly WrittenFile[],
  context: ReadContext,
): readonly WrittenFile[] {
  const texts = new Map(files.map(({ path, text }) => [path, text] as const));
  for (const operation of operations) {
    const opened = openAll(texts, context);
    const isNew = operation.kind === 'createTable';
    for (const [path, text] of isNew ? appended(operation, opened, texts) : edited(operation, opened, texts))
      texts.set(path, text);
  }
  return files.flatMap(({ path, text }) => {
    const after = texts.get(path) ?? text;
    return after === text ? [] : [{ path, text: after }];
  });
}

/** A file of models, opened. */
interface Opened {
  readonly on: Surroundings;
  readonly models: readonly { readonly path: string; readonly edited: EditedModel }[];
}

const SCHEME = 'models:///';

function openAll(files: ReadonlyMap<string, string>, context: ReadContext): Opened {
  const sources = [...files].map(([path, text]) => ({ path, uri: SCHEME + path, text }));
  const texts: Texts = (path) => files.get(path) ?? context.neighbour?.(path);
  const project: OpenedProject = openProject(sources, texts, context.dialect);
  const models = project.files.flatMap(({ models: made }, at) =>
    made.flatMap(({ declared, model }) => {
      const source = sources[at];
      return model && source ? [{ path: source.path, edited: { declared, model, text: source.text } }] : [];
    }),
  );
  const isFive = sources.some(({ text }) => text.includes('db_default='));
  return { on: { project: project.project, defaults: isFive ? 'database' : 'client' }, models };
}

function edited(
  operation: Operation,
  { on, models }: Opened,
  texts: ReadonlyMap<string, string>,
): readonly (readonly [string, string])[] {
  return models.flatMap(({ path, edited: model }) => {
    const edits = editsOf(operation, model, on);
    return edits.length === 0 ? [] : [[path, applyEdits(texts.get(path) ?? '', edits)] as const];
  });
}

function editsOf(operation: Operation, model: EditedModel, on: Surroundings): readonly Edit[] {
  const { project } = on;
  if (operation.kind === 'dropIndex') return dropIndex(operation.index.name, model, project);
  const table = 'table' in operation ? operation.table?.name : undefined;
  if (model.model.options.proxy || tableOf(model.model, project.setting) !== table) return [];
  switch (operation.kind) {
    case 'addColumn':
      return addColumn(operation, model, on);
    case 'dropColumn':
      return dropColumn(operation.column.name, model);
    case 'renameColumn':
      return renameColumn(operation.column.name, operation.to.name, model);
    case 'alterColumn':
      return alterColumn(operation, model, on);
    case 'createIndex':
      return createIndex(operation, model);
    case 'addConstraint':
      if (operation.constraint.kind === 'unique') return addUnique(operation.constraint, model);
      return operation.constraint.kind === 'foreignKey' ? addForeignKey(operation.constraint, model, on) : [];
    case 'dropConstraint':
      return dropConstraint(operation, model, project);
    case 'dropTable':
      return dropTable(model);
    case 'renameTable':
      return renameTable(operation.to.name, model);
    default:
      return [];
  }
}

/** A new model goes behind those of its app: the one that the table's name begins with, else the one with the most models. */
function appended(
  operation: Extract<Operation, { kind: 'createTable' }>,
  { on, models }: Opened,
  texts: ReadonlyMap<string, string>,
): readonly (readonly [string, string])[] {
  const known = new Set([...on.project.models.values()].map((model) => tableOf(model, on.project.setting)));
  if (known.has(operation.table.name)) return [];
  const named = models.filter(({ edited: { model } }) => operation.table.name.startsWith(`${model.app}_`));
  const counts = new Map<string, number>();
  for (const { path } of named.length > 0 ? named : models) counts.set(path, (counts.get(path) ?? 0) + 1);
  const [path] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  const beside = models.find((one) => one.path === path)?.edited;
  const text = beside && modelText(operation, beside, on);
  if (path === undefined || text === undefined) return [];
  return [[path, `${(texts.get(path) ?? '').trimEnd()}\n\n\n${text}\n`]];
}
