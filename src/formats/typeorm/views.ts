import { textValue } from '../../code';
import type { Operation } from '../../model';
import { quoteName } from '../../sql';
import { opaque } from '../code/build';
import { compose, entry, isSet, made } from '../code/compose';
import { embeddedSql } from '../code/embedded-sql';
import { entityView } from '../code/entity-view';
import { functionOf } from '../code/exported';
import { returned } from '../code/values';
import type { ConditionArgs, EntityArgs } from './args';
import type { Reading, TableMeta } from './meta';
import { conditionName, nameOf } from './operations';

/** Exclusions and views, which are SQL in the project's own words. */

/** `@Exclusion`. */
export function exclusionOf(table: TableMeta, one: ConditionArgs, on: Reading): readonly Operation[] {
  const text = one.expression && textValue(one.expression);
  if (!text) return [opaque(one.module, one.at, 'this exclusion cannot be told')];
  const name = conditionName(one, on.settings.naming.exclusionName(table.name.name, text.text));
  const sql = compose(one.at, [
    `ALTER TABLE ${table.schema === undefined ? '' : `${quoteName(table.schema, on.dialect)}.`}`,
    made(quoteName(table.name.name, on.dialect), one.at),
    ' ADD CONSTRAINT ',
    made(quoteName(name.name, on.dialect), one.at),
    ' EXCLUDE ',
    text,
  ]);
  return embeddedSql(one.module, sql, on.dialect).statements.flatMap(({ operations }) => operations);
}

/** A view of `@ViewEntity`: its SQL where that is written, else the text of what builds it. */
export function viewOperations(args: EntityArgs, table: TableMeta, on: Reading): readonly Operation[] {
  const { module, place, options } = args;
  if (isNotKept(args)) return [];
  const given = entry(options, 'expression');
  const direct = given && textValue(given);
  const called = given && !direct ? functionOf(given) : undefined;
  const value = called && returned(called);
  const text = direct ?? (value && textValue(value));
  const view = { module, place, view: nameOf(table, on), materialized: isSet(options, 'materialized') };
  return entityView({ ...view, ...(given ? { given } : {}), ...(text ? { text } : {}) }, on.dialect);
}

/** `synchronize: false`: the table is none of TypeORM's. */
export function isNotKept({ options }: EntityArgs): boolean {
  const value = entry(options, 'synchronize');
  return value?.expr.kind === 'constant' && value.expr.value === false;
}
