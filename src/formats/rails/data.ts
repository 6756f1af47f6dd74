import { type Call, type Expr, type Frame, textValue } from '../../code';
import type { ChangeData, Ident } from '../../model';
import { identAt, spanOf } from '../code/build';
import { tableize } from './inflect';

/** What methods of relations do to rows (ActiveRecord::Relation, Persistence). */
const CHANGES: Readonly<Record<string, ChangeData['change']>> = {
  update_all: 'update',
  update_columns: 'update',
  update_column: 'update',
  update: 'update',
  'update!': 'update',
  update_attribute: 'update',
  touch_all: 'update',
  update_counters: 'update',
  reset_counters: 'update',
  delete_all: 'delete',
  destroy_all: 'delete',
  delete_by: 'delete',
  destroy_by: 'delete',
  insert_all: 'insert',
  'insert_all!': 'insert',
  insert: 'insert',
  'insert!': 'insert',
  upsert_all: 'merge',
  upsert: 'merge',
  create: 'insert',
  'create!': 'insert',
  find_or_create_by: 'insert',
  'find_or_create_by!': 'insert',
  import: 'insert',
  truncate: 'truncate',
};

const BATCHES = new Set(['in_batches', 'find_each', 'find_in_batches', 'each', 'each_batch', 'each_row']);
const NARROWS = new Set([
  'where',
  'where!',
  'find_by',
  'find',
  'rewhere',
  'not',
  'delete_by',
  'destroy_by',
  'limit',
  'find_by!',
]);

interface Chain {
  /** The model's name, with its modules. */
  readonly model: Expr;
  readonly names: readonly string[];
}

function chainOf(expr: Expr): Chain | undefined {
  const names: string[] = [];
  let at = expr;
  for (;;) {
    if (at.kind === 'call') at = at.callee;
    else if (at.kind === 'member' && !/^[A-Z]/.test(at.name)) {
      names.unshift(at.name);
      at = at.object;
    } else break;
  }
  const name = modelName(at);
  return name === undefined || /^(?:ActiveRecord|Rails|Time|Date|DateTime|Set|Hash|Array|File|DB)\b/.test(name)
    ? undefined
    : { model: at, names };
}

function modelName(expr: Expr): string | undefined {
  if (expr.kind === 'name') return /^[A-Z]/.test(expr.name) ? expr.name : undefined;
  if (expr.kind !== 'member' || !/^[A-Z]/.test(expr.name)) return undefined;
  const object = modelName(expr.object);
  return object === undefined ? undefined : `${object}::${expr.name}`;
}

/** Rows that a call of a model changes: `User.where(…).update_all(…)`, `User.find_each { |user| user.update!(…) }`. */
export function dataChange(call: Call, { scope }: Frame): ChangeData | undefined {
  const chain = chainOf(call);
  const last = chain?.names.at(-1);
  if (!chain || last === undefined) return undefined;
  const isBatched = chain.names.some((name) => BATCHES.has(name) && name !== 'each');
  const change = Object.hasOwn(CHANGES, last) ? CHANGES[last] : BATCHES.has(last) ? insideOf(call) : undefined;
  if (change === undefined) return undefined;
  const name = modelName(chain.model) ?? '';
  const told = scope
    .class(name)
    ?.def.body.find((one) => one.kind === 'assign' && one.target.kind === 'member' && one.target.name === 'table_name');
  const text = told?.kind === 'assign' && told.value ? textValue({ expr: told.value, scope })?.text : undefined;
  const table = text ?? tableize(name);
  return {
    kind: 'changeData',
    span: spanOf(scope.module, call),
    change,
    tables: [identAt(scope.module, table, chain.model)],
    sources: [],
    hasWhere: chain.names.some((one) => NARROWS.has(one)),
    isBatched: isBatched || BATCHES.has(last),
    columns: columnsOf(call, scope),
  };
}

function columnsOf(call: Call, scope: Frame['scope']): readonly Ident[] {
  return call.args.flatMap(({ name, nameAt }) =>
    name !== undefined && nameAt ? [identAt(scope.module, name, nameAt)] : [],
  );
}

/** What the block over rows does to them. */
function insideOf({ block }: Call): ChangeData['change'] | undefined {
  if (!block) return undefined;
  const found = new Set<ChangeData['change']>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) walk(one);
    else if (typeof value === 'object' && value !== null) {
      if ('kind' in value && value.kind === 'member' && 'name' in value && typeof value.name === 'string') {
        const change = /^(?:save!?|increment!|decrement!|toggle!|touch)$/.test(value.name)
          ? 'update'
          : /^(?:delete|destroy!?)$/.test(value.name)
            ? 'delete'
            : Object.hasOwn(CHANGES, value.name)
              ? CHANGES[value.name]
              : undefined;
        if (change) found.add(change);
      }
      for (const one of Object.values(value)) walk(one);
    }
  };
  walk(block.body);
  return (['delete', 'update', 'merge', 'insert'] as const).find((change) => found.has(change));
}
