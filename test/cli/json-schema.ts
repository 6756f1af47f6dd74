/** The part of JSON Schema that docs/inspect.schema.json uses, checked strictly: an unknown keyword is a problem. */
interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly minimum?: number;
}

const KNOWN = [
  '$schema',
  '$id',
  '$defs',
  '$ref',
  'title',
  'description',
  'type',
  'enum',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'anyOf',
  'minimum',
];

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

function resolved(root: Schema, schema: Schema): Schema {
  const name = schema.$ref?.replace('#/$defs/', '');
  const found = name === undefined ? schema : root.$defs?.[name];
  if (!found) throw new Error(`${schema.$ref} is not defined`);
  return found;
}

/** What in a value breaks the schema, one line each. */
export function schemaProblems(root: Schema, value: unknown, schema: Schema = root, at = '$'): readonly string[] {
  const rule = resolved(root, schema);
  const unknown = Object.keys(rule).filter((key) => !KNOWN.includes(key));
  if (unknown.length > 0) return [`${at}: the checker does not know ${unknown.join()}`];
  if (rule.anyOf) {
    const tries = rule.anyOf.map((one) => schemaProblems(root, value, one, at));
    return tries.some((problems) => problems.length === 0) ? [] : [`${at}: fits none: ${tries.flat().join('; ')}`];
  }
  const types = rule.type === undefined ? [] : [rule.type].flat();
  if (types.length > 0 && !types.includes(typeOf(value)))
    return [`${at}: is ${typeOf(value)}, not ${types.join(' or ')}`];
  if (rule.enum && !rule.enum.includes(value)) return [`${at}: ${JSON.stringify(value)} is not one of the values`];
  if (rule.minimum !== undefined && typeof value === 'number' && value < rule.minimum)
    return [`${at}: is below ${rule.minimum}`];
  if (Array.isArray(value))
    return rule.items ? value.flatMap((one, i) => schemaProblems(root, one, rule.items, `${at}[${i}]`)) : [];
  if (typeof value !== 'object' || value === null) return [];
  const { properties = {}, required = [] } = rule;
  return [
    ...required.filter((key) => !Object.hasOwn(value, key)).map((key) => `${at}: lacks ${key}`),
    ...Object.entries(value).flatMap(([key, one]) => {
      const part = properties[key];
      if (part) return schemaProblems(root, one, part, `${at}.${key}`);
      return rule.additionalProperties === false ? [`${at}: has ${key}, which the schema does not name`] : [];
    }),
  ];
}
