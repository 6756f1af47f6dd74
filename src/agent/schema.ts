/** The part of JSON Schema that tools use, the type that follows from it, and the check at run time. */

interface Described {
  readonly description?: string;
}

export interface StringSchema extends Described {
  readonly type: 'string';
  readonly enum?: readonly string[];
}

export interface NumberSchema extends Described {
  readonly type: 'integer';
}

export interface ListSchema extends Described {
  readonly type: 'array';
  readonly items: Schema;
}

/** Every property that is not in `required` may be left out. `additionalProperties` is false: strict tools demand it. */
export interface ObjectSchema extends Described {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, Schema>>;
  readonly required: readonly string[];
  readonly additionalProperties: false;
}

export type Schema = StringSchema | NumberSchema | ListSchema | ObjectSchema;

/** The type of the values that a schema admits. */
export type InputOf<S> = S extends { readonly type: 'string'; readonly enum: readonly (infer E)[] }
  ? E
  : S extends { readonly type: 'string' }
    ? string
    : S extends { readonly type: 'integer' }
      ? number
      : S extends { readonly type: 'array'; readonly items: infer I }
        ? readonly InputOf<I>[]
        : S extends { readonly type: 'object'; readonly properties: infer P; readonly required: readonly (infer R)[] }
          ? { readonly [K in keyof P as K extends R ? K : never]: InputOf<P[K]> } & {
              readonly [K in keyof P as K extends R ? never : K]?: InputOf<P[K]>;
            }
          : never;

export type Checked<T> =
  | { readonly kind: 'valid'; readonly value: T }
  /** For the model: which part is wrong and what was expected. */
  | { readonly kind: 'invalid'; readonly because: string };

/** Holds a value against a schema. What it gives back is built anew: nothing comes along that the schema does not name. */
export function check<const S extends Schema>(schema: S, value: unknown): Checked<InputOf<S>> {
  // The value was built from the schema, from which the type is derived too.
  return checkAt(schema, value, 'input') as Checked<InputOf<S>>;
}

function checkAt(schema: Schema, value: unknown, at: string): Checked<unknown> {
  switch (schema.type) {
    case 'string':
      return checkString(schema, value, at);
    case 'integer':
      return Number.isSafeInteger(value) ? { kind: 'valid', value } : wrong(at, 'an integer', value);
    case 'array':
      return Array.isArray(value) ? checkList(schema, value, at) : wrong(at, 'a list', value);
    case 'object':
      return isObject(value) ? checkObject(schema, value, at) : wrong(at, 'an object', value);
  }
}

function checkString(schema: StringSchema, value: unknown, at: string): Checked<unknown> {
  if (typeof value !== 'string') return wrong(at, 'a string', value);
  if (schema.enum === undefined || schema.enum.includes(value)) return { kind: 'valid', value };
  return { kind: 'invalid', because: `${at} must be one of ${schema.enum.join(', ')}` };
}

function checkList(schema: ListSchema, value: readonly unknown[], at: string): Checked<unknown> {
  const items: unknown[] = [];
  for (const [i, item] of value.entries()) {
    const checked = checkAt(schema.items, item, `${at}[${i}]`);
    if (checked.kind === 'invalid') return checked;
    items.push(checked.value);
  }
  return { kind: 'valid', value: items };
}

function checkObject(schema: ObjectSchema, value: Readonly<Record<string, unknown>>, at: string): Checked<unknown> {
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(schema.properties, name));
  if (unknown !== undefined) {
    const known = Object.keys(schema.properties).join(', ') || 'none';
    return { kind: 'invalid', because: `${at} has no "${unknown}". Known: ${known}` };
  }
  const result: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(schema.properties)) {
    // A model may write null for something that it leaves out.
    const given = Object.hasOwn(value, name) ? (value[name] ?? undefined) : undefined;
    if (given === undefined) {
      if (schema.required.includes(name)) return { kind: 'invalid', because: `${at} lacks "${name}"` };
      continue;
    }
    const checked = checkAt(property, given, `${at}.${name}`);
    if (checked.kind === 'invalid') return checked;
    result[name] = checked.value;
  }
  return { kind: 'valid', value: result };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrong(at: string, expected: string, value: unknown): Checked<unknown> {
  const kind = value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value;
  return { kind: 'invalid', because: `${at} must be ${expected}, not ${kind}` };
}
