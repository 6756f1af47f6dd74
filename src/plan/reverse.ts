import {
  type Column,
  createFold,
  isMysqlFamily,
  type Operation,
  type OperationOf,
  objectKey,
  type Schema,
  type Table,
} from '../model';
import { columnSpec, createTableOf } from '../sql';
import type { PlanContext } from './context';
import type { StepDown } from './step';
import { nameOf, nowhere, qualifiedName, steps, tableOf } from './words';

/** The way back of operations that are run as they are: each turned round, the last first. */
export function reversed(operations: readonly Operation[], context: PlanContext): StepDown {
  const fold = createFold(context.dialect, context.version, context.schema);
  const back: Operation[] = [];
  for (const operation of operations) {
    const before = fold.snapshot();
    fold.apply(operation);
    const turned = reverse(operation, { context, before, after: fold.schema });
    if (typeof turned === 'string') return { kind: 'none', because: turned };
    back.unshift(...turned);
  }
  return { kind: 'operations', operations: back };
}

interface Around {
  readonly context: PlanContext;
  readonly before: Schema;
  readonly after: Schema;
}

type Turned = readonly Operation[] | string;

function reverse(operation: Operation, around: Around): Turned {
  const { context } = around;
  switch (operation.kind) {
    case 'createTable':
      return [{ kind: 'dropTable', table: operation.table, span: nowhere }];
    case 'addColumn':
      return [{ kind: 'dropColumn', table: operation.table, column: operation.column.name, span: nowhere }];
    case 'renameColumn':
      return [{ ...operation, column: operation.to, to: operation.column }];
    case 'renameTable':
      return [{ ...operation, table: { ...operation.table, name: operation.to.name }, to: operation.table }];
    case 'renameIndex':
      return [{ ...operation, index: { ...operation.index, name: operation.to.name }, to: operation.index }];
    case 'renameConstraint':
      return [{ ...operation, name: operation.to, to: operation.name }];
    case 'renameEnumValue':
      return [{ ...operation, value: operation.to, to: operation.value }];
    case 'addConstraint':
      return reverseAddConstraint(operation, around);
    case 'createIndex':
      return reverseCreateIndex(operation, around);
    case 'alterColumn':
      return reverseAlterColumn(operation, around);
    case 'dropColumn':
    case 'dropTable':
    case 'dropIndex':
    case 'dropConstraint':
      return bringBack(operation, around);
    case 'setParameter':
      return [operation];
    case 'createEnum':
      return steps(context, `DROP TYPE ${tableOf(context, operation.type)}`);
    case 'createView':
      return steps(
        context,
        `DROP ${operation.materialized ? 'MATERIALIZED ' : ''}VIEW ${tableOf(context, operation.view)}`,
      );
    case 'createSequence':
      return steps(context, `DROP SEQUENCE ${tableOf(context, operation.sequence)}`);
    case 'createExtension':
    case 'validateConstraint':
    case 'commentOn':
    case 'maintenance':
    case 'refreshView':
      return [];
    case 'addEnumValue':
      return 'an engine cannot take a value out of an enum';
    case 'changeData':
      return 'what the rows were before is not kept';
    default:
      return 'how to undo it is not known';
  }
}

function tableIn(schema: Schema, { schema: name, name: table }: { readonly schema?: string; readonly name: string }) {
  return schema.tables.get(objectKey(schema.dialect, name, table));
}

/** Names of what a table has, so that what an engine named by itself is found. */
function namesOf(table: Table | undefined): readonly string[] {
  if (table === undefined) return [];
  const { primaryKey, uniques, foreignKeys, checks, exclusions } = table;
  return [...(primaryKey ? [primaryKey] : []), ...uniques, ...foreignKeys, ...checks, ...exclusions].map(
    ({ name }) => name,
  );
}

function reverseAddConstraint({ table, constraint }: OperationOf<'addConstraint'>, { before, after }: Around): Turned {
  const known = new Set(namesOf(tableIn(before, table)));
  const made = constraint.name?.name ?? namesOf(tableIn(after, table)).find((name) => !known.has(name));
  if (made === undefined) return 'the name that the engine gives the constraint is not known';
  const name = { name: made, span: nowhere };
  return [{ kind: 'dropConstraint', table, name, constraintKind: constraint.kind, span: nowhere }];
}

function reverseCreateIndex(operation: OperationOf<'createIndex'>, { context, before, after }: Around): Turned {
  const known = new Set(tableIn(before, operation.table)?.indexes.map(({ name }) => name));
  const made = tableIn(after, operation.table)?.indexes.find(({ name }) => !known.has(name))?.name;
  const name = operation.index.name?.name ?? made;
  if (name === undefined) return 'the name that the engine gives the index is not known';
  const index = { ...qualifiedName(operation.table), name };
  return [
    {
      kind: 'dropIndex',
      index: isMysqlFamily(context.dialect) ? { name, span: nowhere } : index,
      table: operation.table,
      ...(operation.concurrently ? { concurrently: true } : {}),
      span: nowhere,
    },
  ];
}

function reverseAlterColumn(operation: OperationOf<'alterColumn'>, { before, context }: Around): Turned {
  const { table, column, change } = operation;
  const was = tableIn(before, table)?.columns.find(({ name }) => name === column.name);
  const base = { kind: 'alterColumn', table, column, span: nowhere } as const;
  if (change.kind === 'setNotNull') return was?.notNull ? [] : [{ ...base, change: { kind: 'dropNotNull' } }];
  if (change.kind === 'dropNotNull') return was?.notNull ? [{ ...base, change: { kind: 'setNotNull' } }] : [];
  if (was === undefined) return 'what the column was is not known';
  if (change.kind === 'redefine')
    return [{ ...base, column: change.column.name, change: { kind: 'redefine', column: columnSpec(was) } }];
  if (change.kind === 'setDefault' || change.kind === 'dropDefault') {
    const value = was.default;
    return [{ ...base, change: value === undefined ? { kind: 'dropDefault' } : { kind: 'setDefault', value } }];
  }
  if (change.kind === 'setType') return typeBack(was, operation, context);
  return 'how to undo it is not known';
}

function typeBack(was: Column, { table, column }: OperationOf<'alterColumn'>, context: PlanContext): Turned {
  if (was.type === undefined) return 'what type the column had is not known';
  const using = context.dialect === 'postgresql' ? ` USING ${nameOf(context, column)}::${was.type.text}` : '';
  if (context.dialect === 'postgresql' || context.dialect === 'sqlserver')
    return steps(
      context,
      context.dialect === 'postgresql'
        ? `ALTER TABLE ${tableOf(context, table)} ALTER COLUMN ${nameOf(context, column)} TYPE ${was.type.text}${using}`
        : `ALTER TABLE ${tableOf(context, table)} ALTER COLUMN ${nameOf(context, column)} ${was.type.text}`,
    );
  return [{ kind: 'alterColumn', table, column, change: { kind: 'redefine', column: columnSpec(was) }, span: nowhere }];
}

/** Structure comes back; values do not. */
function bringBack(
  operation: OperationOf<'dropColumn' | 'dropTable' | 'dropIndex' | 'dropConstraint'>,
  { before }: Around,
): Turned {
  if (operation.kind === 'dropIndex') {
    for (const table of before.tables.values()) {
      const index = table.indexes.find(({ name }) => name === operation.index.name);
      if (index === undefined) continue;
      const { name, at, implicit: _implicit, concurrently: _concurrently, ...spec } = index;
      return [
        {
          kind: 'createIndex',
          table: qualifiedName(table),
          index: { ...spec, name: { name, span: at } },
          ...(operation.concurrently ? { concurrently: true } : {}),
          span: nowhere,
        },
      ];
    }
    return 'what the index was is not known';
  }
  const table = tableIn(before, operation.table);
  if (table === undefined) return 'what it was is not known';
  if (operation.kind === 'dropTable') return [createTableOf(table), ...indexesOf(table)];
  if (operation.kind === 'dropColumn') {
    const column = table.columns.find(({ name }) => name === operation.column.name);
    if (column === undefined) return 'what the column was is not known';
    const spec = columnSpec(column);
    const fills = column.notNull && column.default === undefined && !column.identity && !column.generated;
    const { nullable: _nullable, ...rest } = spec;
    return [{ kind: 'addColumn', table: operation.table, column: fills ? rest : spec, span: nowhere }];
  }
  const { primaryKey, uniques, foreignKeys, checks, exclusions } = table;
  const all = [...(primaryKey ? [primaryKey] : []), ...uniques, ...foreignKeys, ...checks, ...exclusions];
  const found = all.find(({ name, kind }) =>
    operation.name === undefined ? kind === operation.constraintKind : name === operation.name.name,
  );
  if (found === undefined) return 'what the constraint was is not known';
  const { name, at, inline: _inline, ...spec } = found;
  return [
    {
      kind: 'addConstraint',
      table: operation.table,
      constraint: { ...spec, name: { name, span: at } },
      span: nowhere,
    },
  ];
}

function indexesOf(table: Table): readonly Operation[] {
  return table.indexes.map(({ name, at, implicit: _implicit, concurrently: _concurrently, ...spec }) => ({
    kind: 'createIndex',
    table: qualifiedName(table),
    index: { ...spec, name: { name, span: at } },
    span: nowhere,
  }));
}
