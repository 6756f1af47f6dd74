import {
  type Bound,
  type CodeType,
  type FunctionDef,
  type Placed,
  resolve,
  type Scope,
  type Stmt,
  truth,
} from '../../code';
import { callOf, wordOf } from '../code/sqlalchemy/compile';
import { mapExpr, textExpr } from '../code/standing';
import { evaluated } from '../code/values';
import { type ClassRef, ownValue } from './classes';
import type { Model } from './models';

/** An attribute of a class that may make a column. */
export interface Attribute {
  readonly name: string;
  readonly at: Placed;
  /** The whole of its declaration. */
  readonly place: Placed;
  readonly value?: Bound;
  readonly type?: CodeType;
  readonly scope: Scope;
  /** Made by a function of `@declared_attr`. */
  readonly isDeclared: boolean;
  readonly from: ClassRef;
}

const DECLARED = /(?:^|\.)declared_attr(?:\.\w+)?$/;

/** The statements of a class body, conditions decided where they can be. */
function membersOf(body: readonly Stmt[], scope: Scope): readonly Stmt[] {
  return body.flatMap((member) => {
    if (member.kind !== 'if') return [member];
    const holds = truth({ expr: member.test, scope });
    return membersOf(holds === false ? member.otherwise : member.consequence, scope);
  });
}

/** The attributes of one class, in the order in which SQLAlchemy meets them. */
function ownAttributes(ref: ClassRef, model: Model): readonly Attribute[] {
  const found = new Map<string, Attribute>();
  for (const member of membersOf(ref.def.body, ref.scope)) {
    const attribute = attributeOf(member, ref, model);
    if (attribute) found.set(attribute.name, attribute);
  }
  return [...found.values()];
}

function attributeOf(member: Stmt, ref: ClassRef, model: Model): Attribute | undefined {
  const { scope } = ref;
  if (member.kind === 'assign' && member.target.kind === 'name') {
    const { name } = member.target;
    const value = member.value && declaredBy({ expr: member.value, scope }, model);
    return {
      name,
      at: member.target,
      place: member,
      scope,
      from: ref,
      isDeclared: value?.isDeclared ?? false,
      ...(value ? { value: value.bound } : {}),
      ...(member.type ? { type: member.type } : {}),
    };
  }
  if (member.kind !== 'function' || !member.decorators.some(({ name }) => DECLARED.test(name))) return undefined;
  const value = returnedFor(member, scope, model);
  return {
    name: member.name,
    at: member.nameAt,
    place: member,
    scope,
    from: ref,
    isDeclared: true,
    ...(value ? { value } : {}),
    ...(member.returns ? { type: member.returns } : {}),
  };
}

/** `id = declared_attr(lambda cls: Column(…))`, or the value itself. */
export function declaredBy(bound: Bound, model: Model): { readonly bound: Bound; readonly isDeclared: boolean } {
  const call = bound.expr.kind === 'call' ? bound.expr : undefined;
  const inner = call && wordOf(call) === 'declared_attr' ? call.args[0]?.value : undefined;
  if (inner?.kind !== 'function') return { bound, isDeclared: false };
  return { bound: returnedFor(inner, bound.scope, model) ?? bound, isDeclared: true };
}

/** What the function gives for the class that it is called on. */
export function returnedFor(
  { params, body }: Pick<FunctionDef, 'params' | 'body'>,
  scope: Scope,
  model: Model,
): Bound | undefined {
  const inner = scope.child();
  const [self] = params;
  if (self) inner.set(self.name, { expr: classValue(model), scope });
  for (const stmt of body) {
    if (stmt.kind === 'assign' && stmt.target.kind === 'name' && stmt.value)
      inner.set(stmt.target.name, { expr: stmt.value, scope: inner.child() });
    if (stmt.kind === 'return' && stmt.value) return { expr: stmt.value, scope: inner };
  }
  return undefined;
}

/** The class as such a function sees it: its names and what its body assigns. */
function classValue(model: Model) {
  const entries = Object.fromEntries(
    [...model.sources, ...model.bases]
      .reverse()
      .flatMap(({ def }) =>
        def.body.flatMap((member) =>
          member.kind === 'assign' && member.target.kind === 'name' && member.value?.kind === 'string'
            ? [[member.target.name, member.value] as const]
            : [],
        ),
      ),
  );
  return mapExpr({ ...entries, __name__: textExpr(model.ref.def.name), __tablename__: textExpr(model.name.name) });
}

/** SQLAlchemy's releases that order columns differently. */
export type Release = '1' | '2';

/**
 * The attributes of a class and of the mixins and abstract classes above it, in the order of their columns. Since 2.0 the class comes
 * first, then what is above it (mapped_column, sort_order); before that, columns come as they were made: those of mixins before, and
 * those that a function makes last (decl_base, `_creation_order`).
 */
export function attributesOf(model: Model, release: Release): readonly Attribute[] {
  const kept = new Map<string, Attribute>();
  const all = model.sources.flatMap((ref) => {
    const own = ownAttributes(ref, model);
    return release === '2' ? asMerged(own) : own;
  });
  for (const attribute of all) if (!kept.has(attribute.name)) kept.set(attribute.name, attribute);
  const attributes = [...kept.values()].filter((one) => !isTaken(one, model));
  if (model.flavour === 'sqlmodel') return fieldsFirst(attributes, model);
  if (release === '2') return attributes;
  const plain = attributes.filter(({ isDeclared }) => !isDeclared);
  const places = new Map(model.sources.map(({ def }, at) => [def, at]));
  const order = (one: Attribute) => -(places.get(one.from.def) ?? 0);
  return [
    ...[...plain].sort((a, b) => madeBefore(a, b) || order(a) - order(b)),
    ...attributes.filter((one) => one.isDeclared),
  ];
}

/** Of one file, what stands higher is made before. */
function madeBefore(a: Attribute, b: Attribute): number {
  return a.scope.module === b.scope.module ? a.place.start - b.place.start : 0;
}

/** Pydantic has the fields of bases before a class's own. */
function fieldsFirst(attributes: readonly Attribute[], { sources }: Model): readonly Attribute[] {
  const names = [...sources]
    .reverse()
    .flatMap(({ def }) =>
      def.body.flatMap((member) =>
        member.kind === 'assign' && member.target.kind === 'name' ? [member.target.name] : [],
      ),
    );
  const place = (one: Attribute) => names.indexOf(one.name);
  return [...attributes].sort((a, b) => place(a) - place(b));
}

/** `vars(cls)` and the annotations as SQLAlchemy 2.0 joins them (util.merge_lists_w_ordering). */
function asMerged(own: readonly Attribute[]): readonly Attribute[] {
  const values = own.filter(({ value }) => value !== undefined);
  const annotated = own.filter(({ type, isDeclared }) => type !== undefined && !isDeclared);
  const overlap = new Set(values.filter((one) => annotated.includes(one)));
  const result: Attribute[] = [];
  let [current, other] = [[...values], [...annotated]];
  for (;;) {
    const element = current.shift();
    if (!element) return [...result, ...other];
    if (overlap.delete(element)) [current, other] = [other, current];
    else result.push(element);
  }
}

/** An attribute that a class with a table above already has is no new column. */
function isTaken({ name, from }: Attribute, { sources, above, bases }: Model): boolean {
  if (!above || from.def === sources[0]?.def) return false;
  return bases.some((base) => !sources.some(({ def }) => def === base.def) && ownValue(base, name) !== undefined);
}

const COLUMN = /^(?:Column|mapped_column)$/;
const AROUND = /^(?:deferred|column_property|composite)$/;

/** The call that makes a column of an attribute's value; undefined where it makes none. */
export function columnCalls(value: Bound): readonly Bound[] {
  const found = evaluated(value);
  const call = callOf(found);
  if (!call) return [];
  const word = wordOf(call.expr) ?? '';
  if (COLUMN.test(word)) return [call];
  if (!AROUND.test(word)) return [];
  return call.expr.args.flatMap(({ name, value: inner }) => {
    const { expr, scope } = resolve({ expr: inner, scope: call.scope });
    return name === undefined && expr.kind === 'call' && COLUMN.test(wordOf(expr) ?? '') ? [{ expr, scope }] : [];
  });
}
