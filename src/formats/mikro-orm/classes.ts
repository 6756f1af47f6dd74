import { type Bound, type Placed, resolve, type Stmt, textValue } from '../../code';
import { itemsOf } from '../code/compose';
import { type Called, type ClassRef, decoratorsOf, lineOf } from '../code/decorated';
import type { Said } from '../code/said';
import type { CheckArgs, EntityArgs, KeyArgs, Kind, PropertyArgs } from './args';
import { isOn, propertyNamed, saidIn } from './options';

const KINDS: Readonly<Record<string, Kind>> = {
  Property: 'scalar',
  PrimaryKey: 'scalar',
  SerializedPrimaryKey: 'scalar',
  Enum: 'scalar',
  Formula: 'scalar',
  ManyToOne: 'm:1',
  OneToOne: '1:1',
  OneToMany: '1:m',
  ManyToMany: 'm:n',
  Embedded: 'embedded',
};

/** The entity that a class is; undefined for classes that are nothing of MikroORM's. */
export function classEntity(ref: ClassRef): EntityArgs | undefined {
  const [own, ...bases] = lineOf(ref).map(nodeOf);
  return own && own.kind !== 'base' ? { ...own, bases } : undefined;
}

function nodeOf(ref: ClassRef): EntityArgs {
  const { def, scope } = ref;
  const { module } = scope;
  const called = decoratorsOf(def.decorators, scope);
  const one = called.find(({ name }) => name === 'Entity' || name === 'Embeddable');
  const members = def.body.flatMap((stmt) => memberOf(stmt, ref));
  const properties = members.flatMap(propertyOf);
  const keyed = [
    ...members.flatMap((member) => member.called.map((each) => [each, member] as const)),
    ...called.map((each) => [each, undefined] as const),
  ];
  return {
    kind: one ? (one.name === 'Entity' ? 'entity' : 'embeddable') : 'base',
    className: def.name,
    def,
    module,
    nameAt: def.nameAt,
    place: { start: Math.min(one?.at.start ?? def.start, def.start), end: def.end },
    options: saidIn(one?.args[0]),
    properties,
    keys: keyed.flatMap(([each, member]) => keyOf(each, member, ref)),
    checks: [...keyed.flatMap(([each, member]) => checkOf(each, member, ref)), ...properties.flatMap(checkOfProperty)],
    bases: [],
  };
}

interface Member extends Pick<PropertyArgs, 'key' | 'at' | 'type' | 'initial'> {
  readonly owner: ClassRef;
  readonly called: readonly Called[];
  /** A method is computed; a getter may be kept. */
  readonly form: 'field' | 'getter' | 'method';
}

function memberOf(stmt: Stmt, owner: ClassRef): readonly Member[] {
  const { scope } = owner;
  if (stmt.kind === 'assign' && stmt.target.kind === 'name') {
    const called = decoratorsOf(stmt.decorators, scope);
    const { name, start, end } = stmt.target;
    const initial = stmt.value && { expr: stmt.value, scope };
    return called.length === 0
      ? []
      : [{ key: name, at: { start, end }, type: stmt.type, initial, owner, called, form: 'field' }];
  }
  if (stmt.kind !== 'function' || stmt.decorators.length === 0) return [];
  const head = owner.scope.module.text.slice(stmt.start, stmt.nameAt.start);
  const form = /(?:^|\s)[gs]et\s+$/.test(head) ? 'getter' : 'method';
  const called = decoratorsOf(stmt.decorators, scope);
  return [{ key: stmt.name, at: stmt.nameAt, type: stmt.returns, initial: undefined, owner, called, form }];
}

function propertyOf(member: Member): readonly PropertyArgs[] {
  const one = member.called.find(({ name }) => Object.hasOwn(KINDS, name));
  const kind = one && KINDS[one.name];
  if (!one || !kind || member.form === 'method' || one.name === 'Formula') return [];
  const { key, at, type, initial, owner } = member;
  const options = optionsOf(one, kind);
  return [
    {
      key,
      at,
      module: owner.scope.module,
      scope: owner.scope,
      kind,
      options,
      type,
      initial,
      primary: one.name === 'PrimaryKey' || isOn(options, 'primary'),
      enumerated: one.name === 'Enum' || isOn(options, 'enum'),
      shown: one.at,
    },
  ];
}

const isObject = (bound: Bound): boolean => resolve(bound).expr.kind === 'map';

/** Arguments that are no object stand for an option of their own: what it refers to, the property of the other side. */
function optionsOf({ name, args }: Called, kind: Kind): Said {
  const said = new Map(saidIn(...args.filter(isObject)));
  const [first, second] = args;
  if (first && !isObject(first)) said.set(name === 'Enum' ? 'items' : 'entity', first);
  if (second && !isObject(second) && kind !== 'scalar') said.set('mappedBy', second);
  return said;
}

const placeOf = ({ at, nameAt }: Called): Placed => ({ start: nameAt.start - 1, end: at.end });

function keyOf(called: Called, member: Member | undefined, { scope }: ClassRef): readonly KeyArgs[] {
  if (called.name !== 'Index' && called.name !== 'Unique') return [];
  const kind = called.name === 'Index' ? 'index' : 'unique';
  const options = saidIn(called.args[0]);
  const listed = propertiesIn(options.get('properties'));
  const properties = listed ?? (member ? [{ path: member.key, at: member.at }] : []);
  return [{ kind, properties, options, at: placeOf(called), module: scope.module }];
}

/** Properties of a key: one name, or several. */
export function propertiesIn(bound: Bound | undefined): KeyArgs['properties'] | undefined {
  if (!bound) return undefined;
  return itemsOf(bound).flatMap((item) => {
    const value = textValue(item);
    const path = value?.text ?? propertyNamed(item);
    return path === undefined ? [] : [{ path, at: value?.pieces[0] ?? item.expr }];
  });
}

function checkOf(called: Called, member: Member | undefined, { scope }: ClassRef): readonly CheckArgs[] {
  if (called.name !== 'Check') return [];
  const options = saidIn(called.args[0]);
  const given = options.get('property');
  const property = (given && textValue(given)?.text) ?? member?.key;
  const [name, expression] = [options.get('name'), options.get('expression')];
  return [{ name, expression, property, at: called.at, module: scope.module }];
}

/** `check` among a property's options. */
export function checkOfProperty({ key, options, shown, module }: PropertyArgs): readonly CheckArgs[] {
  const expression = options.get('check');
  return expression ? [{ name: undefined, expression, property: key, at: shown, module }] : [];
}
