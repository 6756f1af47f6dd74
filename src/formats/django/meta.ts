import { type Bound, type ClassDef, type Expr, resolve } from '../../code';
import type { FoundClass, Modules } from './classes';

/** A model's `class Meta` with the scope that it stands in. */
export type Meta = FoundClass;

export function ownMeta({ def, scope }: FoundClass): Meta | undefined {
  const meta = def.body.find((stmt): stmt is ClassDef => stmt.kind === 'class' && stmt.name === 'Meta');
  return meta && { def: meta, scope };
}

/** Finds what a model's class has as its attribute `Meta`, for `class Meta(Base.Meta)`. */
export type MetaOf = (model: FoundClass) => Meta | undefined;

const DEEPEST = 8;

/** An option that a `class Meta` gives, or one that it extends. */
export function optionOf(
  meta: Meta | undefined,
  name: string,
  modules: Modules,
  metaOf: MetaOf,
  depth = 0,
): Bound | undefined {
  if (!meta || depth > DEEPEST) return undefined;
  const own = assigned(meta, name);
  if (own) return own;
  for (const base of meta.def.bases) {
    const value = optionOf(
      baseOf({ expr: base, scope: meta.scope }, modules, metaOf),
      name,
      modules,
      metaOf,
      depth + 1,
    );
    if (value) return value;
  }
  return undefined;
}

/** What the body gives an option, with what it adds to it: `indexes += [...]`, `indexes.extend(Base.Meta.indexes)`. */
function assigned({ def, scope }: Meta, name: string): Bound | undefined {
  let value: Expr | undefined;
  for (const stmt of def.body) {
    if (stmt.kind === 'assign' && stmt.target.kind === 'name' && stmt.target.name === name && stmt.value)
      value = stmt.operator === undefined || !value ? stmt.value : behind(value, stmt.value);
    const added = stmt.kind === 'expression' && value ? addedBy(stmt.value, name) : undefined;
    if (added && value) value = behind(value, added);
  }
  return value && { expr: value, scope };
}

function behind(left: Expr, right: Expr): Expr {
  return { kind: 'binary', operator: '+', left, right, start: left.start, end: left.end };
}

function addedBy(expr: Expr, name: string): Expr | undefined {
  if (expr.kind !== 'call' || expr.callee.kind !== 'member' || expr.callee.object.kind !== 'name') return undefined;
  const [first] = expr.args;
  if (expr.callee.object.name !== name || !first) return undefined;
  if (expr.callee.name === 'extend') return first.value;
  return expr.callee.name === 'append'
    ? { kind: 'list', items: [first.value], start: first.start, end: first.end }
    : undefined;
}

function baseOf(base: Bound, modules: Modules, metaOf: MetaOf): Meta | undefined {
  const { expr, scope } = base;
  if (expr.kind === 'member' && expr.name === 'Meta') {
    const model = modules.classAt({ expr: expr.object, scope });
    if (model) return metaOf(model);
  }
  const plain = resolve(base);
  return plain.expr.kind === 'name' ? modules.classAt(plain) : undefined;
}

/**
 * Whether a `class Meta` says that its model is abstract: itself, or a plain class that it extends. The Meta of an abstract model
 * does not hand that on (django/db/models/base.py, `attr_meta.abstract = False`).
 */
export function isAbstract(meta: Meta | undefined, modules: Modules): boolean {
  const value = optionOf(meta, 'abstract', modules, () => undefined);
  const found = value && resolve(value);
  return found?.expr.kind === 'constant' && found.expr.value === true;
}
