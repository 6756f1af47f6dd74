import type { Operation, Statement } from '../../model';
import { opaque, scriptOf, spanOf, statement } from '../code/build';
import type { Project } from '../code/django/state';
import { createModel, isManaged } from '../code/django/tables';
import type { Texts } from '../code/django/texts';
import type { ReadContext, ReadFile, SourceFile } from '../format';
import { type MadeModel, openProject } from './project';
import { transaction } from './transaction';

/** Reads a project's models as the tables that `migrate` makes of them. */
export function readTogether(files: readonly SourceFile[], context: ReadContext): readonly ReadFile[] {
  const own = new Map(files.map(({ path, text }) => [path, text]));
  const texts: Texts = (path) => own.get(path) ?? context.neighbour?.(path);
  const { project, files: opened } = openProject(files, texts, context.dialect);
  return opened.map(({ module, models }) => ({
    up: scriptOf(
      module,
      models.flatMap((made) => statementOf(made, project)),
    ),
    transaction,
  }));
}

export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  const path = file.uri.replace(/^.*?:\/\/\/?/, '');
  const [only] = readTogether([{ ...file, path }], context);
  return only ?? { up: { uri: file.uri, statements: [], comments: [], problems: [] }, transaction };
}

function statementOf({ declared, model }: MadeModel, project: Project): readonly Statement[] {
  if (!model || !isManaged(model)) return [];
  const { module } = declared.found.scope;
  const unknown = declared.unknown.map((base): Operation => {
    const name = module.text.slice(base.start, base.end);
    return opaque(module, base, `The class ${name} is not in the project: the columns that it brings are not known.`);
  });
  return [statement(spanOf(module, declared.found.def), [...createModel(model, project), ...unknown])];
}
