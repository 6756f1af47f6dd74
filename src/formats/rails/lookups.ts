import { type TextValue, textValue } from '../../code';
import { compose, itemsOf, quoted, textsOf } from '../code/compose';
import { type Command, flag, text } from './given';
import { singularize } from './inflect';
import { checkName, foreignKeyName, indexName, nameOfIndex } from './keys';
import type { Known } from './known';
import { type Builder, sqlOf } from './step';
import { chosen, type Env, isMysql, placeOf, tableName } from './values';

/** The texts of an option that is one name or several. */
function named(command: Command, option: string): readonly TextValue[] {
  return itemsOf(command.options.get(option)).flatMap((one) => textValue(one) ?? []);
}

/** An index is removed by its name, or by its columns, whatever it is called by then (`index_name_for_remove`). */
export const removeIndex: Builder = (command, env) => {
  const { args, options, at, word } = command;
  const table = args[0] && textValue(args[0]);
  if (!table) return undefined;
  const columns = args[1] ? (textsOf(args[1]) ?? []) : named(command, 'column');
  const [own] = named(command, 'name');
  if (!own && columns.length === 0) return undefined;
  const place = columns[0] ? placeOf(columns[0], word) : word;
  const drop = (name: TextValue) =>
    compose(at, [
      `DROP INDEX ${text(options, 'algorithm') === 'concurrently' && env.dialect === 'postgresql' ? 'CONCURRENTLY ' : ''}`,
      flag(options, 'if_exists') === true && !isMysql(env) ? 'IF EXISTS ' : '',
      quoted(name, env.dialect),
      ...(isMysql(env) ? [' ON ', tableName(table, env.dialect)] : []),
    ]);
  if (own) return sqlOf(drop(own));
  const made = nameOfIndex({ table, columns, options, word, at }, env);
  return sqlOf((known) => [drop(chosen(indexOn(known, table.text, columns, made.text), place))]);
};

function indexOn(known: Known, table: string, columns: readonly TextValue[], otherwise: string): string {
  const indexes = known.get(table)?.indexes;
  if (!indexes || indexes.has(otherwise)) return otherwise;
  const wanted = columns.map((one) => one.text).join('\n');
  for (const [name, its] of indexes) if (its.join('\n') === wanted) return name;
  return otherwise;
}

/** The name of the foreign key that a command means: by name, by column, or by the table it leads to (`foreign_key_for!`). */
function keyName(
  command: Command,
): { readonly table: TextValue; readonly name: (known: Known) => TextValue } | undefined {
  const { args, word } = command;
  const table = args[0] && textValue(args[0]);
  if (!table) return undefined;
  const [own] = named(command, 'name');
  if (own) return { table, name: () => own };
  const column = named(command, 'column');
  const to = (args[1] && textValue(args[1])) ?? named(command, 'to_table')[0];
  const [first] = column;
  const place = first ? placeOf(first, word) : to ? placeOf(to, word) : word;
  if (!first && !to) return undefined;
  const guess = foreignKeyName(table.text, first?.text ?? `${singularize((to?.text ?? '').replace(/^.*\./, ''))}_id`);
  return {
    table,
    name: (known) => {
      const keys = known.get(table.text)?.foreignKeys;
      if (!keys || keys.has(guess)) return chosen(guess, place);
      for (const [name, key] of keys) {
        const fits =
          column.length > 0
            ? key.columns.join('\n') === column.map((one) => one.text).join('\n')
            : key.to === to?.text.replace(/^.*\./, '');
        if (fits) return chosen(name, place);
      }
      return chosen(guess, place);
    },
  };
}

export const dropForeignKey: Builder = (command, env) => {
  const found = keyName(command);
  const words = isMysql(env) ? ' DROP FOREIGN KEY ' : ' DROP CONSTRAINT ';
  const exists = flag(command.options, 'if_exists') === true && env.dialect === 'postgresql' ? 'IF EXISTS ' : '';
  return (
    found &&
    sqlOf((known) => [
      compose(command.at, [
        'ALTER TABLE ',
        tableName(found.table, env.dialect),
        words,
        exists,
        quoted(found.name(known), env.dialect),
      ]),
    ])
  );
};

function checkOf(command: Command): { readonly table: TextValue; readonly name: TextValue } | undefined {
  const { args, word } = command;
  const table = args[0] && textValue(args[0]);
  const [own] = named(command, 'name');
  const bound = args[1] ?? command.options.get('expression');
  const expression = bound && textValue(bound);
  if (!table || (!own && !expression)) return undefined;
  return { table, name: own ?? chosen(checkName(table.text, expression?.text ?? ''), word) };
}

/** Removes a check, an exclusion or a unique constraint by its name, or by the name that its expression makes. */
export const dropCheck =
  (kind: 'check' | 'exclusion' | 'unique'): Builder =>
  (command, env) => {
    const found = checkOf(command);
    const word = kind === 'check' && env.dialect === 'mysql' ? 'CHECK' : 'CONSTRAINT';
    const exists = flag(command.options, 'if_exists') === true && env.dialect === 'postgresql' ? 'IF EXISTS ' : '';
    return (
      found &&
      sqlOf(
        compose(command.at, [
          'ALTER TABLE ',
          tableName(found.table, env.dialect),
          ` DROP ${word} ${exists}`,
          quoted(found.name, env.dialect),
        ]),
      )
    );
  };

export const validate =
  (kind: 'foreignKey' | 'check' | 'named'): Builder =>
  (command, env) => {
    const at = (table: TextValue, name: TextValue) =>
      compose(command.at, [
        'ALTER TABLE ',
        tableName(table, env.dialect),
        ' VALIDATE CONSTRAINT ',
        quoted(name, env.dialect),
      ]);
    if (kind === 'named') {
      const [table, name] = command.args.map((one) => textValue(one));
      return table && name && sqlOf(at(table, name));
    }
    if (kind === 'check') {
      const found = checkOf(command);
      return found && sqlOf(at(found.table, found.name));
    }
    const found = keyName(command);
    return found && sqlOf((known) => [at(found.table, found.name(known))]);
  };

function renamed(old: string, fresh: string, { at }: Command, table: TextValue, env: Env): TextValue {
  const [from, to] = [quoted(chosen(old, at), env.dialect), quoted(chosen(fresh, at), env.dialect)];
  return isMysql(env)
    ? compose(at, ['ALTER TABLE ', tableName(table, env.dialect), ' RENAME INDEX ', from, ' TO ', to])
    : compose(at, ['ALTER INDEX ', from, ' RENAME TO ', to]);
}

/** Indexes that have the name which ActiveRecord gave them are renamed along (`rename_table_indexes`). */
export const renameTable: Builder = (command, env) => {
  const [table, to] = command.args.map((one) => textValue(one));
  if (!table || !to) return undefined;
  const rename = compose(command.at, [
    'ALTER TABLE ',
    tableName(table, env.dialect),
    ' RENAME TO ',
    tableName(to, env.dialect),
  ]);
  return sqlOf(rename, (known) => {
    // The table has its new name by now. A table that numbers itself takes its sequence and its key along.
    const serial = env.dialect === 'postgresql' ? known.get(to.text)?.serial : undefined;
    const own = (name: string) => quoted(chosen(name, command.at), env.dialect);
    const along =
      serial === undefined
        ? []
        : [
            compose(command.at, ['ALTER INDEX ', own(`${table.text}_pkey`), ' RENAME TO ', own(`${to.text}_pkey`)]),
            compose(command.at, [
              'ALTER SEQUENCE ',
              own(`${table.text}_${serial}_seq`),
              ' RENAME TO ',
              own(`${to.text}_${serial}_seq`),
            ]),
          ];
    const indexes = known.get(to.text)?.indexes ?? new Map<string, readonly string[]>();
    const renames = [...indexes].flatMap(([name, columns]) =>
      name === indexName(table.text, columns, env.version)
        ? [renamed(name, indexName(to.text, columns, env.version), command, to, env)]
        : [],
    );
    return [...along, ...renames];
  });
};

/** `rename_column_indexes` */
export const renameColumn: Builder = (command, env) => {
  const [table, column, to] = command.args.map((one) => textValue(one));
  if (!table || !column || !to) return undefined;
  const rename = compose(command.at, [
    'ALTER TABLE ',
    tableName(table, env.dialect),
    ' RENAME COLUMN ',
    quoted(column, env.dialect),
    ' TO ',
    quoted(to, env.dialect),
  ]);
  return sqlOf(rename, (known) => {
    const indexes = known.get(table.text)?.indexes ?? new Map<string, readonly string[]>();
    return [...indexes].flatMap(([name, columns]) => {
      if (!columns.includes(to.text)) return [];
      const before = columns.map((one) => (one === to.text ? column.text : one));
      return name === indexName(table.text, before, env.version)
        ? [renamed(name, indexName(table.text, columns, env.version), command, table, env)]
        : [];
    });
  });
};
