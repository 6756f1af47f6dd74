import { type Bound, chainOf, type Placed, resolve } from '../../code';
import { itemsOf } from '../code/compose';
import { targetOf } from '../code/decorated';
import { constantAt, type Said } from '../code/said';
import { type Property, propertiesOf, returned } from '../code/values';
import type { EntityArgs, KeyArgs, Kind, PropertyArgs } from './args';
import { checkOfProperty, propertiesIn } from './classes';
import { isOn, saidIn, textIn } from './options';

/** The options of `new EntitySchema({…})` and `defineEntity({…})`; undefined for anything else. */
function schemaOptions(bound: Bound): Bound | undefined {
  const { expr, scope } = resolve(bound);
  // A class may extend what a schema makes: `class User extends UserSchema.class {}`.
  if (expr.kind === 'member' && expr.name === 'class') return schemaOptions({ expr: expr.object, scope });
  if (expr.kind !== 'call') return undefined;
  const name = expr.callee.kind === 'name' ? expr.callee.name : expr.callee.kind === 'member' ? expr.callee.name : '';
  const [first] = expr.args;
  const isSchema = name === 'EntitySchema' ? expr.construct : name === 'defineEntity';
  return isSchema && first ? { expr: first.value, scope } : undefined;
}

const DEEPEST = 16;

/** The entity of a schema. */
export function schemaEntity(bound: Bound, place: Placed, depth = 0): EntityArgs | undefined {
  const object = schemaOptions(bound);
  if (!object || depth > DEEPEST) return undefined;
  const { module } = object.scope;
  const options = saidIn(object);
  const target = targetOf(options.get('class'));
  const named = textIn(options, 'name');
  const className = named?.text ?? target?.name;
  if (className === undefined) return undefined;
  const given = options.get('properties');
  const properties = ((given && propertiesOf(given)) ?? []).flatMap(propertyOf);
  const base = options.get('extends');
  return {
    kind: isOn(options, 'embeddable') ? 'embeddable' : isOn(options, 'abstract') ? 'base' : 'entity',
    className,
    def: target?.ref?.def,
    module,
    nameAt: named?.pieces[0] ?? target?.place ?? place,
    place,
    options,
    properties,
    keys: [...keysIn(options.get('indexes'), 'index'), ...keysIn(options.get('uniques'), 'unique')],
    checks: [
      ...itemsOf(options.get('checks')).map((item) => {
        const said = saidIn(item);
        const property = textIn(said, 'property')?.text;
        return {
          name: said.get('name'),
          expression: said.get('expression'),
          property,
          at: item.expr,
          module: item.scope.module,
        };
      }),
      ...properties.flatMap(checkOfProperty),
    ],
    bases: base ? basesOf(base, depth) : [],
  };
}

function basesOf(bound: Bound, depth: number): EntityArgs['bases'] {
  const { expr, scope } = resolve(bound);
  const schema = schemaEntity({ expr, scope }, expr, depth + 1);
  if (schema) return [schema, ...schema.bases];
  const name = targetOf(bound)?.name;
  return name === undefined ? [] : [name];
}

function keysIn(bound: Bound | undefined, kind: KeyArgs['kind']): readonly KeyArgs[] {
  return (bound ? itemsOf(bound) : []).map((item) => {
    const options = saidIn(item);
    const properties = propertiesIn(options.get('properties')) ?? [];
    return { kind, properties, options, at: item.expr, module: item.scope.module };
  });
}

const KINDS: Readonly<Record<string, Kind>> = {
  scalar: 'scalar',
  SCALAR: 'scalar',
  'm:1': 'm:1',
  MANY_TO_ONE: 'm:1',
  manyToOne: 'm:1',
  '1:1': '1:1',
  ONE_TO_ONE: '1:1',
  oneToOne: '1:1',
  'm:n': 'm:n',
  MANY_TO_MANY: 'm:n',
  manyToMany: 'm:n',
  '1:m': '1:m',
  ONE_TO_MANY: '1:m',
  oneToMany: '1:m',
  embedded: 'embedded',
  EMBEDDED: 'embedded',
};

function kindOf(options: Said): Kind {
  const given = options.get('kind') ?? options.get('reference');
  const expr = given && resolve(given).expr;
  const word = (given && textIn(options, 'kind', 'reference')?.text) ?? (expr?.kind === 'member' ? expr.name : '');
  return (Object.hasOwn(KINDS, word) ? KINDS[word] : undefined) ?? 'scalar';
}

function propertyOf({ key, at, value }: Property): readonly PropertyArgs[] {
  const { expr, scope } = resolve(value);
  if (expr.kind === 'function') {
    const inner = returned({ def: expr, scope });
    return inner ? propertyOf({ key, at, value: inner }) : [];
  }
  const built = expr.kind === 'call' ? builtOptions({ expr, scope }) : undefined;
  const options = built?.options ?? saidIn({ expr, scope });
  if (options.has('formula')) return [];
  return [
    {
      key,
      at,
      module: scope.module,
      scope,
      kind: built?.kind ?? kindOf(options),
      options,
      type: undefined,
      initial: undefined,
      primary: isOn(options, 'primary'),
      enumerated: isOn(options, 'enum'),
      shown: at,
    },
  ];
}

/** `p.string().length(50).nullable()`: the first call says what it is, each further one an option (defineEntity). */
function builtOptions({ expr, scope }: Bound): { readonly kind: Kind; readonly options: Said } | undefined {
  const { links } = chainOf(expr);
  const [head, ...rest] = links;
  if (!head) return undefined;
  const said = new Map<string, Bound>();
  const [first] = head.call.args;
  const given = first && { expr: first.value, scope };
  const kind = (Object.hasOwn(KINDS, head.name) ? KINDS[head.name] : undefined) ?? 'scalar';
  const word = { expr: { kind: 'name', name: head.name, start: head.call.start, end: head.call.end }, scope } as const;
  if (head.name === 'enum') {
    said.set('enum', { expr: constantAt(true, head.call), scope });
    if (given) said.set('items', given);
  } else if (kind !== 'scalar') {
    if (given) said.set('entity', given);
  } else if (head.name === 'formula' || (head.name === 'type' && given)) said.set(head.name, given ?? word);
  else {
    said.set('type', { expr: { ...word.expr, kind: 'string', value: head.name, pieces: [] }, scope });
    if (given && /^(?:datetime|time)$/.test(head.name)) said.set('length', given);
  }
  for (const { name, call } of rest) {
    const several = call.args.map(({ value }) => value);
    const [only] = several;
    const { start, end } = call;
    const value =
      several.length > 1
        ? ({ kind: 'list', items: several, start, end } as const)
        : (only ?? constantAt(true, { start, end }));
    said.set(name, { expr: value, scope });
  }
  return { kind, options: said };
}
