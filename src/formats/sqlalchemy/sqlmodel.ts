import { type Argument, type Expr, resolve, textValue, truth } from '../../code';
import { type BoundCall, given, itemsIn, wordOf } from '../code/sqlalchemy/compile';
import type { Attribute } from './attributes';
import { type Hint, madeCall, standIn } from './hints';

export function isField({ expr }: BoundCall): boolean {
  return wordOf(expr) === 'Field';
}

/** Words of `Field` that are the column's too. */
const SAME = ['primary_key', 'index', 'unique', 'default'];

/** `Field(…)` as the column that SQLModel makes of it (sqlmodel.main, get_column_from_field). */
export function fieldCall(field: BoundCall | undefined, { place, scope }: Attribute): BoundCall {
  if (!field) return { expr: madeCall('Column', [], place), scope };
  const inner = field.scope.child();
  const args: Argument[] = [];
  const type = given(field, undefined, 'sa_type');
  if (type) args.push({ ...at(type.expr), name: 'type_', value: standIn(inner, 'sa_type', type) });
  const key = given(field, undefined, 'foreign_key');
  if (key && textValue(key)) args.push({ ...at(key.expr), value: reference(field, key.expr) });
  for (const name of SAME) {
    const value = given(field, undefined, name);
    if (value) args.push({ ...at(value.expr), name, value: value.expr });
  }
  itemsIn(given(field, undefined, 'sa_column_args')).forEach((item, place_) => {
    args.push({ ...at(item.expr), value: standIn(inner, `args:${place_}`, item) });
  });
  const words = given(field, undefined, 'sa_column_kwargs');
  const map = words && resolve(words);
  if (map?.expr.kind === 'map')
    for (const { key: word, value } of map.expr.entries) {
      const name = textValue({ expr: word, scope: map.scope })?.text;
      if (name !== undefined)
        args.push({ ...at(value), name, value: standIn(inner, `word:${name}`, { expr: value, scope: map.scope }) });
    }
  const { start, end } = place;
  return { expr: madeCall('Column', args, { start, end }), scope: inner };
}

const at = ({ start, end }: Expr) => ({ start, end });

/** `foreign_key='team.id', ondelete='CASCADE'` */
function reference(field: BoundCall, target: Expr): Expr {
  const ondelete = field.expr.args.filter(({ name }) => name === 'ondelete');
  return madeCall('ForeignKey', [{ ...at(target), value: target }, ...ondelete], target);
}

/** Said, or told by the annotation: a key never is, `Optional` is (sqlmodel.main, _is_field_noneable). */
export function nullableField(field: BoundCall | undefined, hint: Hint, _: Attribute): boolean {
  const said = field && given(field, undefined, 'nullable');
  const value = said && truth(said);
  if (value !== undefined) return value;
  const key = field && given(field, undefined, 'primary_key');
  return !(key && truth(key) === true) && hint.nullable;
}
