import {
  type ColumnSpec,
  type ConstraintSpec,
  type Expression,
  type IndexColumn,
  isMysqlFamily,
  type Operation,
  type QualifiedName,
} from '../../../model';
import type { Engine } from '../sql/build';

export type Given = string | number | boolean;
export type Attributes = Readonly<Record<string, Given>>;

/** A column inside a change, and its constraints. */
export interface GivenColumn {
  readonly attributes: Attributes;
  readonly constraints?: Attributes;
}

/** A change as all languages of changelogs have it. */
export interface Change {
  readonly name: string;
  readonly attributes: Attributes;
  readonly columns?: readonly GivenColumn[];
  /** What stands between the tags of `sql`. */
  readonly text?: string;
}

type Sparse = Readonly<Record<string, Given | undefined>>;

function given(attributes: Sparse): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter((one): one is [string, Given] => one[1] !== undefined));
}

const change = (name: string, attributes: Sparse, columns?: readonly GivenColumn[]): Change => ({
  name,
  attributes: given(attributes),
  ...(columns ? { columns } : {}),
});

const inTable = (table: QualifiedName): Sparse => ({ schemaName: table.schema, tableName: table.name });
const ofColumn = (table: QualifiedName, column: string): Sparse => ({ ...inTable(table), columnName: column });
const when = (condition: boolean | undefined): true | undefined => (condition ? true : undefined);

/**
 * One operation as Liquibase's own change (docs.liquibase.com, "Change Types"); undefined where there is no word for it. What the
 * words mean in the dialect is checked by reading them.
 */
export function changeOf(operation: Operation, engine: Engine): Change | undefined {
  switch (operation.kind) {
    case 'createTable':
      return tableOf(operation);
    case 'dropTable':
      return change('dropTable', { ...inTable(operation.table), cascadeConstraints: when(operation.cascade) });
    case 'renameTable': {
      const { table, to } = operation;
      return change('renameTable', { schemaName: table.schema, oldTableName: table.name, newTableName: to.name });
    }
    case 'addColumn': {
      const column = columnOf(operation.column);
      return column && change('addColumn', inTable(operation.table), [column]);
    }
    case 'dropColumn':
      return change('dropColumn', ofColumn(operation.table, operation.column.name));
    case 'renameColumn':
      return change('renameColumn', {
        ...inTable(operation.table),
        oldColumnName: operation.column.name,
        newColumnName: operation.to.name,
      });
    case 'alterColumn':
      return alterOf(operation);
    case 'addConstraint':
      return constraintOf(operation.table, operation.constraint);
    case 'dropConstraint':
      return dropConstraintOf(operation, engine);
    case 'createIndex':
      return indexOf(operation);
    case 'dropIndex':
      return change('dropIndex', {
        schemaName: operation.table?.schema ?? operation.index.schema,
        tableName: operation.table?.name,
        indexName: operation.index.name,
      });
    case 'createView': {
      const { view, query, orReplace } = operation;
      return {
        ...change('createView', {
          schemaName: view.schema,
          viewName: view.name,
          replaceIfExists: when(orReplace),
        }),
        text: query,
      };
    }
    default:
      return undefined;
  }
}

const isText = (text: string) => text.length >= 2 && text.startsWith("'") && text.endsWith("'");

/** A default in the attribute that keeps its kind: text, number, truth, or something that the engine computes. */
function defaultOf(value: Expression): Sparse {
  const text = value.text.trim();
  if (isText(text) && !text.slice(1, -1).replaceAll("''", '').includes("'"))
    return { defaultValue: text.slice(1, -1).replaceAll("''", "'") };
  if (/^(?:true|false)$/i.test(text)) return { defaultValueBoolean: text.toLowerCase() === 'true' };
  const isNumber = text !== '' && Number.isFinite(Number(text)) && String(Number(text)) === text;
  return isNumber ? { defaultValueNumeric: Number(text) } : { defaultValueComputed: text };
}

function columnOf(column: ColumnSpec): GivenColumn | undefined {
  const { type, generated, onUpdate, collation, charset, comment, identity } = column;
  if (!type || generated || onUpdate || collation !== undefined || charset !== undefined) return undefined;
  const constraints = inlineOf(column);
  if (!constraints) return undefined;
  const attributes = given({
    name: column.name.name,
    type: type.text,
    ...(identity === undefined ? {} : { autoIncrement: true }),
    ...(identity === 'always' ? { generationType: 'ALWAYS' } : {}),
    ...(column.default ? defaultOf(column.default) : {}),
    remarks: comment,
  });
  return { attributes, ...(Object.keys(constraints).length > 0 ? { constraints } : {}) };
}

/** What a column says of itself, as `constraints` has it. */
function inlineOf({ constraints, nullable }: ColumnSpec): Attributes | undefined {
  const found: Record<string, Given | undefined> = nullable === false ? { nullable: false } : {};
  for (const constraint of constraints) {
    if (constraint.kind === 'primaryKey') {
      Object.assign(found, { nullable: false, primaryKey: true, primaryKeyName: constraint.name?.name });
    } else if (constraint.kind === 'unique') {
      Object.assign(found, { unique: true, uniqueConstraintName: constraint.name?.name });
    } else if (constraint.kind === 'foreignKey' && constraint.name && constraint.onUpdate === undefined) {
      const columns = constraint.refColumns.map(({ name }) => name).join(', ');
      Object.assign(found, {
        foreignKeyName: constraint.name.name,
        references: `${constraint.refTable.name}(${columns})`,
        deleteCascade: when(constraint.onDelete === 'cascade'),
      });
    } else return undefined;
  }
  return given(found);
}

/** Keys over columns are said at the columns, where they have words for them. */
function tableOf(operation: Extract<Operation, { readonly kind: 'createTable' }>): Change | undefined {
  const { table, constraints } = operation;
  const key = constraints.find(({ kind }) => kind === 'primaryKey');
  if (constraints.some((one) => one !== key)) return undefined;
  const keyed = new Set(key?.kind === 'primaryKey' ? key.columns.map(({ column }) => column?.name) : []);
  const columns = operation.columns.map((column): GivenColumn | undefined => {
    const made = columnOf(column);
    if (!made || !keyed.has(column.name.name)) return made;
    const own = { nullable: false, primaryKey: true, primaryKeyName: key?.name?.name };
    return { ...made, constraints: given({ ...made.constraints, ...own }) };
  });
  const known = columns.filter((column) => column !== undefined);
  return known.length === columns.length ? change('createTable', inTable(table), known) : undefined;
}

function alterOf({ table, column, change: to }: Extract<Operation, { readonly kind: 'alterColumn' }>) {
  const own = ofColumn(table, column.name);
  switch (to.kind) {
    case 'setNotNull':
      return change('addNotNullConstraint', own);
    case 'dropNotNull':
      return change('dropNotNullConstraint', own);
    case 'setDefault':
      return change('addDefaultValue', { ...own, ...defaultOf(to.value), defaultValueConstraintName: to.name?.name });
    case 'dropDefault':
      return change('dropDefaultValue', own);
    case 'setType':
      return change('modifyDataType', { ...own, newDataType: to.type.text });
    case 'setComment':
      return to.comment === undefined ? undefined : change('setColumnRemarks', { ...own, remarks: to.comment });
    default:
      return undefined;
  }
}

const listOf = (columns: readonly IndexColumn[]) => columns.map(({ column }) => column?.name ?? '').join(', ');

function constraintOf(table: QualifiedName, constraint: ConstraintSpec): Change | undefined {
  const constraintName = constraint.name?.name;
  if (constraintName === undefined && constraint.kind !== 'primaryKey') return undefined;
  switch (constraint.kind) {
    case 'primaryKey':
      return change('addPrimaryKey', { ...inTable(table), constraintName, columnNames: listOf(constraint.columns) });
    case 'unique':
      return change('addUniqueConstraint', {
        ...inTable(table),
        constraintName,
        columnNames: listOf(constraint.columns),
        ...deferrableOf(constraint),
      });
    case 'foreignKey':
      return change('addForeignKeyConstraint', {
        constraintName,
        baseTableSchemaName: table.schema,
        baseTableName: table.name,
        baseColumnNames: constraint.columns.map(({ name }) => name).join(', '),
        referencedTableSchemaName: constraint.refTable.schema,
        referencedTableName: constraint.refTable.name,
        referencedColumnNames: constraint.refColumns.map(({ name }) => name).join(', '),
        onDelete: constraint.onDelete?.toUpperCase(),
        onUpdate: constraint.onUpdate?.toUpperCase(),
        ...deferrableOf(constraint),
      });
    default:
      return undefined;
  }
}

const deferrableOf = ({ deferrable }: ConstraintSpec): Sparse => ({
  deferrable: when(deferrable === 'deferrable' || deferrable === 'initially deferred'),
  initiallyDeferred: when(deferrable === 'initially deferred'),
});

/** Only MySQL says what kind of constraint it drops; elsewhere any of the words means the same, and SQL says it plainly. */
function dropConstraintOf(
  { table, name, constraintKind }: Extract<Operation, { readonly kind: 'dropConstraint' }>,
  { dialect }: Engine,
): Change | undefined {
  const constraintName = name?.name;
  if (constraintKind === 'primaryKey') return change('dropPrimaryKey', { ...inTable(table), constraintName });
  if (constraintKind === 'foreignKey' || (constraintKind === undefined && /f_?key$|^fk_/i.test(constraintName ?? '')))
    return change('dropForeignKeyConstraint', {
      baseTableSchemaName: table.schema,
      baseTableName: table.name,
      constraintName,
    });
  return constraintKind === 'unique' && !isMysqlFamily(dialect)
    ? change('dropUniqueConstraint', { ...inTable(table), constraintName })
    : undefined;
}

function indexOf({ table, index }: Extract<Operation, { readonly kind: 'createIndex' }>): Change | undefined {
  if (!index.name || index.columns.some(({ column }) => column === undefined)) return undefined;
  const columns = index.columns.map(
    ({ column, order }): GivenColumn => ({
      attributes: given({ name: column?.name ?? '', descending: when(order === 'desc') }),
    }),
  );
  const own = { ...inTable(table), indexName: index.name.name, unique: when(index.unique) };
  return change('createIndex', own, columns);
}
