import { type Assign, type Bound, type CodeType, type Decorator, dotted, type Expr, resolve } from '../../code';
import { type Defining, documentOf, elementAt, mergeAll, shapeOf } from './define';
import { given, option } from './options';
import { classRef, importedAs, isDecorated, isProp, lineage, type SchemaRef } from './refs';
import {
  type Declared,
  type Definition,
  type Element,
  type Field,
  MIXED,
  NOTHING,
  type Schema,
  type Schemas,
  type Shape,
  type Unread,
} from './shape';
import { isHarmless } from './standing';
import { REFLECTED } from './words';

type ClassRef = Extract<SchemaRef, { kind: 'class' }>;

/** The schema that Nest's `@Schema` and `@Prop`, or typegoose's `@modelOptions` and `@prop`, make of a class. */
export function decorated(ref: ClassRef, schemas: Schemas): Schema {
  const line = lineage(ref);
  const own = line.at(-1) ?? ref;
  const on: Defining = { schemas, typeKey: 'type', id: undefined };
  const parts = line.map((one) => fieldsOf(one, on));
  const all = mergeAll(parts);
  // Nest takes the options of the class itself alone, typegoose those of the classes above as well.
  const options = line.flatMap((one) => [...(one === own ? nestOptions(one) : []), ...typegooseOptions(one)]);
  const plugins = line.flatMap(({ key, scope }) =>
    key.decorators.filter(({ name }) => name === 'plugin').map((one) => ({ one, scope })),
  );
  const unread = plugins.flatMap(({ one, scope }): readonly Unread[] => {
    const [first] = one.args;
    if (!first || isHarmless({ expr: first.value, scope })) return [];
    return [{ module: scope.module, place: one, reason: 'a plugin may add fields and indexes that are not seen here' }];
  });
  return {
    fields: all.fields,
    options,
    withoutId: false,
    indexes: line.flatMap(indexesOf),
    unread: [...all.unread, ...unread],
    site: { module: ref.scope.module, place: ref.key },
  };
}

function firstArgument({ args }: Decorator, scope: ClassRef['scope']): Bound | undefined {
  return args[0] && { expr: args[0].value, scope };
}

function nestOptions({ key, scope }: ClassRef): readonly Bound[] {
  return key.decorators.flatMap((one) => {
    const value = /(?:^|\.)Schema$/.test(one.name) ? firstArgument(one, scope) : undefined;
    return value ? [value] : [];
  });
}

function typegooseOptions({ key, scope }: ClassRef): readonly Bound[] {
  const stamps = key.bases.some((base) => dotted(base) === 'TimeStamps') ? [TIMESTAMPS(key)] : [];
  const own = key.decorators.flatMap((one) => {
    const value = one.name === 'modelOptions' ? option(firstArgument(one, scope), 'schemaOptions') : undefined;
    return value ? [value] : [];
  });
  return [...stamps.map((expr) => ({ expr, scope })), ...own];
}

/** typegoose's default class `TimeStamps` is the option. */
const TIMESTAMPS = ({ start, end }: Pick<Expr, 'start' | 'end'>): Expr => ({
  kind: 'map',
  start,
  end,
  spreads: [],
  entries: [
    {
      start,
      end,
      key: { kind: 'string', start, end, value: 'timestamps', pieces: [] },
      value: { kind: 'constant', start, end, value: true },
    },
  ],
});

/** typegoose: `@index({ a: 1 }, { unique: true })`. */
function indexesOf({ key, scope }: ClassRef): readonly Declared[] {
  return key.decorators.flatMap((one): readonly Declared[] => {
    const [keys, options] = one.args.map(({ value }): Bound => ({ expr: value, scope }));
    return one.name === 'index' && keys ? [{ keys, options, site: { module: scope.module, place: one } }] : [];
  });
}

function fieldsOf({ key, scope }: ClassRef, on: Defining): Definition {
  return mergeAll(
    key.body.map((stmt): Definition => {
      const prop = stmt.kind === 'assign' ? stmt.decorators.find(isProp) : undefined;
      if (!prop || stmt.kind !== 'assign' || stmt.target.kind !== 'name') return NOTHING;
      const { module } = scope;
      const { name, start, end } = stmt.target;
      const element = fieldElement(prop, stmt, scope, on);
      if (!element) {
        const reason = `the type of ${name} cannot be told`;
        return { ...NOTHING, unread: [{ module, place: stmt, reason }] };
      }
      const field: Field = {
        ...element,
        key: name,
        site: { module, place: { start, end } },
        whole: { start, end: stmt.end },
      };
      return { ...NOTHING, fields: [field] };
    }),
  );
}

function fieldElement(prop: Decorator, field: Assign, scope: ClassRef['scope'], on: Defining): Element | undefined {
  const first = firstArgument(prop, scope);
  const { expr } = first ? resolve(first) : { expr: undefined };
  // Nest's `@Prop(raw({ … }))` is the definition itself.
  if (first && expr?.kind === 'call' && dotted(expr.callee) === 'raw' && expr.args[0])
    return elementAt({ expr: expr.args[0].value, scope: resolve(first).scope }, on);
  if (first && expr?.kind !== 'map') {
    const shape = shapeOf(given(first), undefined, on);
    return shape && { shape, options: undefined, at: { module: scope.module, place: first.expr } };
  }
  const declared = option(first, 'type');
  const place = declared?.expr ?? field.type ?? field.target;
  const own = declared ? shapeOf(given(declared), first, on) : reflected(field.type, first, scope, on);
  if (!own) return undefined;
  const at = { module: (declared ?? { scope }).scope.module, place };
  // typegoose makes an array of a type where the field is one.
  const isList = isTypegoose(prop, scope) && isListType(field.type) && own.kind !== 'array';
  const shape: Shape = isList ? { kind: 'array', of: { shape: own, options: undefined, at } } : own;
  return { shape, options: first, at };
}

function isTypegoose({ name }: Decorator, scope: ClassRef['scope']): boolean {
  return importedAs(name.split('.')[0] ?? '', scope)?.module.includes('typegoose') === true;
}

function isListType(type: CodeType | undefined): boolean {
  return type?.list === true || type?.name === 'Array';
}

/** The type that reflection gives where a decorator says none. */
function reflected(
  type: CodeType | undefined,
  options: Bound | undefined,
  scope: ClassRef['scope'],
  on: Defining,
): Shape | undefined {
  const isReference = option(options, 'ref') !== undefined || option(options, 'refPath') !== undefined;
  if (isReference && (type === undefined || type.list || !Object.hasOwn(REFLECTED, type.name)))
    return { kind: 'scalar', word: 'objectId' };
  if (!type) return MIXED;
  if (isListType(type)) {
    const at = { module: scope.module, place: type };
    return { kind: 'array', of: { shape: MIXED, options: undefined, at } };
  }
  if (type.literals && type.literals.length > 0) return { kind: 'scalar', word: 'string' };
  const word = Object.hasOwn(REFLECTED, type.name) ? REFLECTED[type.name] : undefined;
  if (word === 'map') {
    const of = option(options, 'of');
    return { kind: 'map', of: of && elementAt(of, on) };
  }
  if (word !== undefined) return { kind: 'scalar', word };
  const { start, end } = type;
  const found = classRef({ expr: { kind: 'name', name: type.name, start, end }, scope });
  if (found?.kind !== 'class') return option(options, 'enum') ? { kind: 'scalar', word: 'string' } : undefined;
  if (found.key.form === 'enum') return { kind: 'scalar', word: enumWord(found) };
  return isDecorated(found) ? documentOf(found, on) : undefined;
}

function enumWord({ key }: ClassRef): string {
  const isText = key.body.some((member) => member.kind === 'enumMember' && member.value?.kind === 'string');
  return isText ? 'string' : 'number';
}
