import {
  type Column,
  type ColumnChange,
  type DataLayer,
  type DeclaredSchema,
  type Operation,
  objectKey,
  type QualifiedName,
  type SchemaDifference,
  type Span,
  type Table,
} from '../model';
import type { RenameQuestion, SchemaDiff } from '../plan';
import { isFrameworkTable } from '../review';

interface Told {
  readonly key: string;
  readonly table: string;
  readonly what: string;
  readonly span: Span;
  readonly history?: Span;
}

/** The difference as findings have it: one for each table, column or key, with the operations that would mend it. */
export function differencesIn(
  layer: DataLayer,
  declared: DeclaredSchema,
  { operations, questions }: SchemaDiff,
): readonly SchemaDifference[] {
  const found = new Map<string, Told & { readonly operations: Operation[] }>();
  for (const operation of operations) {
    const told = tellOperation(layer, declared, operation);
    if (!told || isUnsure(layer, told.table) || isFrameworkTable(told.table)) continue;
    const same = found.get(told.key);
    if (same) same.operations.push(operation);
    else found.set(told.key, { ...told, operations: [operation] });
  }
  return [...found.values()].map(({ table, what, span, history, operations: steps }): SchemaDifference => {
    const question = questions.find((one) => isAbout(one, steps));
    return {
      side: declared.kind,
      tool: declared.tool,
      span,
      table,
      what,
      related: history ? [{ span: history, message: 'so the migrations have it' }] : [],
      operations: steps,
      ...(question ? { mayBeRenamed: { from: question.from, to: question.to } } : {}),
    };
  });
}

function isAbout(question: RenameQuestion, operations: readonly Operation[]): boolean {
  return operations.some((operation) => {
    if (question.kind === 'column') {
      if (operation.kind === 'addColumn')
        return operation.column.name.name === question.to && isTable(operation.table, question.table);
      return (
        operation.kind === 'dropColumn' &&
        operation.column.name === question.from &&
        isTable(operation.table, question.table)
      );
    }
    if (question.kind !== 'table') return false;
    if (operation.kind === 'createTable') return isTable(operation.table, question.to);
    return operation.kind === 'dropTable' && isTable(operation.table, question.from);
  });
}

function isTable({ schema, name }: QualifiedName, shown: string | undefined): boolean {
  return shown === (schema === undefined ? name : `${schema}.${name}`);
}

/** Statements that were not understood may have made the difference: of tables that they name nothing is said. */
function isUnsure({ coverage, problems }: DataLayer, table: string): boolean {
  const name = (table.split('.').at(-1) ?? table).toLowerCase();
  const names = (text: string) => text.toLowerCase().includes(name);
  return coverage.notUnderstood.some(({ text }) => names(text)) || problems.some(({ message }) => names(message));
}

function tellOperation(layer: DataLayer, declared: DeclaredSchema, operation: Operation): Told | undefined {
  const side = declared.kind === 'models' ? 'models' : 'schema file';
  switch (operation.kind) {
    case 'createTable': {
      const key = keyOf(layer, operation.table);
      return tellTable(key, operation.table);
    }
    case 'dropTable': {
      const key = keyOf(layer, operation.table);
      return tellLack(
        declared,
        key,
        key,
        `the ${side} lacks table "${shown(operation.table)}", which the migrations make`,
        operation.span,
      );
    }
    case 'addColumn': {
      const table = keyOf(layer, operation.table);
      const name = columnName(operation.table, operation.column.name.name);
      return {
        key: `${table} ${operation.column.name.name}`,
        table,
        what: `no migration adds column "${name}"`,
        span: operation.column.name.span,
      };
    }
    case 'dropColumn': {
      const table = keyOf(layer, operation.table);
      const name = columnName(operation.table, operation.column.name);
      return tellLack(
        declared,
        `${table} ${operation.column.name}`,
        table,
        `the migrations still have column "${name}"`,
        operation.span,
      );
    }
    case 'alterColumn':
      return tellChange(layer, declared, operation);
    case 'addConstraint':
    case 'createIndex':
      return tellKey(layer, declared, operation);
    case 'dropConstraint':
    case 'dropIndex':
      return tellGoneKey(layer, declared, operation);
    case 'createEnum':
    case 'addEnumValue':
      return tellEnum(layer, operation);
    default:
      return undefined;
  }
}

function tellTable(key: string, table: QualifiedName): Told {
  return { key, table: key, what: `no migration makes table "${shown(table)}"`, span: table.span };
}

function tellEnum(layer: DataLayer, operation: Extract<Operation, { kind: 'createEnum' | 'addEnumValue' }>): Told {
  const key = keyOf(layer, operation.type);
  const old = layer.schema.enums.get(key);
  const name = `type "${shown(operation.type)}"`;
  const isMade = operation.kind === 'createEnum';
  const gone = isMade ? (old?.values ?? []).filter((value) => !operation.values.includes(value)) : [];
  const values = gone.map((value) => `'${value}'`).join(', ');
  const what = !isMade
    ? `no migration adds value '${operation.value}' to ${name}`
    : old
      ? `${name} has no ${values} here, and has after the migrations`
      : `no migration makes ${name}`;
  return { key: `${key} ${what}`, table: key, what, span: operation.type.span };
}

function keyOf({ dialect }: DataLayer, { schema, name }: QualifiedName): string {
  return objectKey(dialect, schema, name);
}

function shown({ schema, name }: QualifiedName): string {
  return schema === undefined ? name : `${schema}.${name}`;
}

function columnName(table: QualifiedName, column: string): string {
  return `${shown(table)}.${column}`;
}

/** What the models lack is said where their table stands, else at the models' first line. */
function tellLack(declared: DeclaredSchema, key: string, table: string, what: string, history: Span): Told | undefined {
  const at = declared.schema.tables.get(table)?.at ?? [...declared.schema.tables.values()][0]?.at;
  return at && { key, table, what, span: at, history };
}

function find(table: Table | undefined, name: string): Column | undefined {
  return table?.columns.find((column) => column.name.toLowerCase() === name.toLowerCase());
}

function tellChange(
  layer: DataLayer,
  declared: DeclaredSchema,
  operation: Extract<Operation, { kind: 'alterColumn' }>,
): Told | undefined {
  const table = keyOf(layer, operation.table);
  const name = operation.column.name;
  const wanted = find(declared.schema.tables.get(table), name);
  const old = find(layer.schema.tables.get(table), name);
  if (!wanted || !old) return undefined;
  const what = changeWords(operation.change, old, wanted);
  if (what === undefined) return undefined;
  return {
    key: `${table} ${name}`,
    table,
    what: `column "${columnName(operation.table, name)}" ${what}`,
    span: wanted.at,
    history: old.at,
  };
}

function changeWords(change: ColumnChange, old: Column, wanted: Column): string | undefined {
  const typeOf = ({ type }: Column) => type?.canonical ?? 'no type';
  // An enum that is made anew takes its columns along; of them there is nothing to say.
  if (change.kind === 'setType' && typeOf(old) === typeOf(wanted)) return undefined;
  if (change.kind === 'setType' || (change.kind === 'redefine' && typeOf(old) !== typeOf(wanted)))
    return `is ${typeOf(wanted)} here, ${typeOf(old)} after the migrations`;
  if (old.notNull !== wanted.notNull)
    return wanted.notNull
      ? 'is NOT NULL here, and may be NULL after the migrations'
      : 'may be NULL here, and is NOT NULL after the migrations';
  const defaultWords = ({ default: value }: Column) => (value ? `default ${value.text}` : 'no default');
  if (defaultWords(old) !== defaultWords(wanted))
    return `has ${defaultWords(wanted)} here, ${defaultWords(old)} after the migrations`;
  return undefined;
}

function tellKey(
  layer: DataLayer,
  _declared: DeclaredSchema,
  operation: Extract<Operation, { kind: 'addConstraint' | 'createIndex' }>,
): Told {
  const table = keyOf(layer, operation.table);
  const old = layer.schema.tables.get(table)?.primaryKey;
  if (operation.kind === 'addConstraint' && operation.constraint.kind === 'primaryKey' && old) {
    const words = `the primary key of "${shown(operation.table)}" is (${listed(operation.constraint.columns)}) here, (${listed(old.columns)}) after the migrations`;
    return { key: `${table} primary key`, table, what: words, span: operation.span, history: old.at };
  }
  const what = operation.kind === 'createIndex' ? indexWords(operation.index) : constraintWords(operation.constraint);
  // What comes with a table that is missing is said with it.
  if (!layer.schema.tables.has(table)) return tellTable(table, operation.table);
  return {
    key: `${table} ${what}`,
    table,
    what: `no migration adds ${what} on "${shown(operation.table)}"`,
    span: operation.span,
  };
}

type KeyPart = Extract<Operation, { kind: 'createIndex' }>['index']['columns'][number];

function listed(columns: readonly KeyPart[]): string {
  return columns.map(({ column, expression }) => column?.name ?? expression?.text ?? '').join(', ');
}

function indexWords({ unique, columns }: Extract<Operation, { kind: 'createIndex' }>['index']): string {
  return `${unique ? 'a unique index' : 'an index'} (${listed(columns)})`;
}

function constraintWords(spec: Extract<Operation, { kind: 'addConstraint' }>['constraint']): string {
  switch (spec.kind) {
    case 'primaryKey':
      return `the primary key (${listed(spec.columns)})`;
    case 'unique':
      return `a unique constraint (${listed(spec.columns)})`;
    case 'foreignKey':
      return `a foreign key (${spec.columns.map(({ name }) => name).join(', ')}) to "${shown(spec.refTable)}"`;
    case 'check':
      return `a check (${spec.expression.text})`;
    case 'exclusion':
      return `an exclusion (${spec.text})`;
    case 'notNull':
      return `NOT NULL of "${spec.column.name}"`;
  }
}

function tellGoneKey(
  layer: DataLayer,
  declared: DeclaredSchema,
  operation: Extract<Operation, { kind: 'dropConstraint' | 'dropIndex' }>,
): Told | undefined {
  const name = operation.kind === 'dropIndex' ? operation.index.name : operation.name?.name;
  const owner = [...layer.schema.tables].find(([, table]) => ownsKey(table, name));
  if (!owner || name === undefined) return undefined;
  // Another key takes its place: that is said of the other.
  if (
    operation.kind === 'dropConstraint' &&
    operation.constraintKind === 'primaryKey' &&
    declared.schema.tables.get(owner[0])?.primaryKey
  )
    return undefined;
  const what = operation.kind === 'dropIndex' ? 'index' : 'constraint';
  return tellLack(
    declared,
    `${owner[0]} ${name}`,
    owner[0],
    `the migrations still have ${what} "${name}" of "${owner[1].name}"`,
    operation.span,
  );
}

function ownsKey(table: Table, name: string | undefined): boolean {
  const keys = [
    ...(table.primaryKey ? [table.primaryKey] : []),
    ...table.uniques,
    ...table.foreignKeys,
    ...table.checks,
    ...table.indexes,
  ];
  return keys.some((key) => key.name === name);
}
