import type { Argument, Attribute, Field, Value } from './psl';

/** Reading of attributes: positional and named arguments alike. */
export function attribute(attributes: readonly Attribute[], name: string): Attribute | undefined {
  return attributes.find((one) => one.name === name);
}

/** The argument of this key, or the first one without a key when `position` says that it may come so. */
export function argument(
  of: Attribute | undefined,
  key: string,
  position: 'named' | 'first' = 'named',
): Value | undefined {
  const named = of?.args.find((one) => one.key === key);
  if (named) return named.value;
  return position === 'first' ? of?.args.find((one: Argument) => one.key === undefined)?.value : undefined;
}

export function textOf(value: Value | undefined): string | undefined {
  if (value?.kind === 'string') return value.value;
  return value?.kind === 'word' || value?.kind === 'number' ? value.text : undefined;
}

/** The `@map("…")` of a field or enum value, the `@@map("…")` of a block: where and what. */
export function mappedName(attributes: readonly Attribute[]): (Value & { readonly kind: 'string' }) | undefined {
  const value = argument(attribute(attributes, 'map'), 'name', 'first');
  return value?.kind === 'string' ? value : undefined;
}

/** Items of `[a, b]`, or the one value that stands for such a list. */
export function itemsOf(value: Value | undefined): readonly Value[] {
  if (value === undefined) return [];
  return value.kind === 'list' ? value.items : [value];
}

/** `@db.VarChar(9)`: the attribute whose group is the datasource's name, whatever that is called. */
export function nativeAttribute(field: Field): Attribute | undefined {
  return field.attributes.find(({ name }) => name.includes('.'));
}
