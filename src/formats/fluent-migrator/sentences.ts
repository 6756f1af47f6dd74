import { textValue } from '../../code';
import type { Operation, QualifiedName } from '../../model';
import { identIn, identsIn, type Sentence, type Word, wordOf } from './chain';
import { type Column, columnOf, columnWords, defaultOf, keyOf, type Site } from './columns';
import { createForeignKey, createIndex, createKey, dropIndex, dropKey } from './keys';
import { own, type Said, spanIn, type Tell, type Telling, tableIn } from './telling';

const createTable: Tell = (on) => {
  const table = tableIn(on, 'Table');
  if (!table) return undefined;
  const columns = columnWords(on.words, 'WithColumn').flatMap((words) => columnOf(table, words, on) ?? []);
  const key = keyOf(table, columns, on);
  const inline = on.dialect === 'sqlite' && columns.some(({ spec, isKey }) => isKey && spec.identity !== undefined);
  const description = wordOf(on.words, 'WithDescription')?.args[0];
  const comment = description && textValue(description)?.text;
  const commented: readonly Operation[] =
    comment === undefined || (on.dialect !== 'postgresql' && on.dialect !== 'sqlserver')
      ? []
      : [{ kind: 'commentOn', span: spanIn(on), objectType: 'table', name: table, comment }];
  return [
    {
      kind: 'createTable',
      span: spanIn(on),
      table,
      columns: columns.map(({ spec, isKey }) =>
        inline && isKey && key ? { ...spec, constraints: [{ ...key, inline: true }] } : spec,
      ),
      constraints: [...(key && !inline ? [key] : []), ...columns.flatMap((one) => one.foreignKeys)],
      indexes: [],
      options: [],
    },
    ...columns.flatMap((one) => one.indexes),
    ...commented,
    ...columns.flatMap((one) => one.gaps),
  ];
};

function added(table: QualifiedName, one: Column, on: Telling): readonly Operation[] {
  const span = one.spec.span;
  const key = keyOf(table, [one], on);
  const constraints = [...(key ? [key] : []), ...one.foreignKeys];
  return [
    { kind: 'addColumn', span, table, column: one.spec },
    ...constraints.map((constraint): Operation => ({ kind: 'addConstraint', span, table, constraint })),
    ...one.indexes,
    ...one.gaps,
  ];
}

/** A column that is changed: its type, and whether it takes NULL, where that is said. */
function altered(table: QualifiedName, words: readonly Word[], one: Column, on: Telling): readonly Operation[] {
  const { spec } = one;
  const span = spec.span;
  const base = { kind: 'alterColumn' as const, span, table, column: spec.name };
  if (on.dialect === 'mysql' || on.dialect === 'mariadb')
    return [{ ...base, change: { kind: 'redefine', column: spec } }, ...one.indexes, ...one.gaps];
  const nullable = wordOf(words, 'Nullable') ? 'dropNotNull' : wordOf(words, 'NotNullable') ? 'setNotNull' : undefined;
  // SQL Server restates NULL or NOT NULL with the type.
  const said = nullable ?? (on.dialect === 'sqlserver' ? 'setNotNull' : undefined);
  const value = spec.default;
  return [
    ...(spec.type ? [{ ...base, change: { kind: 'setType' as const, type: spec.type } }] : []),
    ...(said ? [{ ...base, change: { kind: said } as const }] : []),
    ...(value ? [{ ...base, change: { kind: 'setDefault' as const, value } }] : []),
    ...one.indexes,
    ...one.foreignKeys.map((constraint): Operation => ({ kind: 'addConstraint', span, table, constraint })),
    ...one.gaps,
  ];
}

const createColumn: Tell = (on) => {
  const table = tableIn(on, 'OnTable');
  const column = table && columnOf(table, on.words, on);
  return table && column && added(table, column, on);
};

const alterColumn: Tell = (on) => {
  const table = tableIn(on, 'OnTable');
  const column = table && columnOf(table, on.words, on);
  return table && column && altered(table, on.words, column, on);
};

const alterTable: Tell = (on) => {
  const table = tableIn(on, 'Table');
  if (!table) return undefined;
  const to = wordOf(on.words, 'ToSchema');
  const schema = to && identIn(to, 0, on.module);
  if (schema)
    return [{ kind: 'alterTable', span: spanIn(on), table, change: { kind: 'setSchema', schema: schema.name } }];
  return columnWords(on.words, 'AddColumn', 'AlterColumn').flatMap((words): readonly Operation[] => {
    const column = columnOf(table, words, on);
    if (!column) return [];
    return words[0]?.name === 'AddColumn' ? added(table, column, on) : altered(table, words, column, on);
  });
};

const dropColumns: Tell = (on) => {
  const table = tableIn(on, 'FromTable');
  const columns = identsIn(on.words, on.module, 'Column');
  if (!table || columns.length === 0) return undefined;
  return columns.map((column): Operation => ({ kind: 'dropColumn', span: spanIn(on), table, column }));
};

const dropTable: Tell = (on) => {
  const table = tableIn(on, 'Table');
  const ifExists = wordOf(on.words, 'IfExists') ? { ifExists: true } : {};
  return table && [{ kind: 'dropTable', span: spanIn(on), table, ...ifExists }];
};

const dropDefault: Tell = (on) => {
  const table = tableIn(on, 'OnTable');
  const [column] = identsIn(on.words, on.module, 'OnColumn');
  return table && column && [{ kind: 'alterColumn', span: spanIn(on), table, column, change: { kind: 'dropDefault' } }];
};

const renameTable: Tell = (on) => {
  const table = tableIn(on, 'Table');
  const to = identIn(wordOf(on.words, 'To'), 0, on.module);
  const schema = table?.schema === undefined ? {} : { schema: table.schema };
  return table && to && [{ kind: 'renameTable', span: spanIn(on), table, to: { ...to, ...schema } }];
};

const renameColumn: Tell = (on) => {
  const table = tableIn(on, 'OnTable');
  const column = own(on);
  const to = identIn(wordOf(on.words, 'To'), 0, on.module);
  return table && column && to && [{ kind: 'renameColumn', span: spanIn(on), table, column, to }];
};

const schemas =
  (change: 'create' | 'drop'): Tell =>
  (on) => {
    const schema = own(on);
    if (!schema) return undefined;
    if (change === 'create') return [{ kind: 'createSchema', span: spanIn(on), schema }];
    return [{ kind: 'dropObject', span: spanIn(on), objectType: 'schema', name: schema }];
  };

const sequences =
  (change: 'create' | 'drop'): Tell =>
  (on) => {
    const sequence = tableIn(on, 'Sequence');
    if (!sequence) return undefined;
    if (change === 'create') return [{ kind: 'createSequence', span: spanIn(on), sequence }];
    return [{ kind: 'dropObject', span: spanIn(on), objectType: 'sequence', name: sequence }];
  };

const data =
  (change: 'insert' | 'update' | 'delete', word: string): Tell =>
  (on) => {
    const table = tableIn(on, word);
    if (!table) return undefined;
    const hasWhere = change !== 'insert' && wordOf(on.words, 'AllRows') === undefined;
    const base = { kind: 'changeData' as const, span: spanIn(on), change, tables: [table], sources: [] };
    return [{ ...base, hasWhere, isBatched: false, columns: [] }];
  };

const setDefault: Tell = (on) => {
  const table = tableIn(on, 'OnTable');
  const [column] = identsIn(on.words, on.module, 'OnColumn');
  const { value, gap } = defaultOf(on.words, undefined, on);
  if (!table || !column || (!value && !gap)) return undefined;
  if (!value) return gap ? [gap] : undefined;
  return [{ kind: 'alterColumn', span: spanIn(on), table, column, change: { kind: 'setDefault', value } }];
};

/** Sentences by their root and first word (fluentmigrator.github.io, "Fluent interface"). */
const TELLERS: Readonly<Record<string, Tell>> = {
  'Create.Table': createTable,
  'Create.Column': createColumn,
  'Create.Index': createIndex,
  'Create.ForeignKey': createForeignKey,
  'Create.PrimaryKey': createKey('PK'),
  'Create.UniqueConstraint': createKey('UC'),
  'Create.Schema': schemas('create'),
  'Create.Sequence': sequences('create'),
  'Alter.Table': alterTable,
  'Alter.Column': alterColumn,
  'Delete.Table': dropTable,
  'Delete.Column': dropColumns,
  'Delete.Index': dropIndex,
  'Delete.ForeignKey': dropKey('foreignKey'),
  'Delete.PrimaryKey': dropKey('primaryKey'),
  'Delete.UniqueConstraint': dropKey('unique'),
  'Delete.Schema': schemas('drop'),
  'Delete.Sequence': sequences('drop'),
  'Delete.DefaultConstraint': dropDefault,
  'Delete.FromTable': data('delete', 'FromTable'),
  'Rename.Table': renameTable,
  'Rename.Column': renameColumn,
  'Insert.IntoTable': data('insert', 'IntoTable'),
  'Update.Table': data('update', 'Table'),
  'Create.DefaultConstraint': setDefault,
};

/** The operations of a sentence. */
export function tell({ root, words }: Sentence, whole: Word['place'], site: Site): Said {
  const key = `${root}.${words[0]?.name ?? ''}`;
  return Object.hasOwn(TELLERS, key) ? TELLERS[key]?.({ ...site, words, whole }) : undefined;
}
