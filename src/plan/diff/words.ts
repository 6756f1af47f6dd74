import type { ColumnChange, ConstraintSpec, Operation, QualifiedName, Schema } from '../../model';
import { objectKey } from '../../model';

/** An operation as a line of a comparison. */
export interface DiffLine {
  readonly sign: '+' | '-' | '~';
  /** `column users.age integer` */
  readonly text: string;
}

/** What an operation changes, in a few words: types are told by both of their names. */
export function lineOf(operation: Operation, before: Schema): DiffLine | undefined {
  switch (operation.kind) {
    case 'createTable':
      return { sign: '+', text: `table ${shown(operation.table)} (${counted(operation.columns.length, 'column')})` };
    case 'dropTable':
      return { sign: '-', text: `table ${shown(operation.table)}` };
    case 'renameTable':
      return { sign: '~', text: `table ${shown(operation.table)} is named ${shown(operation.to)}` };
    case 'addColumn':
      return {
        sign: '+',
        text: `column ${shown(operation.table)}.${operation.column.name.name} ${operation.column.type?.text ?? ''}`.trim(),
      };
    case 'dropColumn':
      return { sign: '-', text: `column ${shown(operation.table)}.${operation.column.name}` };
    case 'renameColumn':
      return {
        sign: '~',
        text: `column ${shown(operation.table)}.${operation.column.name} is named ${operation.to.name}`,
      };
    case 'alterColumn':
      return {
        sign: '~',
        text: `column ${shown(operation.table)}.${operation.column.name} ${changeText(operation, before)}`,
      };
    case 'addConstraint':
      return { sign: '+', text: `${constraintText(operation.constraint)} on ${shown(operation.table)}` };
    case 'dropConstraint':
      return {
        sign: '-',
        text: `constraint ${operation.name?.name ?? operation.constraintKind ?? ''} on ${shown(operation.table)}`,
      };
    case 'renameConstraint':
      return {
        sign: '~',
        text: `constraint ${operation.name.name} on ${shown(operation.table)} is named ${operation.to.name}`,
      };
    case 'createIndex':
      return {
        sign: '+',
        text: `${operation.index.unique ? 'unique index' : 'index'} ${operation.index.name?.name ?? ''} on ${shown(operation.table)}`,
      };
    case 'dropIndex':
      return { sign: '-', text: `index ${operation.index.name}` };
    case 'renameIndex':
      return { sign: '~', text: `index ${operation.index.name} is named ${operation.to.name}` };
    case 'alterTable':
      return { sign: '~', text: `table ${shown(operation.table)}: ${operation.change.kind}` };
    default:
      return objectLine(operation);
  }
}

function objectLine(operation: Operation): DiffLine | undefined {
  switch (operation.kind) {
    case 'createEnum':
      return { sign: '+', text: `type ${shown(operation.type)} (${operation.values.join(', ')})` };
    case 'addEnumValue':
      return { sign: '+', text: `value '${operation.value}' of type ${shown(operation.type)}` };
    case 'renameEnumValue':
      return {
        sign: '~',
        text: `value '${operation.value}' of type ${shown(operation.type)} is named '${operation.to}'`,
      };
    case 'createDomain':
    case 'createComposite':
      return { sign: '+', text: `type ${shown(operation.type)}` };
    case 'alterDomain':
      return { sign: '~', text: `domain ${shown(operation.type)}` };
    case 'createSequence':
      return { sign: '+', text: `sequence ${shown(operation.sequence)}` };
    case 'alterSequence':
      return { sign: '~', text: `sequence ${shown(operation.sequence)}` };
    case 'createView':
      return { sign: '+', text: `view ${shown(operation.view)}` };
    case 'createRoutine':
      return { sign: '+', text: `${operation.form} ${shown(operation.routine)}` };
    case 'createTrigger':
      return { sign: '+', text: `trigger ${operation.trigger.name} on ${shown(operation.table)}` };
    case 'createPolicy':
      return { sign: '+', text: `policy ${operation.policy.name} on ${shown(operation.table)}` };
    case 'createExtension':
      return { sign: '+', text: `extension ${operation.extension.name}` };
    case 'createSchema':
      return { sign: '+', text: `schema ${operation.schema.name}` };
    case 'dropObject':
      return { sign: '-', text: `${operation.objectType} ${shown(operation.name)}` };
    case 'renameObject':
      return { sign: '~', text: `${operation.objectType} ${shown(operation.name)} is named ${operation.to.name}` };
    case 'commentOn':
      return { sign: '~', text: `comment of ${operation.objectType} ${shown(operation.name)}` };
    default:
      return undefined;
  }
}

function shown({ schema, name }: QualifiedName): string {
  return schema === undefined ? name : `${schema}.${name}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function changeText({ table, column, change }: Extract<Operation, { kind: 'alterColumn' }>, before: Schema): string {
  const old = before.tables
    .get(objectKey(before.dialect, table.schema, table.name))
    ?.columns.find(({ name }) => name.toLowerCase() === column.name.toLowerCase());
  const types = (now: string) => (old?.type && old.type.text !== now ? `is ${now}, was ${old.type.text}` : `is ${now}`);
  if (change.kind === 'setType') return types(change.type.text);
  if (change.kind === 'redefine') return types(change.column.type?.text ?? 'redefined');
  return CHANGES[change.kind]?.(change as never) ?? change.kind;
}

const CHANGES: { readonly [K in ColumnChange['kind']]?: (change: Extract<ColumnChange, { kind: K }>) => string } = {
  setNotNull: () => 'is NOT NULL',
  dropNotNull: () => 'may be NULL',
  setDefault: ({ value }) => `has default ${value.text}`,
  dropDefault: () => 'has no default',
  addIdentity: () => 'numbers itself',
  setIdentity: ({ identity }) => `numbers itself ${identity}`,
  dropIdentity: () => 'does not number itself',
  setExpression: ({ expression }) => `is computed as ${expression.text}`,
  dropExpression: () => 'is not computed',
  setComment: () => 'has another comment',
};

function constraintText(spec: ConstraintSpec): string {
  switch (spec.kind) {
    case 'primaryKey':
      return `primary key (${spec.columns.map(({ column }) => column?.name ?? '').join(', ')})`;
    case 'unique':
      return `unique (${spec.columns.map(({ column }) => column?.name ?? '').join(', ')})`;
    case 'foreignKey':
      return `foreign key (${spec.columns.map(({ name }) => name).join(', ')}) to ${shown(spec.refTable)}`;
    case 'check':
      return `check (${spec.expression.text})`;
    case 'exclusion':
      return `exclusion (${spec.text})`;
    case 'notNull':
      return `NOT NULL of ${spec.column.name}`;
  }
}
