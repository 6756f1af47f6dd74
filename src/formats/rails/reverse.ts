import type { Bound } from '../../code';
import type { Command } from './given';

/** A command turned round, or why it cannot be. */
export type Reversed = readonly Command[] | string;

/** Commands of which one undoes the other, with the same arguments. */
const PAIRS: readonly (readonly [string, string])[] = [
  ['create_table', 'drop_table'],
  ['create_join_table', 'drop_join_table'],
  ['add_column', 'remove_column'],
  ['add_timestamps', 'remove_timestamps'],
  ['add_reference', 'remove_reference'],
  ['add_belongs_to', 'remove_belongs_to'],
  ['add_foreign_key', 'remove_foreign_key'],
  ['add_check_constraint', 'remove_check_constraint'],
  ['add_exclusion_constraint', 'remove_exclusion_constraint'],
  ['add_unique_constraint', 'remove_unique_constraint'],
  ['enable_extension', 'disable_extension'],
  ['create_enum', 'drop_enum'],
  ['create_schema', 'drop_schema'],
  ['create_view', 'drop_view'],
  ['create_function', 'drop_function'],
  ['create_trigger', 'drop_trigger'],
];

const OPPOSITE: ReadonlyMap<string, string> = new Map(PAIRS.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]));

/** What must be given so that the way back is known. */
const NEEDS: Readonly<Record<string, (command: Command) => boolean>> = {
  drop_table: ({ block, args }) => block !== undefined && args.length === 1,
  remove_column: ({ args }) => args.length >= 3,
  remove_foreign_key: ({ args, options }) => args.length >= 2 || options.has('to_table'),
  remove_check_constraint: ({ args }) => args.length >= 2,
  remove_exclusion_constraint: ({ args }) => args.length >= 2,
  remove_unique_constraint: ({ args }) => args.length >= 2,
  drop_enum: ({ args }) => args.length >= 2,
};

/** CommandRecorder's `inverse_of`. */
export function reversed(command: Command): Reversed {
  const { name, args } = command;
  const opposite = OPPOSITE.get(name);
  if (opposite !== undefined) {
    const can = NEEDS[name]?.(command) ?? true;
    if (!can) return `${name} is not told what to bring back`;
    return [turned(command, opposite)];
  }
  switch (name) {
    case 'add_index':
      return [{ ...command, name: 'remove_index' }];
    case 'remove_index':
      return args.length < 2 && !command.options.has('column')
        ? 'remove_index is not told the columns of the index'
        : [
            {
              ...command,
              name: 'add_index',
              args: [...args.slice(0, 1), ...args.slice(1, 2), ...(args[1] ? [] : given(command, 'column'))],
            },
          ];
    case 'rename_table':
    case 'rename_enum':
      return [{ ...command, args: [...args].reverse() }];
    case 'rename_column':
    case 'rename_index':
      return [{ ...command, args: [...args.slice(0, 1), ...args.slice(1).reverse()] }];
    case 'add_columns':
      return [{ ...command, name: 'remove_columns' }];
    case 'remove_columns':
      return command.options.has('type')
        ? [{ ...command, name: 'add_columns' }]
        : 'remove_columns is not told the type of the columns';
    default:
      return reversedChange(command);
  }
}

function given({ options }: Command, name: string): readonly Bound[] {
  const bound = options.get(name);
  return bound ? [bound] : [];
}

function turned(command: Command, name: string): Command {
  const { args, options } = command;
  if (name === 'remove_column') return { ...command, name, args: args.slice(0, 2) };
  if (name === 'drop_enum') return { ...command, name, args: args.slice(0, 1) };
  if (name === 'add_foreign_key' && args.length < 2)
    return { ...command, name, args: [...args, ...given(command, 'to_table')] };
  if (name === 'drop_table')
    return { ...command, name, options: new Map([...options].filter(([key]) => key !== 'force')) };
  return { ...command, name };
}

function reversedChange(command: Command): Reversed {
  const { name, args, options } = command;
  switch (name) {
    case 'change_column_null': {
      const value = args[2]?.expr;
      if (value?.kind !== 'constant') return 'change_column_null is given a value that is not known';
      const scope = args[2]?.scope ?? command.scope;
      return [{ ...command, args: [...args.slice(0, 2), { expr: { ...value, value: value.value !== true }, scope }] }];
    }
    case 'change_column_default':
    case 'change_column_comment':
    case 'change_table_comment': {
      const [from, to] = [options.get('from'), options.get('to')];
      if (!from || !to) return `${name} is not given :from and :to`;
      return [{ ...command, options: new Map([...options, ['from', to], ['to', from]]) }];
    }
    case 'update_view':
    case 'update_function': {
      const before = options.get('revert_to_version');
      return before
        ? [{ ...command, options: new Map([...options, ['version', before]]) }]
        : `${name} has no revert_to_version`;
    }
    case 'validate_foreign_key':
    case 'validate_check_constraint':
    case 'add_enum_value':
      return [];
    default:
      return `${name} cannot be turned round`;
  }
}
