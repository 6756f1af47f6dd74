import { textValue } from '../../code';
import { between, compose, quoted, textsOf } from '../code/compose';
import { flag, text } from './given';
import { type Builder, sqlOf } from './step';
import { chosen, tableName } from './values';

export const createEnum: Builder = ({ args, at }, env) => {
  const [name, values] = [args[0] && textValue(args[0]), textsOf(args[1])];
  if (!name || !values) return undefined;
  const labels = values.map((one) => compose(at, ["'", one, "'"]));
  return sqlOf(
    compose(at, ['CREATE TYPE ', tableName(name, env.dialect), ' AS ENUM (', ...between(labels, ', '), ')']),
  );
};

export const words =
  (before: string, after = ''): Builder =>
  ({ args, at }, env) => {
    const name = args[0] && textValue(args[0]);
    return name && sqlOf(compose(at, [before, tableName(name, env.dialect), after]));
  };

export const extension =
  (before: string): Builder =>
  ({ args, at }, env) => {
    if (env.dialect !== 'postgresql') return sqlOf();
    const name = args[0] && textValue(args[0]);
    // Rails 8.1 writes the extension's schema before it: `pg_catalog.plpgsql`.
    const bare = name && (name.text.includes('.') ? chosen(name.text.replace(/^.*\./, ''), args[0]?.expr ?? at) : name);
    return bare && sqlOf(compose(at, [before, quoted(bare, env.dialect)]));
  };

export const addEnumValue: Builder = ({ args, options, at }, env) => {
  const [type, value] = args.map((one) => textValue(one));
  if (!type || !value) return undefined;
  const beside = (['before', 'after'] as const).map((word) =>
    text(options, word) === undefined ? '' : ` ${word.toUpperCase()} '${text(options, word)}'`,
  );
  return sqlOf(
    compose(at, [
      'ALTER TYPE ',
      tableName(type, env.dialect),
      ` ADD VALUE ${flag(options, 'if_not_exists') === true ? 'IF NOT EXISTS ' : ''}'`,
      value,
      "'",
      ...beside,
    ]),
  );
};

export const renameEnum: Builder = ({ args, options, at }, env) => {
  const type = args[0] && textValue(args[0]);
  const bound = options.get('to') ?? args[1];
  const to = bound && textValue(bound);
  return (
    type &&
    to &&
    sqlOf(compose(at, ['ALTER TYPE ', tableName(type, env.dialect), ' RENAME TO ', quoted(to, env.dialect)]))
  );
};

export const renameEnumValue: Builder = ({ args, options, at }, env) => {
  const [type, from, to] = [args[0] && textValue(args[0]), text(options, 'from'), text(options, 'to')];
  return type && from !== undefined && to !== undefined
    ? sqlOf(compose(at, ['ALTER TYPE ', tableName(type, env.dialect), ` RENAME VALUE '${from}' TO '${to}'`]))
    : undefined;
};

/** SQLite's virtual tables, since 8.0. */
export const createVirtualTable: Builder = ({ args, at }, env) => {
  const [name, method] = args.slice(0, 2).map((one) => textValue(one));
  const values = textsOf(args[2]) ?? [];
  return (
    name &&
    method &&
    sqlOf(
      compose(at, [
        'CREATE VIRTUAL TABLE ',
        tableName(name, env.dialect),
        ' USING ',
        method,
        ' (',
        ...between(values, ', '),
        ')',
      ]),
    )
  );
};
