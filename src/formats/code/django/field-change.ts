import type { AlterColumn, ColumnChange, Operation } from '../../../model';
import { expressionAt, identAt, spanOf } from '../build';
import { columnIdent, columnSpec, fieldIndexes, foreignKey, tableIdent, typeText, unknownType } from './columns';
import { type Field, meansOf } from './field';
import { indexName } from './names';
import { columnName, hasColumn, type Model, type Project, tableOf } from './state';
import { createJoinTable, isManaged, joinModel } from './tables';

/** What adding, dropping and changing fields does to the database (django/db/backends/base/schema.py). */

export function addField(field: Field, model: Model, project: Project): readonly Operation[] {
  if (!isManaged(model)) return [];
  if (!hasColumn(field)) return createJoinTable(field, model, project);
  const { dialect } = project.setting;
  const table = tableIdent(model, project);
  const span = spanOf(field.from, field.place);
  const spec = columnSpec(field, model, project);
  const key = foreignKey(field, model, project);
  // Rows that are there get Python's default, which the database then forgets.
  const backfill =
    spec.default === undefined && field.clientDefault !== undefined && field.clientDefault.kind !== 'null'
      ? field.clientDefault
      : undefined;
  const isInline = key !== undefined && (dialect === 'postgresql' || dialect === 'sqlite');
  const forgets = backfill !== undefined && dialect !== 'sqlite';
  const column = {
    ...spec,
    ...(forgets ? { default: backfill } : {}),
    ...(isInline ? { constraints: [...spec.constraints, { ...key, inline: true }] } : {}),
  };
  return [
    { kind: 'addColumn', span, table, column },
    ...(forgets ? [alter(field, model, project, { kind: 'dropDefault' })] : []),
    ...(key && !isInline ? [{ kind: 'addConstraint', span, table, constraint: key } as const] : []),
    ...fieldIndexes(field, model, project),
    ...unknownType(field),
  ];
}

export function removeField(field: Field, model: Model, project: Project): readonly Operation[] {
  if (!isManaged(model)) return [];
  const span = spanOf(field.from, field.place);
  const join = joinModel(field, model, project);
  if (join) return [{ kind: 'dropTable', span, table: tableIdent(join, project), cascade: true }];
  if (!hasColumn(field)) return [];
  const cascade = project.setting.dialect === 'postgresql' ? { cascade: true } : {};
  return [{ kind: 'dropColumn', span, table: tableIdent(model, project), column: columnIdent(field), ...cascade }];
}

function alter(field: Field, model: Model, project: Project, change: ColumnChange): AlterColumn {
  return {
    kind: 'alterColumn',
    span: spanOf(field.from, field.place),
    table: tableIdent(model, project),
    column: columnIdent(field),
    change,
  };
}

/** How a field that was `before` becomes `after`. */
export function alterField(before: Field, after: Field, model: Model, project: Project): readonly Operation[] {
  if (!isManaged(model) || meansOf(before) === meansOf(after)) return [];
  if (!hasColumn(before) || !hasColumn(after)) return alterJoin(before, after, model, project);
  const table = tableIdent(model, project);
  const span = spanOf(after.from, after.place);
  const made: Operation[] = [];
  const [oldKey, newKey] = [foreignKey(before, model, project), foreignKey(after, model, project)];
  const [oldType, newType] = [typeText(before, model, project), typeText(after, model, project)];
  const keyChanges = JSON.stringify(targetOf(oldKey)) !== JSON.stringify(targetOf(newKey)) || oldType !== newType;
  if (oldKey && (keyChanges || columnName(before) !== columnName(after)))
    made.push({
      kind: 'dropConstraint',
      span,
      table,
      constraintKind: 'foreignKey',
      ...(oldKey.name ? { name: { ...oldKey.name, span } } : {}),
    });
  if (before.primaryKey && !after.primaryKey)
    made.push({ kind: 'dropConstraint', span, table, constraintKind: 'primaryKey' });
  if (before.unique && !after.unique && before.made?.unique !== undefined)
    made.push({
      kind: 'dropConstraint',
      span,
      table,
      constraintKind: 'unique',
      name: { name: before.made.unique, span },
    });
  made.push(...indexChanges(before, after, model, project, 'drop'));
  if (columnName(before) !== columnName(after))
    made.push({
      kind: 'renameColumn',
      span,
      table,
      column: { ...columnIdent(after), name: columnName(before) },
      to: columnIdent(after),
    });
  made.push(...columnChanges(before, after, model, project, { oldType, newType }));
  if (!before.unique && after.unique && !after.primaryKey) made.push(addUnique(after, model, project));
  if (!before.primaryKey && after.primaryKey) made.push(addKey(after, model, project));
  made.push(...indexChanges(before, after, model, project, 'create'));
  if (newKey && (!oldKey || keyChanges || columnName(before) !== columnName(after)))
    made.push({ kind: 'addConstraint', span, table, constraint: newKey });
  return [...made, ...unknownType(after)];
}

function targetOf(key: ReturnType<typeof foreignKey>): unknown {
  return key?.kind === 'foreignKey' ? [key.refTable.name, key.refColumns.map(({ name }) => name)] : undefined;
}

interface Types {
  readonly oldType: string | undefined;
  readonly newType: string | undefined;
}

function columnChanges(
  before: Field,
  after: Field,
  model: Model,
  project: Project,
  { oldType, newType }: Types,
): readonly Operation[] {
  const made: Operation[] = [];
  const spec = columnSpec(after, model, project);
  const was = columnSpec(before, model, project);
  const plain = (type: string | undefined) =>
    type?.replace(
      /^(?:(small|big)?serial)$/,
      (_, size = '') => `${size === 'small' ? 'smallint' : size === 'big' ? 'bigint' : 'integer'}`,
    );
  if (spec.type && plain(oldType) !== plain(newType))
    made.push(alter(after, model, project, { kind: 'setType', type: spec.type }));
  if (spec.identity !== was.identity && project.setting.dialect === 'postgresql') {
    if (spec.identity) made.push(alter(after, model, project, { kind: 'addIdentity', identity: spec.identity }));
    else made.push(alter(after, model, project, { kind: 'dropIdentity', ifExists: true }));
  }
  if (before.databaseDefault?.text !== after.databaseDefault?.text)
    made.push(
      alter(
        after,
        model,
        project,
        after.databaseDefault ? { kind: 'setDefault', value: after.databaseDefault } : { kind: 'dropDefault' },
      ),
    );
  if (before.nullable && !after.nullable) {
    // Rows without a value get the default first: "4-way default alteration".
    if (after.clientDefault && after.clientDefault.kind !== 'null') made.push(backfill(after, model, project));
    made.push(alter(after, model, project, { kind: 'setNotNull' }));
  }
  if (!before.nullable && after.nullable) made.push(alter(after, model, project, { kind: 'dropNotNull' }));
  if (before.comment !== after.comment)
    made.push(alter(after, model, project, { kind: 'setComment', comment: after.comment }));
  return [...made, ...checkChanges(before, after, model, project)];
}

function backfill(field: Field, model: Model, project: Project): Operation {
  const table = tableIdent(model, project);
  const column = columnIdent(field);
  const span = spanOf(field.from, field.place);
  const text = `UPDATE "${table.name}" SET "${column.name}" = ${field.clientDefault?.text} WHERE "${column.name}" IS NULL`;
  return {
    kind: 'changeData',
    change: 'update',
    span,
    tables: [table],
    sources: [],
    hasWhere: true,
    isBatched: false,
    columns: [column],
    text,
  };
}

/** A positive integer's condition comes and goes with its class; the engine named the one that came with the table. */
function checkChanges(before: Field, after: Field, model: Model, project: Project): readonly Operation[] {
  const { dialect } = project.setting;
  const check = (field: Field) => columnSpec(field, model, project).constraints.find(({ kind }) => kind === 'check');
  const [old, now] = [check(before), check(after)];
  const table = tableIdent(model, project);
  const span = spanOf(after.from, after.place);
  if (old && !now && dialect === 'postgresql')
    return [
      {
        kind: 'dropConstraint',
        span,
        table,
        constraintKind: 'check',
        ifExists: true,
        name: { name: before.made?.check ?? `${table.name}_${columnName(before)}_check`, span },
      },
    ];
  if (now?.kind === 'check' && !old) {
    const name = checkNameOf(after, model, project);
    const expression = expressionAt(after.from, now.expression.text, after.place, dialect);
    return [
      {
        kind: 'addConstraint',
        span,
        table,
        constraint: { kind: 'check', span, name: identAt(after.from, name, after.nameAt), expression },
      },
    ];
  }
  return [];
}

/** The name of the constraint that an alteration gives a field of a class with a condition. */
export function checkNameOf(field: Field, model: Model, project: Project): string {
  return indexName(tableOf(model, project.setting), [columnName(field)], '_check', project.setting.dialect);
}

/** The name of the constraint that an alteration makes a field unique by. */
export function uniqueNameOf(field: Field, model: Model, project: Project): string {
  return indexName(tableOf(model, project.setting), [columnName(field)], '_uniq', project.setting.dialect);
}

function addUnique(field: Field, model: Model, project: Project): Operation {
  const span = spanOf(field.from, field.place);
  const column = columnIdent(field);
  const name = identAt(field.from, uniqueNameOf(field, model, project), field.nameAt);
  return {
    kind: 'addConstraint',
    span,
    table: tableIdent(model, project),
    constraint: { kind: 'unique', span, name, columns: [{ column, span }] },
  };
}

/** A field that becomes the primary key (`_field_became_primary_key`). */
function addKey(field: Field, model: Model, project: Project): Operation {
  const span = spanOf(field.from, field.place);
  const column = columnIdent(field);
  const { setting } = project;
  const name = indexName(tableOf(model, setting), [column.name], '_pk', setting.dialect);
  return {
    kind: 'addConstraint',
    span,
    table: tableIdent(model, project),
    constraint: {
      kind: 'primaryKey',
      span,
      name: identAt(field.from, name, field.nameAt),
      columns: [{ column, span }],
    },
  };
}

function indexChanges(
  before: Field,
  after: Field,
  model: Model,
  project: Project,
  what: 'drop' | 'create',
): readonly Operation[] {
  const [old, now] = [fieldIndexes(before, model, project), fieldIndexes(after, model, project)];
  const names = (operations: readonly Operation[]) => new Set(operations.map(nameOfIndex));
  if (what === 'create') {
    const had = names(old);
    return now.filter((operation) => !had.has(nameOfIndex(operation)));
  }
  const has = names(now);
  const table = tableIdent(model, project);
  const span = spanOf(after.from, after.place);
  return old.flatMap((operation): readonly Operation[] => {
    const name = nameOfIndex(operation);
    return name === undefined || has.has(name)
      ? []
      : [{ kind: 'dropIndex', span, index: { name, span }, table, ifExists: true }];
  });
}

function nameOfIndex(operation: Operation): string | undefined {
  return operation.kind === 'createIndex' ? operation.index.name?.name : undefined;
}

/** A many-to-many field that changes its table or kind: its table is renamed, made or dropped. */
function alterJoin(before: Field, after: Field, model: Model, project: Project): readonly Operation[] {
  const [old, now] = [joinModel(before, model, project), joinModel(after, model, project)];
  const span = spanOf(after.from, after.place);
  if (old && now) {
    const [from, to] = [tableIdent(old, project), tableIdent(now, project)];
    const renamed: readonly Operation[] = from.name === to.name ? [] : [{ kind: 'renameTable', span, table: from, to }];
    return [...renamed, ...joinReferences(old, now, project)];
  }
  if (hasColumn(before) !== hasColumn(after))
    return [...removeField(before, model, project), ...addField(after, model, project)];
  return [];
}

/** The columns of a many-to-many table that refer elsewhere from here on (`_alter_many_to_many`). */
function joinReferences(old: Model, now: Model, project: Project): readonly Operation[] {
  return now.fields.flatMap((field, at): readonly Operation[] => {
    const before = old.fields[at];
    const to = ({ kind }: Field) => (kind.kind === 'foreignKey' ? kind.relation.to.toLowerCase() : undefined);
    if (!before || to(before) === to(field)) return [];
    return alterField(before, field, now, project);
  });
}
