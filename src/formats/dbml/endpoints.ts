import type { ForeignKeySpec, Ident, LineIndex, QualifiedName, ReferentialAction, Span } from '../../model';
import { identOf, nameAt, qualifiedOf } from './names';
import type { Setting } from './parse';
import type { Token } from './scan';

/** One side of a reference: `orders.customer_id`, `core.orders.(a, b)`. */
export interface Endpoint {
  readonly table: QualifiedName;
  readonly columns: readonly Ident[];
}

export type Relation = '>' | '<' | '-' | '<>';

/** A reference between two tables; what a column's own `ref:` has on its left is the column. */
export interface Reference {
  readonly name?: Ident;
  readonly left: Endpoint;
  readonly right: Endpoint;
  readonly relation: Relation;
  readonly settings: readonly Setting[];
  readonly span: Span;
}

/** The side that starts with a token, and where it ends. */
export function endpointAt(
  tokens: readonly Token[],
  from: number,
  lines: LineIndex,
): { readonly endpoint: Endpoint; readonly next: number } | undefined {
  const name = nameAt(tokens, from, lines);
  if (!name) return undefined;
  const next = from + name.length;
  if (tokens[next]?.text === '(') {
    const close = tokens.findIndex((token, at) => at > next && token.text === ')');
    const table = qualifiedOf(name.parts);
    const inner = tokens.slice(next + 1, close < 0 ? undefined : close).filter(({ kind }) => kind !== 'sign');
    return table && close > 0
      ? { endpoint: { table, columns: inner.map((token) => identOf(token, lines)) }, next: close + 1 }
      : undefined;
  }
  const column = name.parts.at(-1);
  const table = qualifiedOf(name.parts.slice(0, -1));
  return table && column ? { endpoint: { table, columns: [column] }, next } : undefined;
}

/** The sign between two sides; a `?` says that one may be absent, which no key tells. */
export function relationAt(
  tokens: readonly Token[],
  from: number,
): { readonly relation: Relation; readonly next: number } | undefined {
  let at = from;
  while (tokens[at]?.text === '?') at++;
  const sign = tokens[at]?.text;
  if (sign !== '>' && sign !== '<' && sign !== '-' && sign !== '<>') return undefined;
  at++;
  while (tokens[at]?.text === '?') at++;
  return { relation: sign, next: at };
}

/** `a.b > c.d` */
export function referenceIn(
  tokens: readonly Token[],
  lines: LineIndex,
): Omit<Reference, 'settings' | 'span' | 'name'> | undefined {
  const left = endpointAt(tokens, 0, lines);
  const sign = left && relationAt(tokens, left.next);
  const right = sign && endpointAt(tokens, sign.next, lines);
  return left && sign && right ? { left: left.endpoint, relation: sign.relation, right: right.endpoint } : undefined;
}

const ACTIONS: Readonly<Record<string, ReferentialAction>> = {
  cascade: 'cascade',
  restrict: 'restrict',
  'set null': 'set null',
  'set default': 'set default',
  'no action': 'no action',
};

function actionOf(settings: readonly Setting[], name: string): ReferentialAction | undefined {
  const words = settings.find((one) => one.name === name)?.value.map(({ text }) => text.toLowerCase());
  const action = words?.join(' ');
  return action !== undefined && Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
}

/**
 * The key that a reference is, with the table that has it. `>` points from many to one. Of one to one, the right side refers to the
 * left (so @dbml/core exports it), and a column with the reference of its own refers.
 */
export function keyOf(
  reference: Reference,
  own: boolean,
): { readonly table: QualifiedName; readonly key: ForeignKeySpec } {
  const { left, right, relation, settings, span, name } = reference;
  const isLeft = relation === '>' || (relation === '-' && own);
  const [from, to] = isLeft ? [left, right] : [right, left];
  const onDelete = actionOf(settings, 'delete');
  const onUpdate = actionOf(settings, 'update');
  return {
    table: from.table,
    key: {
      kind: 'foreignKey',
      columns: from.columns,
      refTable: to.table,
      refColumns: to.columns,
      span,
      ...(name ? { name } : {}),
      ...(onDelete ? { onDelete } : {}),
      ...(onUpdate ? { onUpdate } : {}),
    },
  };
}
