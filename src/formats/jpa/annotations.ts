import {
  type Argument,
  type Decorator,
  type Expr,
  type Placed,
  resolve,
  type Scope,
  type TextValue,
  textValue,
  truth,
} from '../../code';
import type { Ident } from '../../model';
import { identAt } from '../code/build';

/** An annotation on a class or attribute, or within another one, with the scope in which its values mean something. */
export interface Annotation extends Placed {
  readonly name: string;
  readonly args: readonly Argument[];
  readonly scope: Scope;
}

/** The last word of a name that may be written whole: `jakarta.persistence.Table`. */
export function shortName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

export function annotationsOf(decorators: readonly Decorator[], scope: Scope): readonly Annotation[] {
  return decorators.map(({ name, args, start, end }) => ({ name: shortName(name), args, scope, start, end }));
}

export function find(annotations: readonly Annotation[], ...names: readonly string[]): Annotation | undefined {
  return annotations.find(({ name }) => names.includes(name));
}

/** The value of an element; `value` is also the one that has no name. */
function elementOf({ args }: Annotation, name: string): Expr | undefined {
  const named = args.find((one) => one.name === name);
  return (named ?? (name === 'value' ? args.find((one) => one.name === undefined) : undefined))?.value;
}

/** A text that is not empty. */
export function textOf(annotation: Annotation | undefined, ...names: readonly string[]): TextValue | undefined {
  for (const name of names) {
    const expr = annotation && elementOf(annotation, name);
    const text = expr && textValue({ expr, scope: annotation.scope });
    if (text && text.text !== '') return text;
  }
  return undefined;
}

export function numberOf(annotation: Annotation | undefined, name: string): number | undefined {
  const text = textOf(annotation, name)?.text;
  const value = text === undefined ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

export function truthOf(annotation: Annotation | undefined, name: string): boolean | undefined {
  const expr = annotation && elementOf(annotation, name);
  return expr && truth({ expr, scope: annotation.scope });
}

/** The last word of a constant: `IDENTITY` of `GenerationType.IDENTITY`. */
export function wordOf(annotation: Annotation | undefined, name: string): string | undefined {
  const expr = annotation && elementOf(annotation, name);
  if (!expr) return undefined;
  return expr.kind === 'member' || expr.kind === 'name' ? expr.name : undefined;
}

/** The name of the class that an element gives: `AddressId` of `AddressId.class`. */
export function classOf(annotation: Annotation | undefined, name: string): string | undefined {
  const expr = annotation && elementOf(annotation, name);
  if (expr?.kind !== 'member' || expr.name !== 'class') return undefined;
  return expr.object.kind === 'name' ? expr.object.name : undefined;
}

/** The annotations that an element gives: one, or a list. */
export function nested(annotation: Annotation | undefined, name: string): readonly Annotation[] {
  const given = annotation && elementOf(annotation, name);
  if (!annotation || !given) return [];
  const { expr, scope } = resolve({ expr: given, scope: annotation.scope });
  return (expr.kind === 'list' ? expr.items : [expr]).flatMap((item): readonly Annotation[] =>
    item.kind === 'call' && item.callee.kind === 'name'
      ? [{ name: shortName(item.callee.name), args: item.args, scope, start: item.start, end: item.end }]
      : [],
  );
}

/** Texts of a list, or the one that stands for it. */
export function textsOf(annotation: Annotation | undefined, name: string): readonly TextValue[] {
  const given = annotation && elementOf(annotation, name);
  if (!annotation || !given) return [];
  const { expr, scope } = resolve({ expr: given, scope: annotation.scope });
  const items = expr.kind === 'list' ? expr.items : [expr];
  return items.flatMap((item) => textValue({ expr: item, scope }) ?? []);
}

/** Annotations of a name, repeated or within their container: `@JoinColumn` twice, or `@JoinColumns({…})`. */
export function repeated(
  annotations: readonly Annotation[],
  name: string,
  container = `${name}s`,
): readonly Annotation[] {
  return annotations.flatMap((one) =>
    one.name === name
      ? [one]
      : one.name === container
        ? nested(one, 'value').filter((inner) => inner.name === name)
        : [],
  );
}

/** Where a text stands: inside its quotes. */
export function placeOf(value: TextValue): Placed {
  const first = value.pieces[0];
  const last = value.pieces.at(-1);
  return first && last && first.start <= last.end ? { start: first.start, end: last.end } : { start: 0, end: 0 };
}

/** A name made for a text of an annotation, pointing into its quotes where it is written there. */
export function identFor(name: string, annotation: Annotation, value: TextValue): Ident {
  const place = placeOf(value);
  // A constant of another file stands for its name here.
  const isHere = place.start >= annotation.start && place.end <= annotation.end && place.end > place.start;
  return identAt(annotation.scope.module, name, isHere ? place : annotation);
}
