import { type Bound, resolve, type TextValue, textValue } from '../../code';
import { compose, quoted } from '../code/compose';
import { columnType } from './columns';
import { type Command, flag, isNil, text } from './given';
import { commentOn } from './keys';
import { type Builder, sqlOf, textAt } from './step';
import { chosen, defaultSql, type Env, tableName } from './values';

export const changeColumn: Builder = (command, env) => {
  const [table, name, type] = [0, 1, 2].map((index) => textAt(command, index));
  if (!table || !name || !type) return undefined;
  const { options, at, args, word } = command;
  const head = compose(at, [
    'ALTER TABLE ',
    tableName(table, env.dialect),
    ' ALTER COLUMN ',
    quoted(name, env.dialect),
  ]);
  const typeAt = args[2]?.expr ?? word;
  const fresh = columnType(type.text, options, env);
  const [using, cast, standard] = [text(options, 'using'), text(options, 'cast_as'), options.get('default')];
  const by =
    using === undefined
      ? cast === undefined
        ? ''
        : ` USING CAST(${name.text} AS ${columnType(cast, options, env)})`
      : ` USING ${using}`;
  const changed = compose(at, [head, ' TYPE ', chosen(fresh, typeAt), env.dialect === 'postgresql' ? by : '']);
  return sqlOf(
    changed,
    ...(standard ? defaultChange(head, command, standard, type.text, env) : []),
    ...(options.has('null') ? [nullChange(head, command, flag(options, 'null') !== false)] : []),
  );
};

function nullChange(head: TextValue, { at }: Command, isNull: boolean): TextValue {
  return compose(at, [head, isNull ? ' DROP NOT NULL' : ' SET NOT NULL']);
}

function defaultChange(head: TextValue, { at }: Command, bound: Bound, type: string, env: Env): readonly TextValue[] {
  if (isNil(bound)) return [compose(at, [head, ' DROP DEFAULT'])];
  const value = defaultSql(bound, type, env);
  return value ? [compose(at, [head, ' SET DEFAULT ', value])] : [];
}

export const changeColumnDefault: Builder = (command, env) => {
  const [table, name] = [textAt(command, 0), textAt(command, 1)];
  const bound = command.options.get('to') ?? command.args[2];
  if (!table || !name || !bound) return undefined;
  const head = compose(command.at, [
    'ALTER TABLE ',
    tableName(table, env.dialect),
    ' ALTER COLUMN ',
    quoted(name, env.dialect),
  ]);
  const made = defaultChange(head, command, bound, kindOf(bound), env);
  return made.length > 0 ? sqlOf(...made) : undefined;
};

/** The column's type is not known here: the value speaks for it. */
function kindOf(bound: Bound): string {
  const { expr } = resolve(bound);
  if (expr.kind === 'constant') return 'boolean';
  return expr.kind === 'number' || expr.kind === 'unary' ? 'integer' : 'string';
}

export const changeColumnNull: Builder = (command, env) => {
  const [table, name] = [textAt(command, 0), textAt(command, 1)];
  const isNull = command.args[2] && resolve(command.args[2]).expr;
  if (!table || !name || isNull?.kind !== 'constant') return undefined;
  const own = tableName(table, env.dialect);
  const column = quoted(name, env.dialect);
  const head = compose(command.at, ['ALTER TABLE ', own, ' ALTER COLUMN ', column]);
  const backfill = command.args[3];
  const value = backfill && !isNil(backfill) ? defaultSql(backfill, kindOf(backfill), env) : undefined;
  const update = value
    ? [compose(command.at, ['UPDATE ', own, ' SET ', column, '=', value, ' WHERE ', column, ' IS NULL'])]
    : [];
  return sqlOf(...update, nullChange(head, command, isNull.value === true));
};

export const changeComment =
  (what: 'TABLE' | 'COLUMN'): Builder =>
  (command, env) => {
    const last = what === 'TABLE' ? 1 : 2;
    const [table, name] = [textAt(command, 0), textAt(command, 1)];
    const bound = command.options.get('to') ?? command.args[last];
    if (!table || !bound || (what === 'COLUMN' && !name)) return undefined;
    if (env.dialect !== 'postgresql') return sqlOf();
    const own = tableName(table, env.dialect);
    const on = what === 'COLUMN' && name ? compose(command.at, [own, '.', quoted(name, env.dialect)]) : own;
    return sqlOf(commentOn(what, on, isNil(bound) ? undefined : textValue(bound), command.at, env));
  };
