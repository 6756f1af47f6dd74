import { type TextValue, textValue } from '../../code';
import { compose, quoted, textsOf } from '../code/compose';
import { type ColumnRequest, columnSql } from './columns';
import { type Command, flag, text } from './given';
import { commentOn, constraint, createIndex, foreignKey } from './keys';
import { dropForeignKey } from './lookups';
import { reference } from './references';
import { type Builder, type Made, sqlOf, textAt } from './step';
import { indexColumns, indexOfColumn, timestamps } from './table';
import { chosen, type Env, isMysql, tableName } from './values';

function addColumnSql(table: TextValue, request: ColumnRequest, command: Command, env: Env): Made {
  const { options, at } = command;
  const column = columnSql(request, env);
  const name = tableName(table, env.dialect);
  const place = isMysql(env) ? placeWords(command) : '';
  const exists = flag(options, 'if_not_exists') === true ? 'IF NOT EXISTS ' : '';
  const index = indexOfColumn(table, request, command.word);
  return {
    sql: [
      compose(at, ['ALTER TABLE ', name, ` ADD COLUMN ${exists}`, column.sql, place]),
      ...(column.comment
        ? [commentOn('COLUMN', compose(at, [name, '.', quoted(column.name, env.dialect)]), column.comment, at, env)]
        : []),
      ...(index ? [createIndex(index, env)] : []),
    ],
    ...(column.untold ? { untold: [column.untold.expr] } : {}),
  };
}

function placeWords({ options }: Command): string {
  const after = text(options, 'after');
  if (after !== undefined) return ` AFTER \`${after}\``;
  return flag(options, 'first') === true ? ' FIRST' : '';
}

export const addColumn: Builder = (command, env) => {
  const [table, name, type] = [0, 1, 2].map((index) => textAt(command, index));
  if (!table || !name || !type) return undefined;
  const typeAt = command.args[2]?.expr ?? command.word;
  return addColumnSql(table, { name, type: type.text, typeAt, options: command.options, at: command.at }, command, env);
};

export const addColumns: Builder = (command, env) => {
  const [table, ...names] = command.args.map((one) => textValue(one));
  const bound = command.options.get('type');
  const type = bound && textValue(bound);
  const known = names.filter((one) => one !== undefined);
  if (!table || !bound || !type || known.length < names.length) return undefined;
  const options = new Map([...command.options].filter(([key]) => key !== 'type'));
  return join(
    known.map((name) =>
      addColumnSql(table, { name, type: type.text, typeAt: bound.expr, options, at: command.at }, command, env),
    ),
  );
};

function join(parts: readonly Made[]): Made {
  const untold = parts.flatMap((part) => part.untold ?? []);
  return { sql: parts.flatMap(({ sql }) => sql), ...(untold.length > 0 ? { untold } : {}) };
}

export const addTimestamps: Builder = (command, env) => {
  const table = textAt(command, 0);
  return (
    table &&
    join(
      timestamps(command, env).map((request) => addColumnSql(table, request, { ...command, options: new Map() }, env)),
    )
  );
};

function dropColumns(command: Command, columns: readonly TextValue[], env: Env): Made | undefined {
  const table = textAt(command, 0);
  const exists = flag(command.options, 'if_exists') === true ? 'IF EXISTS ' : '';
  return (
    table &&
    sqlOf(
      ...columns.map((one) =>
        compose(command.at, [
          'ALTER TABLE ',
          tableName(table, env.dialect),
          ` DROP COLUMN ${exists}`,
          quoted(one, env.dialect),
        ]),
      ),
    )
  );
}

export const removeColumn: Builder = (command, env) => {
  const name = textAt(command, 1);
  return name && dropColumns(command, [name], env);
};

export const removeColumns: Builder = (command, env) => {
  const names = command.args.slice(1).map((one) => textValue(one));
  const known = names.filter((one) => one !== undefined);
  return known.length === names.length && known.length > 0 ? dropColumns(command, known, env) : undefined;
};

export const removeTimestamps: Builder = (command, env) =>
  dropColumns(command, [chosen('updated_at', command.word), chosen('created_at', command.word)], env);

export const addReference: Builder = (command, env) => {
  const [table, name] = [textAt(command, 0), textAt(command, 1)];
  if (!table || !name) return undefined;
  const { columns, index, foreignKey: key } = reference({ ...command, table, name }, env);
  const made = join(
    columns.map((request) => addColumnSql(table, request, { ...command, options: request.options }, env)),
  );
  const concurrently = new Map(index?.options);
  return {
    ...made,
    sql: [
      ...made.sql,
      ...(index ? [createIndex({ ...index, options: concurrently }, env)] : []),
      ...(key && env.dialect !== 'sqlite'
        ? [addKey(command, table, foreignKey(key, env), env)]
        : key
          ? [addKey(command, table, foreignKey(key, env), env)]
          : []),
    ],
  };
};

function addKey({ at }: Command, table: TextValue, key: TextValue, env: Env): TextValue {
  return compose(at, ['ALTER TABLE ', tableName(table, env.dialect), ' ADD ', key]);
}

export const removeReference: Builder = (command, env) => {
  const [table, name] = [textAt(command, 0), textAt(command, 1)];
  if (!table || !name) return undefined;
  const { columns, foreignKey: key } = reference({ ...command, table, name }, env);
  const dropped = dropColumns(
    command,
    columns.map((one) => one.name),
    env,
  );
  const keys = key
    ? [
        dropForeignKey(
          { ...command, name: 'remove_foreign_key', options: key.options, args: command.args.slice(0, 1) },
          env,
        ),
      ]
    : [];
  return dropped && { ...dropped, sql: [...keys.flatMap((one) => one?.sql ?? []), ...dropped.sql] };
};

export const addIndex: Builder = (command, env) => {
  const table = textAt(command, 0);
  const columns = indexColumns(command.args[1]);
  return table && columns && sqlOf(createIndex({ ...command, table, columns }, env));
};

export const renameIndex: Builder = ({ args, at }, env) => {
  const [table, from, to] = args.map((one) => textValue(one));
  if (!table || !from || !to) return undefined;
  const [old, fresh] = [quoted(from, env.dialect), quoted(to, env.dialect)];
  return sqlOf(
    isMysql(env)
      ? compose(at, ['ALTER TABLE ', tableName(table, env.dialect), ' RENAME INDEX ', old, ' TO ', fresh])
      : compose(at, ['ALTER INDEX ', old, ' RENAME TO ', fresh]),
  );
};

export const addForeignKey: Builder = (command, env) => {
  const [table, to] = [textAt(command, 0), textAt(command, 1)];
  return table && to && sqlOf(addKey(command, table, foreignKey({ ...command, table, to }, env), env));
};

export const addConstraint =
  (kind: 'check' | 'exclusion' | 'unique'): Builder =>
  (command, env) => {
    const table = textAt(command, 0);
    const using = command.options.get('using_index');
    const index = using && textValue(using);
    if (table && index && kind === 'unique') {
      const named = command.options.get('name');
      const name = (named && textValue(named)) ?? index;
      return sqlOf(
        addKey(
          command,
          table,
          compose(command.at, [
            'CONSTRAINT ',
            quoted(name, env.dialect),
            ' UNIQUE USING INDEX ',
            quoted(index, env.dialect),
          ]),
          env,
        ),
      );
    }
    const made = table && constraint({ ...command, kind, table, parts: textsOf(command.args[1]) ?? [] }, env);
    return table && made && sqlOf(addKey(command, table, made, env));
  };
