import { type Bound, type Call, resolve, type Scope, textValue } from '../../code';
import type { CallMet, Met } from '../code/calls-in';
import { made } from '../code/compose';
import type { OpenedFile } from '../code/set-scopes';
import { type Property, propertiesOf } from '../code/values';
import {
  type Association,
  type Declared,
  type DeclaredAttribute,
  type DeclaredIn,
  type Kind,
  saidOf,
} from './declaration';
import { decoratedModel, isTable } from './decorated';

/** What a file declares: by `define`, by `init`, by decorators; and how it ties models to each other. */
export function declaredIn({ file }: OpenedFile, met: Met): DeclaredIn {
  const decorated = met.classes.filter(({ def }) => isTable(def)).map((one) => decoratedModel(one, file.path));
  const defined = met.calls.flatMap((one) => defineCall(one, file.path) ?? initCall(one, file.path) ?? []);
  return {
    models: [...decorated.map(({ model }) => model), ...defined],
    associations: [
      ...decorated.flatMap(({ associations }) => associations),
      ...met.calls.flatMap((one) => associationOf(one, file.path) ?? []),
    ],
  };
}

/** `sequelize.define('user', {…}, {…})` */
function defineCall({ call, scope }: CallMet, path: string): Declared | undefined {
  const { callee } = call;
  if (callee.kind !== 'member' || callee.name !== 'define') return undefined;
  const [first, second, third] = call.args.map(({ value }): Bound => ({ expr: value, scope }));
  const name = first && textValue(first);
  if (!name || !second || isDefinitionOfAnother(call)) return undefined;
  return {
    name,
    place: call,
    scope,
    path,
    origin: call,
    attributes: attributesOf(second),
    options: saidOf(third),
    indexes: [],
    foreignKeys: [],
  };
}

/** `customElements.define('x-y', X)`, AMD's `define` of something else. */
function isDefinitionOfAnother({ callee }: Call): boolean {
  return (
    callee.kind === 'member' &&
    callee.object.kind === 'name' &&
    /^(?:customElements|window|Object)$/.test(callee.object.name)
  );
}

/** `User.init({…}, { sequelize })`, `super.init({…}, …)` in a class's own `init`. */
function initCall({ call, scope, owner }: CallMet, path: string): Declared | undefined {
  const { callee } = call;
  if (callee.kind !== 'member' || callee.name !== 'init' || callee.object.kind !== 'name') return undefined;
  const isOwn = /^(?:this|super)$/.test(callee.object.name);
  const found = isOwn ? owner : scope.class(callee.object.name)?.def;
  const [first, second] = call.args.map(({ value }): Bound => ({ expr: value, scope }));
  const options = saidOf(second);
  if (!found || !first || !/\b(?:sequelize|modelName|tableName)\b/.test(textOf(scope, second))) return undefined;
  const named = options.get('modelName');
  const className = made(found.name, found.nameAt.end > found.nameAt.start ? found.nameAt : call);
  return {
    name: (named && textValue(named)) ?? className,
    place: call,
    scope,
    path,
    origin: found,
    attributes: attributesOf(first),
    options,
    indexes: [],
    foreignKeys: [],
  };
}

function textOf(scope: Scope, bound: Bound | undefined): string {
  if (!bound) return '';
  const given = resolve(bound);
  return (
    given.scope.module.text.slice(given.expr.start, given.expr.end) +
    scope.module.text.slice(bound.expr.start, bound.expr.end)
  );
}

export function attributesOf(bound: Bound): readonly DeclaredAttribute[] | undefined {
  return propertiesOf(bound)?.map((one) => attributeOf(one, bound));
}

/** An attribute's options, or its type alone: `name: DataTypes.STRING`; those of another file stand where they are spread. */
function attributeOf({ key, at, value }: Property, { expr: whole, scope }: Bound): DeclaredAttribute {
  const { expr } = resolve(value);
  const said = expr.kind === 'map' ? saidOf(value) : new Map([['type', value]]);
  if (value.scope.module !== scope.module) return { key: made(key, whole), place: whole, said };
  return { key: made(key, at), place: { start: at.start, end: Math.max(at.end, value.expr.end) }, said };
}

const KINDS: readonly Kind[] = ['belongsTo', 'hasOne', 'hasMany', 'belongsToMany'];

function associationOf({ call, scope, owner }: CallMet, path: string): Association | undefined {
  const { callee } = call;
  if (callee.kind !== 'member') return undefined;
  const kind = KINDS.find((one) => one === callee.name);
  const [target, options] = call.args.map(({ value }): Bound => ({ expr: value, scope }));
  if (!kind || !target) return undefined;
  const { object } = callee;
  const isOwn = object.kind === 'name' && /^(?:this|super)$/.test(object.name);
  const source: Bound = isOwn && owner ? { expr: { ...object, name: owner.name }, scope } : { expr: object, scope };
  return { kind, source, target, said: saidOf(options), place: call, scope, path };
}
