import { type Bound, resolve, truth } from '../../code';
import { isMysqlFamily } from '../../model';
import { identAt, identOf } from '../code/build';
import { entry, isSet, textIn } from '../code/compose';
import { enumValues } from '../code/enum-values';
import type { ColumnArgs } from './args';
import { defaultSql } from './defaults';
import type { ColumnMeta, Reading, Within } from './meta';
import { type ColumnType, countWord, dateOf } from './types';

export const OWN: Within = { path: '', prefixes: [] };

export function pathIn({ path }: Within, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** The words of a column's type; undefined where the type cannot be told. */
function typeOf({ word, options }: Pick<ColumnArgs, 'word' | 'options'>): ColumnType | undefined {
  if (word === undefined) return undefined;
  const text = (key: string) => {
    const found = textIn(options, key)?.text;
    return found === undefined || found === '' ? {} : { [key]: found };
  };
  const flag = (key: string) => (isSet(options, key) ? { [key]: true } : {});
  const listed = entry(options, 'enum');
  const values = listed && enumValues(listed);
  // An enum without its values cannot be told.
  if (/^(?:simple-)?enum$|^set$/.test(word) && !values) return undefined;
  const spatial = textIn(options, 'spatialFeatureType')?.text;
  return {
    word,
    ...text('length'),
    ...text('precision'),
    ...text('scale'),
    ...text('width'),
    ...text('enumName'),
    ...text('srid'),
    ...flag('unsigned'),
    ...flag('zerofill'),
    ...flag('array'),
    ...(values ? { values } : {}),
    ...(spatial === undefined ? {} : { spatial }),
  };
}

/** True for `precision: null`: none, not even the default. */
function isNull(bound: Bound | undefined): boolean {
  if (!bound) return false;
  const { expr } = resolve(bound);
  return expr.kind === 'constant' && expr.value === null;
}

/** A column as its options and its kind make it (metadata/ColumnMetadata). */
export function columnOf(args: ColumnArgs, within: Within, on: Reading): ColumnMeta {
  const { key, at, module, mode, options } = args;
  const { dialect, settings } = on;
  const date = dateOf(dialect);
  const isDate = mode === 'createDate' || mode === 'updateDate' || mode === 'deleteDate';
  const isCount = mode === 'version' || mode === 'treeLevel';
  const word = isDate ? (args.word ?? date.word) : isCount ? countWord(dialect) : args.word;
  const given = typeOf({ word, options });
  const exact = isDate && date.precision !== undefined && !entry(options, 'precision');
  const type = given && exact ? { ...given, precision: date.precision ?? '' } : given;
  const named = entry(options, 'name');
  const ident = named && identOf(named);
  const standard = entry(options, 'default');
  const nullable = entry(options, 'nullable');
  const isNullable = mode === 'deleteDate' || (nullable ? truth(nullable) === true : isNull(standard));
  const now = mode === 'createDate' || mode === 'updateDate' ? date.now : undefined;
  const value = (standard && defaultSql(standard, type, dialect)) ?? (standard ? undefined : now);
  const onUpdate = textIn(options, 'onUpdate')?.text ?? (mode === 'updateDate' ? date.now : undefined);
  const expression = textIn(options, 'asExpression')?.text;
  const name = settings.naming.columnName(key, ident?.name, within.prefixes);
  const keyName = entry(options, 'primaryKeyConstraintName');
  return {
    key,
    path: pathIn(within, key),
    name: { name, span: ident?.span ?? module.lines.span(at.start, at.end) },
    bare: settings.naming.columnName(key, ident?.name, []),
    module,
    place: at,
    type,
    primary: args.primary,
    nullable: isNullable,
    within: within.path,
    ...(args.strategy ? { strategy: args.strategy } : {}),
    ...(textIn(options, 'generatedIdentity')?.text === 'ALWAYS' ? { always: true } : {}),
    ...(value === undefined ? {} : { default: value }),
    ...(standard && value === undefined && !isNull(standard) ? { unread: `the default of ${key} cannot be told` } : {}),
    ...(onUpdate !== undefined && isMysqlFamily(dialect) ? { onUpdate } : {}),
    ...(expression === undefined
      ? {}
      : { generated: { expression, stored: textIn(options, 'generatedType')?.text === 'STORED' } }),
    ...texts(options),
    ...(keyName ? { keyName: identOf(keyName) ?? identAt(module, name, at) } : {}),
    ...(mode === 'treeLevel' ? { isLevel: true } : {}),
  };
}

function texts(options: Bound | undefined) {
  const text = (key: string) => {
    const found = textIn(options, key)?.text;
    return found ? { [key]: found } : {};
  };
  return { ...text('comment'), ...text('charset'), ...text('collation') };
}
