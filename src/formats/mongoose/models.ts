import { type Bound, type Call, chainOf, dotted, type Expr, resolve, type Scope, textValue } from '../../code';
import type { Ident } from '../../model';
import { identAt, identOf } from '../code/build';
import { itemsOf } from '../code/compose';
import type { FoundCall } from './calls';
import { given, option, textOption } from './options';
import { classRef, type SchemaRef, schemaRef } from './refs';
import type { Site } from './shape';

/** A model of a schema: what makes a collection. */
export interface Model {
  readonly name: Ident;
  readonly ref: SchemaRef;
  /** The collection that the call names. */
  readonly collection?: Ident;
  /** Options for the schema that the call gives. */
  readonly options?: Bound;
  /** A discriminator: the model whose collection it shares, and the value by which its documents are told. */
  readonly base?: string;
  readonly value?: string;
  readonly site: Site;
}

export type FoundModel =
  | { readonly model: Model }
  | { readonly reason: string; readonly site: Site; readonly ref?: SchemaRef };

const NO_NAME = 'the name of this model cannot be told';

/** The models that a call makes. */
export function modelsOf(found: FoundCall): readonly FoundModel[] {
  const { call, scope } = found;
  const { callee } = call;
  const name = callee.kind === 'member' ? callee.name : callee.kind === 'name' ? callee.name : '';
  switch (name) {
    case 'model':
    case 'discriminator':
      return byCall(found, name);
    case 'getModelForClass':
    case 'getDiscriminatorModelForClass':
      return byClass(found, name);
    case 'forFeature':
    case 'forFeatureAsync': {
      const list = call.args[0] && { expr: call.args[0].value, scope };
      return itemsOf(list).flatMap((item) => (option(item, 'name') ? byFeature(item, call) : []));
    }
    default:
      return [];
  }
}

/** `mongoose.model('Order', schema, 'orders')`, `Base.discriminator('Order', schema, 'order')`. */
function byCall({ call, scope, module }: FoundCall, kind: string): readonly FoundModel[] {
  const [first, second, third] = call.args.map(({ value }): Bound => ({ expr: value, scope }));
  if (!first || !second) return [];
  const ref = schemaRef(second);
  const site: Site = { module, place: call };
  const name = modelName(first);
  if (!ref)
    return isOwnCall(call, scope) && kind === 'model' && name
      ? [{ reason: `the schema of the model ${name.name} cannot be told`, site }]
      : [];
  if (!name) return [{ reason: NO_NAME, site, ref }];
  if (kind === 'model') {
    const collection = third && (identOf(third) ?? collectionIn(third));
    return [{ model: { name, ref, site, ...(collection ? { collection } : {}) } }];
  }
  const { callee } = call;
  const base = callee.kind === 'member' ? nameOfModel({ expr: callee.object, scope }) : undefined;
  // Of a schema's path, or of a schema before its model is made: see the schema's own calls.
  if (base === undefined) return [];
  const value = third && (textValue(third)?.text ?? textOption(third, 'value')?.text);
  return [{ model: { name, ref, site, base, value: value ?? name.name } }];
}

/** `mongoose.model` or the bare `model`, not a look-up of something else. */
function isOwnCall({ callee }: Call, scope: Scope): boolean {
  const words = dotted(callee);
  return words === 'mongoose.model' || (words === 'model' && scope.function('model') === undefined);
}

function collectionIn(bound: Bound): Ident | undefined {
  const value = option(bound, 'collection');
  return value && identOf(value);
}

/** A model's name: a string, or `User.name` of a class. */
export function modelName(bound: Bound): Ident | undefined {
  const { expr, scope } = bound;
  if (expr.kind === 'member' && expr.name === 'name') {
    const found = classRef({ expr: expr.object, scope });
    if (found?.kind === 'class') return identAt(scope.module, found.key.name, expr.object);
  }
  return identOf(bound);
}

/** The name of the model that a value is. */
export function nameOfModel(bound: Bound, depth = 0): string | undefined {
  if (depth > 8) return undefined;
  const { expr, scope } = resolve(bound);
  const inner = (value: Expr) => nameOfModel({ expr: value, scope }, depth + 1);
  if (expr.kind === 'binary') return inner(expr.right) ?? inner(expr.left);
  if (expr.kind === 'conditional') return inner(expr.consequence) ?? inner(expr.otherwise);
  if (expr.kind !== 'call') return undefined;
  const { links } = chainOf(expr);
  const name = links.at(-1)?.name ?? (expr.callee.kind === 'name' ? expr.callee.name : '');
  const [first] = expr.args;
  if (!first) return undefined;
  const argument = { expr: first.value, scope };
  if (name === 'model' || name === 'discriminator') return modelName(argument)?.name;
  if (name !== 'getModelForClass' && name !== 'getDiscriminatorModelForClass') return undefined;
  const second = expr.args[1];
  const own = name === 'getModelForClass' ? argument : second && { expr: second.value, scope };
  const made = own && classRef(own);
  return made?.kind === 'class' ? made.key.name : undefined;
}

/** `getModelForClass(User, { schemaOptions })`, `getDiscriminatorModelForClass(BaseModel, Click, 'click')`. */
function byClass({ call, scope, module }: FoundCall, kind: string): readonly FoundModel[] {
  const [first, second, third] = call.args.map(({ value }): Bound => ({ expr: value, scope }));
  const isBase = kind === 'getModelForClass';
  const own = isBase ? first : second;
  const site: Site = { module, place: call };
  const ref = own && classRef(own);
  if (!own || ref?.kind !== 'class') return [{ reason: 'the class of this model cannot be told', site }];
  const name = identAt(ref.scope.module, ref.key.name, ref.key.nameAt);
  if (isBase) {
    const options = option(second, 'schemaOptions');
    return [{ model: { name, ref, site, ...(options ? { options } : {}) } }];
  }
  const base = first && nameOfModel(first);
  if (base === undefined)
    return [{ reason: 'the model that this one is a discriminator of cannot be told', site, ref }];
  return [{ model: { name, ref, site, base, value: (third && textValue(third)?.text) ?? name.name } }];
}

/** An entry of Nest's `MongooseModule.forFeature([{ name: User.name, schema: UserSchema }])`. */
function byFeature(item: Bound, call: Call, base?: string): readonly FoundModel[] {
  const { module } = item.scope;
  const site: Site = { module, place: item.expr };
  const named = option(item, 'name');
  const name = named && modelName(named);
  const factory = option(item, 'useFactory');
  const schema = option(item, 'schema') ?? (factory && given(factory));
  const ref = schema && schemaRef(schema);
  if (!ref) return [{ reason: `the schema of the model ${name?.name ?? ''} cannot be told`, site }];
  if (!name) return [{ reason: NO_NAME, site, ref }];
  const collection = collectionIn(item);
  const value = textOption(item, 'value')?.text ?? name.name;
  const model: Model = {
    // The class is the schema of its own: its name is where the collection is made.
    name:
      ref.kind === 'class' && ref.key.name === name.name ? identAt(ref.scope.module, name.name, ref.key.nameAt) : name,
    ref,
    site: ref.kind === 'class' ? { module: ref.scope.module, place: ref.key } : site,
    ...(collection ? { collection } : {}),
    ...(base === undefined ? {} : { base, value }),
  };
  const inner = itemsOf(option(item, 'discriminators')).flatMap((one) => byFeature(one, call, name.name));
  return [{ model }, ...inner];
}
