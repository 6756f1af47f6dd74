import type { ConstraintSpec, Ident, IndexColumn, QualifiedName } from '../../model';
import { identAt, primaryKey, unique } from '../code/build';
import { identIn, identsIn, wordOf } from './chain';
import { columnWords, ruleOf } from './columns';
import { own, spanIn, type Tell, tableIn } from './telling';

export const createIndex: Tell = (on) => {
  const table = tableIn(on, 'OnTable');
  if (!table) return undefined;
  const columns = columnWords(on.words, 'OnColumn').flatMap((words): readonly IndexColumn[] => {
    const column = identIn(words[0], 0, on.module);
    const order = wordOf(words, 'Descending') ? { order: 'desc' as const } : {};
    return column ? [{ column, span: column.span, ...order }] : [];
  });
  if (columns.length === 0) return undefined;
  const chosen = `IX_${table.name}_${columns.map(({ column }) => column?.name).join('_')}`;
  const place = on.words[0]?.place ?? on.whole;
  const include = identsIn(on.words, on.module, 'Include');
  const span = spanIn(on);
  const index = {
    name: own(on) ?? identAt(on.module, chosen, place),
    columns,
    span,
    ...(wordOf(on.words, 'Unique', 'UniqueIndex') ? { unique: true } : {}),
    ...(wordOf(on.words, 'Clustered') && on.dialect === 'sqlserver' ? { method: 'clustered' } : {}),
    ...(include.length > 0 ? { include } : {}),
  };
  return [{ kind: 'createIndex', span, table, index }];
};

const foreignKeyName = (
  from: QualifiedName,
  columns: readonly Ident[],
  to: QualifiedName,
  target: readonly Ident[],
) => {
  const names = (idents: readonly Ident[]) => idents.map(({ name }) => name).join('_');
  return `FK_${from.name}_${names(columns)}_${to.name}_${names(target)}`;
};

export const createForeignKey: Tell = (on) => {
  const [from, to] = [tableIn(on, 'FromTable'), tableIn(on, 'ToTable')];
  const columns = identsIn(on.words, on.module, 'ForeignColumn', 'ForeignColumns');
  const target = identsIn(on.words, on.module, 'PrimaryColumn', 'PrimaryColumns');
  if (!from || !to || columns.length === 0) return undefined;
  const span = spanIn(on);
  const place = on.words[0]?.place ?? on.whole;
  const [onDelete, onUpdate] = [ruleOf(on.words, 'OnDelete'), ruleOf(on.words, 'OnUpdate')];
  const constraint: ConstraintSpec = {
    kind: 'foreignKey',
    span,
    name: own(on) ?? identAt(on.module, foreignKeyName(from, columns, to, target), place),
    columns,
    refTable: to,
    refColumns: target,
    ...(onDelete ? { onDelete } : {}),
    ...(onUpdate ? { onUpdate } : {}),
  };
  return [{ kind: 'addConstraint', span, table: from, constraint }];
};

export const createKey =
  (kind: 'PK' | 'UC'): Tell =>
  (on) => {
    const table = tableIn(on, 'OnTable');
    const columns = identsIn(on.words, on.module, 'Column', 'Columns');
    if (!table || columns.length === 0) return undefined;
    const span = spanIn(on);
    const place = on.words[0]?.place ?? on.whole;
    const words = kind === 'PK' ? `PK_${table.name}` : `UC_${table.name}_${columns.map(({ name }) => name).join('_')}`;
    const name = own(on) ?? identAt(on.module, words, place);
    const constraint = kind === 'PK' ? primaryKey(columns, span, name) : unique(columns, span, name);
    return [{ kind: 'addConstraint', span, table, constraint }];
  };

export const dropKey =
  (constraintKind: 'primaryKey' | 'unique' | 'foreignKey'): Tell =>
  (on) => {
    const table = tableIn(on, 'FromTable', 'OnTable');
    if (!table) return undefined;
    const columns = identsIn(on.words, on.module, 'ForeignColumn', 'ForeignColumns', 'Column', 'Columns');
    const to = tableIn(on, 'ToTable');
    const target = identsIn(on.words, on.module, 'PrimaryColumn', 'PrimaryColumns');
    const place = on.words[0]?.place ?? on.whole;
    const chosen =
      constraintKind === 'foreignKey'
        ? to && foreignKeyName(table, columns, to, target)
        : constraintKind === 'unique' && columns.length > 0
          ? `UC_${table.name}_${columns.map(({ name }) => name).join('_')}`
          : undefined;
    const name = own(on) ?? (chosen === undefined ? undefined : identAt(on.module, chosen, place));
    return name && [{ kind: 'dropConstraint', span: spanIn(on), table, name, constraintKind }];
  };

export const dropIndex: Tell = (on) => {
  const table = tableIn(on, 'OnTable');
  const columns = identsIn(on.words, on.module, 'OnColumn', 'OnColumns');
  const place = on.words[0]?.place ?? on.whole;
  const chosen =
    table && columns.length > 0 ? `IX_${table.name}_${columns.map(({ name }) => name).join('_')}` : undefined;
  const index = own(on) ?? (chosen === undefined ? undefined : identAt(on.module, chosen, place));
  const schema = table?.schema === undefined ? {} : { schema: table.schema };
  return (
    index && [{ kind: 'dropIndex', span: spanIn(on), index: { ...index, ...schema }, ...(table ? { table } : {}) }]
  );
};
