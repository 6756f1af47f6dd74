import { type Bound, resolve, type TextValue, textValue, truth } from '../../code';
import { textsOf } from '../code/compose';
import type { Said } from '../code/said';
import { propertiesOf, property } from '../code/values';

/** Options of a property or an entity, put together from its decorator's arguments or its builder's calls. */

export function textIn(options: Said, ...names: readonly string[]): TextValue | undefined {
  return names.map((name) => options.get(name)).flatMap((value) => (value && textValue(value)) ?? [])[0];
}

export function isOn(options: Said, name: string): boolean {
  const value = options.get(name);
  return value !== undefined && truth(value) === true;
}

export function isOff(options: Said, name: string): boolean {
  const value = options.get(name);
  return value !== undefined && truth(value) === false;
}

/** One text, or several of them: `fieldName`, or `fieldNames`. */
export function textsIn(options: Said, one: string, several: string): readonly TextValue[] | undefined {
  const value = options.get(one) ?? options.get(several);
  const texts = value && textsOf(value);
  return texts && texts.length > 0 ? texts : undefined;
}

export function numberIn(options: Said, name: string): number | undefined {
  const text = textIn(options, name)?.text;
  const number = text === undefined ? Number.NaN : Number(text);
  return Number.isNaN(number) ? undefined : number;
}

/** The entries of objects, later ones in the place of earlier ones. */
export function saidIn(...objects: readonly (Bound | undefined)[]): Said {
  return new Map(
    objects.flatMap((one) => (one && propertiesOf(one)) ?? []).map(({ key, value }) => [key, value] as const),
  );
}

/** The name of a property that `'author'`, `(book) => book.author` or `author` of an object means. */
export function propertyNamed(bound: Bound | undefined): string | undefined {
  if (!bound) return undefined;
  const { expr } = resolve(bound);
  if (expr.kind !== 'function') return textValue(bound)?.text;
  const [only] = expr.body;
  return only?.kind === 'return' && only.value?.kind === 'member' ? only.value.name : undefined;
}

/** What an option of an object literal says. */
export const optionOf = property;
