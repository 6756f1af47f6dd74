import { type Bound, dotted, resolve, type TextValue, textValue, truth } from '../../code';
import { entry } from '../code/compose';
import { evaluated, functionNamed, returned } from '../code/values';

/** The value of an option, where it is not `undefined` or `null`. */
export function option(options: Bound | undefined, ...names: readonly string[]): Bound | undefined {
  const value = entry(options && evaluated(options), ...names);
  if (!value) return undefined;
  const { expr } = resolve(value);
  const isNothing = (expr.kind === 'constant' && expr.value === null) || dotted(expr) === 'undefined';
  return isNothing ? undefined : value;
}

/** An option of several places, of which the last that has it counts. */
export function lastOption(places: readonly Bound[], name: string): Bound | undefined {
  return [...places]
    .reverse()
    .map((place) => option(place, name))
    .find((value) => value !== undefined);
}

/** True and false where they can be told. */
export function flag(options: Bound | undefined, name: string): boolean | undefined {
  const value = option(options, name);
  return value && truth(value);
}

export function textOption(options: Bound | undefined, ...names: readonly string[]): TextValue | undefined {
  const value = option(options, ...names);
  return value && textValue(value);
}

/** `[value, 'message']` and `{ value, message }` are the value. */
export function plainValue(bound: Bound): Bound {
  const { expr, scope } = resolve(bound);
  if (expr.kind === 'list') {
    const [first, second] = expr.items;
    return first && (second === undefined || second.kind !== 'number') ? { expr: first, scope } : { expr, scope };
  }
  return entry({ expr, scope }, 'value') ?? { expr, scope };
}

/** What `() => X` gives; anything else is itself. */
export function given(bound: Bound): Bound {
  const { expr, scope } = resolve(bound);
  if (expr.kind === 'function') return returned({ def: expr, scope }) ?? { expr, scope };
  const named = expr.kind === 'name' ? functionNamed(expr.name, scope) : undefined;
  return (named && returned(named)) ?? { expr, scope };
}

/** The number that an expression is: `-1`, `60 * 60 * 24`, `1e3`. */
export function numberValue(bound: Bound): number | undefined {
  const { expr, scope } = resolve(bound);
  const inner = (value: typeof expr) => numberValue({ expr: value, scope });
  if (expr.kind === 'number') {
    const value = Number(expr.text);
    return Number.isNaN(value) ? undefined : value;
  }
  if (expr.kind === 'unary' && expr.operator === '-') {
    const value = inner(expr.operand);
    return value === undefined ? undefined : -value;
  }
  if (expr.kind !== 'binary') return undefined;
  const [left, right] = [inner(expr.left), inner(expr.right)];
  if (left === undefined || right === undefined) return undefined;
  switch (expr.operator) {
    case '*':
      return left * right;
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '/':
      return left / right;
    case '**':
      return left ** right;
    default:
      return undefined;
  }
}

/** A value as JavaScript writes it, with its constants known: `{ status: 'open' }` for `{ status: Status.OPEN }`. */
export function written(bound: Bound, depth = 0): string {
  const { expr, scope } = depth > 8 ? bound : resolve(bound);
  const inner = (value: typeof expr) => written({ expr: value, scope }, depth + 1);
  const text = textValue({ expr, scope });
  if (text && expr.kind !== 'number') return JSON.stringify(text.text);
  switch (expr.kind) {
    case 'constant':
      return String(expr.value);
    case 'list':
      return `[${expr.items.map(inner).join(', ')}]`;
    case 'map': {
      if (expr.spreads.length > 0) break;
      const entries = expr.entries.map(
        ({ key, value }) => `${textValue({ expr: key, scope })?.text ?? '?'}: ${inner(value)}`,
      );
      return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
    }
    default:
  }
  return scope.module.text.slice(expr.start, expr.end);
}
