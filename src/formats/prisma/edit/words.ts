import { mappedName } from '../attributes';
import type { Model, PrismaSchema } from '../schema';

/** `created_at` is `createdAt`, `order-items` is `orderItems`. */
export function camel(name: string): string {
  const [first = '', ...rest] = name.split(/[^A-Za-z0-9]+/).filter((part) => part !== '');
  const lowered = first.charAt(0).toLowerCase() + first.slice(1);
  return safe([lowered, ...rest.map(capital)].join(''));
}

/** `order_items` is `OrderItem`: models are named for one row. */
export function pascal(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((part) => part !== '');
  return safe([...words.slice(0, -1), singular(words.at(-1) ?? 'Model')].map(capital).join(''));
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function singular(word: string): string {
  if (/(?:ss|us|is)$/i.test(word)) return word;
  return word
    .replace(/ies$/i, 'y')
    .replace(/(x|ch|sh|ss)es$/i, '$1')
    .replace(/s$/i, '');
}

/** A list field's name: `Order` gives `orders`. */
export function plural(model: string): string {
  const name = model.charAt(0).toLowerCase() + model.slice(1);
  return /[^aeiou]y$/i.test(name) ? name.replace(/y$/, 'ies') : /(?:s|x|ch|sh)$/i.test(name) ? `${name}es` : `${name}s`;
}

function safe(name: string): string {
  return /^[A-Za-z]/.test(name) ? name : `x${name}`;
}

/** True where the project gives fields names of their own and maps them. */
export function mapsFields(schema: PrismaSchema): boolean {
  return [...schema.models.values()].some(({ fields }) => fields.some((field) => mappedName(field.attributes)));
}

export function mapsModels(schema: PrismaSchema): boolean {
  return [...schema.models.values()].some((model) => mappedName(model.attributes));
}

/** The field's name for a column, as the project names them, and the name to map when they differ. */
export function fieldName(
  schema: PrismaSchema,
  model: Model | undefined,
  column: string,
): { readonly name: string; readonly mapped: string | undefined } {
  const valid = /^[A-Za-z]\w*$/.test(column);
  const wanted = !valid || (column.includes('_') && mapsFields(schema)) ? camel(column) : column;
  const name = unused(wanted, new Set(model?.fields.map((field) => field.name.text)));
  return { name, mapped: name === column ? undefined : column };
}

export function unused(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let count = 2;
  while (taken.has(`${name}${count}`)) count++;
  return `${name}${count}`;
}
