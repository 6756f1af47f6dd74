import { type Bound, type ClassDef, type Stmt, truth } from '../../code';
import type { Operation, QualifiedName, Statement } from '../../model';
import { opaque, scriptOf, spanOf, statement } from '../code/build';
import { openPythonTogether } from '../code/python-set';
import type { OpenedFile } from '../code/set-scopes';
import type { ColumnParts } from '../code/sqlalchemy/columns';
import type { ReadContext, ReadFile, SourceFile } from '../format';
import type { ClassRef } from './classes';
import { compiler } from './compiler';
import { createModels, type Model, type Models } from './models';
import { besideTables } from './others';
import { releaseOf } from './release';
import { coreTable, modelTable, type Project } from './tables';
import { transaction } from './transaction';

export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  const [only] = readTogether([{ ...file, path: file.uri }], context);
  return only ?? { up: { uri: file.uri, statements: [], comments: [], problems: [] }, transaction };
}

/** What may declare a table, of one file. */
interface Declared {
  readonly opened: OpenedFile;
  readonly classes: readonly ClassRef[];
  /** Values that are assigned or stand alone: `Table(…)`, `Index(…)`, `event.listen(…)`. */
  readonly values: readonly Bound[];
}

/** Reads models as the tables that `MetaData.create_all` makes of them. */
export function readTogether(files: readonly SourceFile[], context: ReadContext): readonly ReadFile[] {
  const declared = openPythonTogether(files, context).map(declarationsOf);
  const models = createModels();
  const project = projectOf(declared, models, files, context);
  const types = new Set<string>();
  return declared.map((one) => ({
    up: scriptOf(
      one.opened.module,
      statementsOf(one, project).map((made) => withoutKnown(made, types)),
    ),
    transaction,
  }));
}

function declarationsOf(opened: OpenedFile): Declared {
  const { module, scope } = opened;
  const all = everyDeclaration(module.body, opened);
  const classes = all.filter((stmt): stmt is ClassDef => stmt.kind === 'class');
  const values = all.flatMap((stmt): readonly Bound[] => {
    if (stmt.kind === 'assign' && stmt.value) return [{ expr: stmt.value, scope }];
    return stmt.kind === 'expression' ? [{ expr: stmt.value, scope }] : [];
  });
  const inClasses = classes.flatMap(({ body }) =>
    body.flatMap((member) => (member.kind === 'assign' && member.value ? [{ expr: member.value, scope }] : [])),
  );
  return { opened, classes: classes.map((def) => ({ def, scope })), values: [...values, ...inClasses] };
}

/** Statements of the file's own level; what stands under conditions runs, unless the condition is known not to hold. */
function everyDeclaration(body: readonly Stmt[], opened: OpenedFile): readonly Stmt[] {
  return body.flatMap((stmt): readonly Stmt[] => {
    if (stmt.kind === 'block') return everyDeclaration(stmt.body, opened);
    if (stmt.kind !== 'if') return [stmt];
    const { test } = stmt;
    // `if TYPE_CHECKING:` never runs, nor does `if __name__ == '__main__':` in a module.
    if (test.kind === 'name' && test.name === 'TYPE_CHECKING') return everyDeclaration(stmt.otherwise, opened);
    if (test.kind === 'binary' && test.left.kind === 'name' && test.left.name === '__name__') return [];
    const holds = truth({ expr: test, scope: opened.scope });
    return everyDeclaration(holds === false ? stmt.otherwise : stmt.consequence, opened);
  });
}

function projectOf(
  declared: readonly Declared[],
  models: Models,
  files: readonly SourceFile[],
  context: ReadContext,
): Project {
  const all = declared.flatMap(({ classes }) => classes.flatMap((ref) => models.model(ref) ?? []));
  const under = new Map<ClassRef['def'], Model[]>();
  for (const model of all) {
    if (!model.within) continue;
    const known = under.get(model.within.def) ?? [];
    under.set(model.within.def, [...known, model]);
  }
  const project: Project = {
    models,
    release: releaseOf(files, context),
    under,
    compile: (words, untold) => compile(words, untold),
  };
  const core = (): readonly { readonly name: QualifiedName; readonly columns: readonly ColumnParts[] }[] =>
    declared.flatMap(({ values }) => values.flatMap((value) => coreTable(value, project) ?? []));
  const compile = compiler({ dialect: context.dialect, models: all.filter(({ within }) => !within), core, project });
  return project;
}

function statementsOf({ opened, classes, values }: Declared, project: Project): readonly Statement[] {
  const { module } = opened;
  const made = classes.flatMap((ref): readonly Statement[] => {
    const told = project.models.of(ref);
    const span = spanOf(module, ref.def);
    if (told === 'unnamed')
      return [
        statement(span, [opaque(module, ref.def.nameAt, 'the name of this table cannot be told without running it')]),
      ];
    return told && !told.within ? splitUnread(span, modelTable(told, project)) : [];
  });
  const tables = values.flatMap((value): readonly Statement[] => {
    const table = coreTable(value, project);
    return table ? splitUnread(spanOf(module, value.expr), table.operations) : [];
  });
  const ordered = [...made, ...tables].sort((a, b) => a.span.start.offset - b.span.start.offset);
  return [...ordered, ...values.flatMap((value) => besideTables(value, project))];
}

/** What was not understood stands by itself, so that the table is counted as read. */
function splitUnread(span: Statement['span'], operations: readonly Operation[]): readonly Statement[] {
  const read_ = operations.filter(({ kind }) => kind !== 'opaque');
  const unread = operations.filter(({ kind }) => kind === 'opaque');
  return [statement(span, read_), ...unread.map((one) => statement(one.span, [one]))];
}

/** An enumeration is made once, however many columns have it. */
function withoutKnown(made: Statement, types: Set<string>): Statement {
  const operations = made.operations.filter((one) => {
    if (one.kind !== 'createEnum') return true;
    const name = `${one.type.schema ?? ''}.${one.type.name}`;
    const isNew = !types.has(name);
    types.add(name);
    return isNew;
  });
  return operations.length === made.operations.length ? made : { ...made, operations };
}
