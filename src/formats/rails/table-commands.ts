import { type Bound, type TextValue, textValue } from '../../code';
import { compose } from '../code/compose';
import { type Command, flag, optionsOf, text, wordBound } from './given';
import { singularize } from './inflect';
import { reference } from './references';
import { type Builder, sqlOf, textAt } from './step';
import { createTable } from './table';
import { chosen, tableName } from './values';

export const dropTable: Builder = ({ args, options, at }, env) => {
  const names = args.map((one) => textValue(one));
  const known = names.filter((one) => one !== undefined);
  if (known.length < names.length || known.length === 0) return undefined;
  const cascade = text(options, 'force') === 'cascade' && env.dialect === 'postgresql' ? ' CASCADE' : '';
  return sqlOf(
    ...known.map((one) =>
      compose(at, [
        `DROP TABLE ${flag(options, 'if_exists') === true ? 'IF EXISTS ' : ''}`,
        tableName(one, env.dialect),
        cascade,
      ]),
    ),
  );
};

/** `authors` and `books` make `authors_books`, in the alphabet's order (`derive_join_table_name`). */
function joinTable(command: Command): TextValue | undefined {
  const own = command.options.get('table_name');
  if (own) return textValue(own);
  const [first, second] = [textAt(command, 0), textAt(command, 1)];
  if (!first || !second) return undefined;
  const name = [first.text, second.text]
    .sort()
    .join('\0')
    .replace(/^(.*_)(.+)\0\1(.+)/, '$1$2_$3')
    .replaceAll('\0', '_');
  return chosen(name, command.args[0]?.expr ?? command.word);
}

export const createJoinTable: Builder = (command, env) => {
  const name = joinTable(command);
  const [first, second] = [textAt(command, 0), textAt(command, 1)];
  if (!name || !first || !second) return undefined;
  const { scope, word } = command;
  const own = optionsOf(command.options.get('column_options'));
  const flags: readonly (readonly [string, Bound])[] = ['null', 'index'].map((key) => [
    key,
    { expr: { kind: 'constant', ...word, value: false }, scope },
  ]);
  const options = new Map([...flags, ...own]);
  const references = [first, second].map((one, index) => {
    const singular = chosen(singularize(one.text), command.args[index]?.expr ?? word);
    return reference({ table: name, name: singular, options, word, at: command.at, scope }, env);
  });
  const rest = new Map([...command.options].filter(([key]) => key !== 'table_name' && key !== 'column_options'));
  rest.set('id', { expr: { kind: 'constant', ...word, value: false }, scope });
  const made = createTable(
    { ...command, args: [wordBound(command.args[0]?.expr ?? word, name.text, scope)], options: rest },
    env,
    references,
  );
  return made && { sql: made.texts, untold: made.untold };
};

export const dropJoinTable: Builder = (command, env) => {
  const name = joinTable(command);
  return name && sqlOf(compose(command.at, ['DROP TABLE ', tableName(name, env.dialect)]));
};

export const createTableCommand: Builder = (command, env) => {
  const made = createTable(command, env);
  return made && { sql: made.texts, untold: made.untold };
};
