import type { ColumnSpec, ConstraintSpec, Expression, Ident, IndexColumn, Operation, QualifiedName } from '../../model';
import type { Style } from './style';
import { typeText } from './type-words';

/** A string of Python. */
export function pythonText(text: string, { quote }: Pick<Style, 'quote'>): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  // As Python's repr has it: the other quote where that spares a backslash.
  const other = quote === "'" ? '"' : "'";
  if (escaped.includes(quote) && !escaped.includes(other)) return other + escaped + other;
  return quote + escaped.replaceAll(quote, `\\${quote}`) + quote;
}

/** One operation as Alembic's own call; undefined where it has no words for it. What the words mean is checked by reading them. */
export function callText(operation: Operation, style: Style): string | undefined {
  const text = (value: string) => pythonText(value, style);
  const table = (name: QualifiedName) => [text(name.name)];
  const schema = (name: QualifiedName) => (name.schema === undefined ? [] : [`schema=${text(name.schema)}`]);
  switch (operation.kind) {
    case 'createTable':
      return tableText(operation, style);
    case 'dropTable':
      return call('drop_table', [...table(operation.table), ...schema(operation.table)]);
    case 'renameTable':
      return call('rename_table', [...table(operation.table), text(operation.to.name), ...schema(operation.table)]);
    case 'addColumn': {
      const column = columnText(operation.column, style);
      return column && call('add_column', [...table(operation.table), column, ...schema(operation.table)]);
    }
    case 'dropColumn':
      return call('drop_column', [...table(operation.table), text(operation.column.name), ...schema(operation.table)]);
    case 'renameColumn':
      return call('alter_column', [
        ...table(operation.table),
        text(operation.column.name),
        `new_column_name=${text(operation.to.name)}`,
        ...schema(operation.table),
      ]);
    case 'alterColumn': {
      const change = changeText(operation.change, style);
      const names = [...table(operation.table), text(operation.column.name)];
      return change && call('alter_column', [...names, ...change, ...schema(operation.table)]);
    }
    case 'addConstraint':
      return constraintCall(operation.table, operation.constraint, style);
    case 'dropConstraint': {
      const kind = operation.constraintKind && KINDS[operation.constraintKind];
      if (!operation.name) return undefined;
      const type = kind === undefined ? [] : [`type_=${text(kind)}`];
      return call('drop_constraint', [
        text(operation.name.name),
        ...table(operation.table),
        ...type,
        ...schema(operation.table),
      ]);
    }
    case 'createIndex':
      return indexText(operation, style);
    case 'dropIndex': {
      const concurrently = operation.concurrently ? ['postgresql_concurrently=True'] : [];
      const own = operation.table ? [`table_name=${text(operation.table.name)}`] : [];
      const guard = operation.ifExists ? ['if_exists=True'] : [];
      return call('drop_index', [
        text(operation.index.name),
        ...own,
        ...schema(operation.index),
        ...guard,
        ...concurrently,
      ]);
    }
    default:
      return undefined;
  }
}

const KINDS: Readonly<Partial<Record<ConstraintSpec['kind'], string>>> = {
  primaryKey: 'primary',
  unique: 'unique',
  foreignKey: 'foreignkey',
  check: 'check',
};

function call(name: string, args: readonly string[]): string {
  return `op.${name}(${args.join(', ')})`;
}

const list = (names: readonly Ident[], style: Style) =>
  `[${names.map(({ name }) => pythonText(name, style)).join(', ')}]`;

const sqlText = (sql: string, style: Style) => `${style.sa}.text(${pythonText(sql, style)})`;

type Change = Extract<Operation, { readonly kind: 'alterColumn' }>['change'];

function changeText(change: Change, style: Style): readonly string[] | undefined {
  switch (change.kind) {
    case 'setNotNull':
      return ['nullable=False'];
    case 'dropNotNull':
      return ['nullable=True'];
    case 'dropDefault':
      return ['server_default=None'];
    case 'setDefault':
      return [`server_default=${defaultText(change.value, style)}`];
    case 'setType': {
      const type = typeText(change.type, style);
      if (type === undefined || change.collation !== undefined) return undefined;
      const using = change.using ? [`postgresql_using=${pythonText(change.using.text, style)}`] : [];
      return [`type_=${type}`, ...using];
    }
    default:
      return undefined;
  }
}

function defaultText(value: Expression, style: Style): string {
  const plain = /^'((?:[^']|'')*)'$/.exec(value.text)?.[1];
  return plain === undefined ? sqlText(value.text, style) : pythonText(plain.replaceAll("''", "'"), style);
}

function columnText(column: ColumnSpec, style: Style): string | undefined {
  const type = column.type && typeText(column.type, style);
  if (type === undefined || column.generated || column.constraints.length > 0 || column.onUpdate) return undefined;
  const identity =
    column.identity === 'always'
      ? 'Identity(always=True)'
      : column.identity === 'by default'
        ? 'Identity()'
        : undefined;
  if (column.identity && !identity) return undefined;
  const parts = [
    pythonText(column.name.name, style),
    type,
    ...(identity === undefined ? [] : [`${style.sa}.${identity}`]),
    ...(column.default ? [`server_default=${defaultText(column.default, style)}`] : []),
    `nullable=${column.nullable === false || identity !== undefined ? 'False' : 'True'}`,
    ...(column.comment === undefined ? [] : [`comment=${pythonText(column.comment, style)}`]),
  ];
  return `${style.sa}.Column(${parts.join(', ')})`;
}

/** `op.create_table` with one column or constraint a line. */
function tableText(operation: Extract<Operation, { readonly kind: 'createTable' }>, style: Style): string | undefined {
  const { table, columns, constraints, options, indexes } = operation;
  const isPlain = options.length === 0 && indexes.length === 0 && !operation.partitionBy && !operation.partitionOf;
  const parts = [
    ...columns.map((column) => columnText(column, style)),
    ...constraints.map((constraint) => constraintItem(constraint, style)),
  ];
  const known = parts.filter((part) => part !== undefined);
  if (!isPlain || known.length !== parts.length) return undefined;
  const schema = table.schema === undefined ? [] : [`schema=${pythonText(table.schema, style)}`];
  const lines = [pythonText(table.name, style), ...known, ...schema].map((line) => `    ${line},\n`);
  return `op.create_table(\n${lines.join('')})`;
}

const columnsOf = (columns: readonly IndexColumn[]) => columns.flatMap(({ column }) => (column ? [column] : []));

function words(constraint: ConstraintSpec, style: Style): readonly string[] {
  if (constraint.kind !== 'foreignKey') return [];
  const { onDelete, onUpdate, deferrable } = constraint;
  return [
    ...(onDelete ? [`ondelete=${pythonText(onDelete.toUpperCase(), style)}`] : []),
    ...(onUpdate ? [`onupdate=${pythonText(onUpdate.toUpperCase(), style)}`] : []),
    ...(deferrable ? [`deferrable=${deferrable === 'not deferrable' ? 'False' : 'True'}`] : []),
    ...(deferrable === 'initially deferred' ? [`initially=${pythonText('DEFERRED', style)}`] : []),
  ];
}

function constraintItem(constraint: ConstraintSpec, style: Style): string | undefined {
  const name = constraint.name ? [`name=${pythonText(constraint.name.name, style)}`] : [];
  const text = (value: string) => pythonText(value, style);
  switch (constraint.kind) {
    case 'primaryKey':
    case 'unique': {
      const word = constraint.kind === 'unique' ? 'UniqueConstraint' : 'PrimaryKeyConstraint';
      return `${style.sa}.${word}(${[...columnsOf(constraint.columns).map((one) => text(one.name)), ...name].join(', ')})`;
    }
    case 'check':
      return `${style.sa}.CheckConstraint(${[text(constraint.expression.text), ...name].join(', ')})`;
    case 'foreignKey': {
      const { refTable, refColumns } = constraint;
      const prefix = refTable.schema === undefined ? refTable.name : `${refTable.schema}.${refTable.name}`;
      const targets = refColumns.map((one) => text(`${prefix}.${one.name}`)).join(', ');
      return `${style.sa}.ForeignKeyConstraint(${[list(constraint.columns, style), `[${targets}]`, ...name, ...words(constraint, style)].join(', ')})`;
    }
    default:
      return undefined;
  }
}

function constraintCall(table: QualifiedName, constraint: ConstraintSpec, style: Style): string | undefined {
  const text = (value: string) => pythonText(value, style);
  const name = constraint.name ? text(constraint.name.name) : 'None';
  const schema = table.schema === undefined ? [] : [`schema=${text(table.schema)}`];
  switch (constraint.kind) {
    case 'unique':
      return call('create_unique_constraint', [
        name,
        text(table.name),
        list(columnsOf(constraint.columns), style),
        ...schema,
      ]);
    case 'primaryKey':
      return call('create_primary_key', [
        name,
        text(table.name),
        list(columnsOf(constraint.columns), style),
        ...schema,
      ]);
    case 'check':
      return call('create_check_constraint', [name, text(table.name), text(constraint.expression.text), ...schema]);
    case 'foreignKey': {
      const { refTable, columns, refColumns } = constraint;
      const source = table.schema === undefined ? [] : [`source_schema=${text(table.schema)}`];
      const referent = refTable.schema === undefined ? [] : [`referent_schema=${text(refTable.schema)}`];
      const names = [name, text(table.name), text(refTable.name), list(columns, style), list(refColumns, style)];
      return call('create_foreign_key', [...names, ...words(constraint, style), ...source, ...referent]);
    }
    default:
      return undefined;
  }
}

function indexText(operation: Extract<Operation, { readonly kind: 'createIndex' }>, style: Style): string | undefined {
  const { table, index, concurrently } = operation;
  if (!index.name) return undefined;
  const text = (value: string) => pythonText(value, style);
  const columns = index.columns.map((part) => {
    const order = [part.order === 'desc' ? ' DESC' : '', part.nulls ? ` NULLS ${part.nulls.toUpperCase()}` : ''].join(
      '',
    );
    if (!part.column) return part.expression && sqlText(part.expression.text + order, style);
    return order === '' ? text(part.column.name) : sqlText(part.column.name + order, style);
  });
  if (columns.some((column) => column === undefined)) return undefined;
  const classes = index.columns.flatMap(({ column, operatorClass }) =>
    column && operatorClass !== undefined ? [`${text(column.name)}: ${text(operatorClass)}`] : [],
  );
  return call('create_index', [
    text(index.name.name),
    text(table.name),
    `[${columns.join(', ')}]`,
    `unique=${index.unique ? 'True' : 'False'}`,
    ...(table.schema === undefined ? [] : [`schema=${text(table.schema)}`]),
    ...(index.method === undefined ? [] : [`postgresql_using=${text(index.method)}`]),
    ...(classes.length > 0 ? [`postgresql_ops={${classes.join(', ')}}`] : []),
    ...(index.where ? [`postgresql_where=${sqlText(index.where.text, style)}`] : []),
    ...(index.include ? [`postgresql_include=${list(index.include, style)}`] : []),
    ...(concurrently ? ['postgresql_concurrently=True'] : []),
    ...(operation.ifNotExists ? ['if_not_exists=True'] : []),
  ]);
}
