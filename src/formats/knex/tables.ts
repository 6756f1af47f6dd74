import type { BoundFunction, Expr, Scope } from '../../code';
import {
  type Bound,
  chainOf,
  type Link,
  type Placed,
  resolve,
  runFunction,
  type TextValue,
  textValue,
  truth,
} from '../../code';
import type { Conditional } from '../../model';
import { entry, textsOf } from '../code/compose';
import type { Met } from '../code/emit';
import { isFollowed } from '../code/standing';
import { type KnexColumn, readColumn } from './columns';
import { type Foreign, foreignFrom, type Key, type Table } from './keys';
import { columnKind } from './types';
import { rawSql } from './values';

/** One thing that a table's callback says, in order. */
export type Step = { readonly met: Met; readonly place: Placed } & (
  | { readonly kind: 'column'; readonly column: KnexColumn; readonly links: readonly Link[] }
  | { readonly kind: 'key'; readonly key: Key }
  | { readonly kind: 'foreign'; readonly foreign: Foreign }
  | { readonly kind: 'check'; readonly condition: TextValue; readonly name: TextValue | undefined }
  | { readonly kind: 'option'; readonly name: string; readonly value: TextValue }
  | { readonly kind: 'dropColumns'; readonly columns: readonly TextValue[] }
  | { readonly kind: 'renameColumn'; readonly from: TextValue; readonly to: TextValue }
  | { readonly kind: 'nullable'; readonly column: TextValue; readonly to: 'set not null' | 'drop not null' }
  | {
      readonly kind: 'drop';
      readonly what: string;
      readonly columns: readonly TextValue[];
      readonly name: TextValue | undefined;
      readonly ifExists: string;
    }
  | { readonly kind: 'unknown'; readonly reason: string }
);

/** What stands for the table's builder in the callback. */
const TABLE: Expr = { kind: 'name', name: '$table', start: 0, end: 0 };

/** What a callback says of its table. */
export function stepsOf(table: Table, callback: BoundFunction, conditional: Conditional | undefined): readonly Step[] {
  const steps: Step[] = [];
  runFunction(callback, [{ expr: TABLE, scope: callback.scope }], conditional, (call, frame) => {
    const { root, links } = chainOf(call);
    const met = { module: frame.scope.module, conditional: frame.conditional };
    if (isTable(root, frame.scope) && links[0]) {
      steps.push(...stepsOfCall(table, links, frame.scope, met));
      return true;
    }
    if (isFollowed(call, frame.scope) || !call.args.some(({ value }) => isTable(value, frame.scope))) return false;
    steps.push({
      kind: 'unknown',
      met,
      place: call,
      reason: 'what this function adds to the table cannot be told: it is not of this project',
    });
    return true;
  });
  return steps;
}

function isTable(expr: Expr, scope: Scope): boolean {
  const { expr: found } = resolve({ expr, scope });
  return found.kind === 'name' && (found.name === '$table' || found.name === 'this');
}

/** Where a link of a chain stands: from its name to its closing parenthesis. */
export function placeOf({ call }: Link): Placed {
  return { start: call.callee.kind === 'member' ? call.callee.nameAt.start : call.start, end: call.end };
}

const NOTHING = new Set(['queryContext', 'toString', 'toSQL']);
const OPTIONS = new Set(['comment', 'engine', 'charset', 'collate', 'inherits']);
const DROPS = /^drop(Index|Unique|Foreign|Primary)(IfExists)?$/;

function stepsOfCall(table: Table, links: readonly Link[], scope: Scope, met: Met): readonly Step[] {
  const [first, ...modifiers] = links;
  if (!first) return [];
  const last = links.at(-1) ?? first;
  const place = { start: placeOf(first).start, end: last.call.end };
  const args = first.call.args.map(({ value }): Bound => ({ expr: value, scope }));
  const kind = columnKind(first.name);
  if (kind !== undefined) {
    const column = readColumn({ place, kind, links, scope, schema: table.schema }, table.dialect);
    if (!column)
      return [
        { kind: 'unknown', met, place, reason: 'the name or type of this column cannot be told without running it' },
      ];
    const untold = column.untold.map(
      (at): Step => ({
        kind: 'unknown',
        met,
        place: at,
        reason: 'this default cannot be told without running it, so it is left out',
      }),
    );
    return [{ kind: 'column', met, place, column, links }, ...untold];
  }
  if (NOTHING.has(first.name)) return [];
  const found = stepsByName(table, first, modifiers, args, scope);
  const steps = found ?? [
    { kind: 'unknown' as const, reason: `what table.${first.name} is given cannot be told without running it` },
  ];
  return steps.map((step): Step => ({ ...step, met, place }));
}

type Bare<T> = T extends unknown ? Omit<T, 'met' | 'place'> : never;

function stepsByName(
  table: Table,
  link: Link,
  modifiers: readonly Link[],
  args: readonly Bound[],
  scope: Scope,
): readonly Bare<Step>[] | undefined {
  const place = { start: placeOf(link).start, end: modifiers.at(-1)?.call.end ?? link.call.end };
  const [first, second, third] = args;
  const columns = textsOf(first);
  const name = second && textValue(second);
  const drop = DROPS.exec(link.name);
  if (drop) {
    const named = drop[1] === 'Primary' ? first && textValue(first) : name;
    return [
      { kind: 'drop', what: drop[1] ?? '', columns: columns ?? [], name: named, ifExists: drop[2] ? 'if exists ' : '' },
    ];
  }
  if (OPTIONS.has(link.name)) {
    const value = first && textValue(first);
    return value && [{ kind: 'option', name: link.name, value }];
  }
  switch (link.name) {
    case 'primary':
    case 'unique':
    case 'index':
      return columns && [{ kind: 'key', key: { kind: link.name, place, columns, named: second, options: third } }];
    case 'foreign': {
      const found = columns && foreignFrom(columns, place, modifiers, scope, name);
      return found && found.length > 0 ? found.map((foreign) => ({ kind: 'foreign', foreign })) : undefined;
    }
    case 'timestamps':
      return timestamps(table, link, args, scope);
    case 'dropTimestamps': {
      const camel = first !== undefined && truth(first) === true;
      const words = camel ? ['createdAt', 'updatedAt'] : ['created_at', 'updated_at'];
      return [{ kind: 'dropColumns', columns: words.map((text) => ({ text, pieces: [{ ...place, text }] })) }];
    }
    case 'dropColumn':
    case 'dropColumns': {
      const all = args.map(textsOf);
      const known = all.filter((one) => one !== undefined);
      return known.length === all.length ? [{ kind: 'dropColumns', columns: known.flat() }] : undefined;
    }
    case 'renameColumn': {
      const from = first && textValue(first);
      return from && name && [{ kind: 'renameColumn', from, to: name }];
    }
    case 'setNullable':
    case 'dropNullable':
      return columns?.map((column) => ({
        kind: 'nullable',
        column,
        to: link.name === 'setNullable' ? 'drop not null' : 'set not null',
      }));
    case 'check': {
      const condition = rawSql(args.slice(0, 2), table.dialect) ?? (first && textValue(first));
      return condition && [{ kind: 'check', condition, name: third && textValue(third) }];
    }
    case 'dropChecks': {
      const all = args.map(textsOf).flatMap((one) => one ?? []);
      return all.map((one) => ({ kind: 'drop', what: 'Check', columns: [], name: one, ifExists: '' }));
    }
    default:
      return undefined;
  }
}

/** `timestamps(useTimestamps, defaultToNow, useCamelCase)`, or an object of them (schema/tablebuilder.js). */
function timestamps(table: Table, link: Link, args: readonly Bound[], scope: Scope): readonly Bare<Step>[] {
  const place = placeOf(link);
  const given = (at: number, name: string) => {
    const value = entry(args[0], name) ?? args[at];
    return value !== undefined && resolve(value).expr.kind !== 'map' && truth(value) === true;
  };
  const kind = given(0, 'useTimestamps') ? 'timestamp' : 'datetime';
  const names = given(2, 'useCamelCase') ? ['createdAt', 'updatedAt'] : ['created_at', 'updated_at'];
  const now = given(1, 'defaultToNow');
  return names.flatMap((text): readonly Bare<Step>[] => {
    const value: Expr = { kind: 'string', ...place, value: text, pieces: [{ ...place, text }] };
    const own = { name: kind, call: { ...link.call, args: [{ ...place, value }] } };
    const column = readColumn({ place, kind, links: [own], scope, schema: table.schema }, table.dialect);
    if (!column) return [];
    const standard = { text: 'CURRENT_TIMESTAMP', pieces: [{ ...place, text: 'CURRENT_TIMESTAMP' }] };
    return [
      { kind: 'column', column: now ? { ...column, nullable: 'not null', default: standard } : column, links: [] },
    ];
  });
}
