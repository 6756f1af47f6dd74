import { dotted, type Expr } from '../../code';

/** Mongoose's schema types, by their last word, as MongoDB's. */
const WORDS: Readonly<Record<string, string>> = {
  String: 'string',
  Number: 'number',
  Boolean: 'bool',
  Bool: 'bool',
  Date: 'date',
  Buffer: 'binData',
  ObjectId: 'objectId',
  ObjectID: 'objectId',
  Oid: 'objectId',
  Decimal128: 'decimal',
  Decimal: 'decimal',
  BigInt: 'long',
  Double: 'double',
  Int32: 'int',
  UUID: 'uuid',
  Mixed: 'mixed',
  Object: 'mixed',
  Array: 'mixed[]',
  DocumentArray: 'mixed[]',
  Map: 'map',
  // One of several types.
  Union: 'mixed',
  // Packages that add a type by this name.
  Long: 'long',
  Currency: 'number',
};

/** The type that a name means in a schema: `String`, `Schema.Types.ObjectId`, `'date'`; undefined when it is none of Mongoose's. */
export function wordOf(expr: Expr): string | undefined {
  const name = expr.kind === 'string' ? expr.value : dotted(expr);
  const last = name?.slice(name.lastIndexOf('.') + 1);
  if (last === undefined) return undefined;
  const written = expr.kind === 'string' ? last.charAt(0).toUpperCase() + last.slice(1) : last;
  return Object.hasOwn(WORDS, written) ? WORDS[written] : undefined;
}

/** What reflection gives for a TypeScript type (`emitDecoratorMetadata`): the constructor's word. */
export const REFLECTED: Readonly<Record<string, string>> = {
  string: 'string',
  String: 'string',
  number: 'number',
  Number: 'number',
  boolean: 'bool',
  Boolean: 'bool',
  Date: 'date',
  Buffer: 'binData',
  bigint: 'long',
  Map: 'map',
  ObjectId: 'objectId',
  'Types.ObjectId': 'objectId',
  'mongoose.Types.ObjectId': 'objectId',
  'Types.Decimal128': 'decimal',
  'mongoose.Types.Decimal128': 'decimal',
};
