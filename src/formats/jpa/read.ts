import type { Operation, Statement } from '../../model';
import { scriptOf, spanOf, statement } from '../code/build';
import { moduleOf } from '../code/project-imports';
import type { ReadContext, ReadFile, SourceFile } from '../format';
import { find, truthOf } from './annotations';
import { databaseSide } from './attribute-types';
import { buildTables } from './build';
import type { TableDraft } from './draft';
import { entitiesOf } from './entities';
import { annotationsOn } from './hierarchy';
import { basicColumnsIn, identifiersIn } from './identifiers';
import { projectOf } from './project';
import type { Reading } from './reading';
import { qualifiedName } from './tables';
import { transaction } from './transaction';
import { openWorld, type TypeIn, type World } from './world';

export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  const [only] = readTogether([{ ...file, path: file.uri }], context);
  return only ?? { up: { uri: file.uri, statements: [], comments: [], problems: [] }, transaction };
}

/** Reads entities as the tables that Hibernate makes of them. */
export function readTogether(files: readonly SourceFile[], context: ReadContext): readonly ReadFile[] {
  const world = openWorld(files, context);
  const project = projectOf(files, context);
  const { dialect } = context;
  const on: Reading = {
    world,
    project,
    dialect,
    entities: entitiesOf(world, project, dialect),
    converters: convertersOf(world),
    tables: new Map(),
    ids: identifiersIn(() => on),
    columns: basicColumnsIn(() => on),
    objects: new Map(),
  };
  buildTables(on);
  return files.map((file) => {
    const module = moduleOf(file);
    return { up: scriptOf(module, statementsOf(file.uri, on)), transaction };
  });
}

/** Converters that apply by themselves, by the type that they are for. */
function convertersOf(world: World): ReadonlyMap<string, TypeIn> {
  return new Map(
    world.classes.flatMap((cls): readonly (readonly [string, TypeIn])[] => {
      const converter = find(annotationsOn(cls), 'Converter');
      if (truthOf(converter, 'autoApply') !== true) return [];
      const base = cls.def.baseTypes.find(({ name }) => /(?:^|\.)AttributeConverter$/.test(name));
      const [own, side] = [base?.args[0], databaseSide(cls)];
      return own && side ? [[own.name, side]] : [];
    }),
  );
}

/** What a file makes: types and sequences, tables, and views that read them. */
function statementsOf(uri: string, on: Reading): readonly Statement[] {
  const objects = [...on.objects.values()].filter((one) => one.uri === uri).map(({ operation }) => operation);
  const isView = ({ kind }: Operation) => kind === 'createView';
  const single = (operation: Operation) => statement(operation.span, [operation]);
  const tables = [...on.tables.values()].filter(({ module, columns }) => module.uri === uri && columns.size > 0);
  return [
    ...objects.filter((one) => !isView(one)).map(single),
    ...tables.map((draft) => statement(spanOf(draft.module, draft.place), operationsOf(draft, on))),
    ...objects.filter(isView).map(single),
  ];
}

function operationsOf(draft: TableDraft, on: Reading): readonly Operation[] {
  const table = qualifiedName(draft.name);
  const span = spanOf(draft.module, draft.place);
  const comments = draft.others.filter((one) => one.kind === 'commentOn' && one.objectType === 'table');
  const inline = on.dialect === 'mysql' || on.dialect === 'mariadb';
  const options = comments.flatMap((one) =>
    one.kind === 'commentOn' && one.comment !== undefined && inline
      ? [{ name: 'comment', value: one.comment, span: one.span }]
      : [],
  );
  return [
    {
      kind: 'createTable',
      table,
      columns: [...draft.columns.values()],
      constraints: draft.constraints,
      indexes: [],
      options,
      span,
    },
    ...draft.indexes.map((index): Operation => ({ kind: 'createIndex', table, index, span: index.span })),
    ...draft.others.filter((one) => !(inline && comments.includes(one))),
  ];
}
