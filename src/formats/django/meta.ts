import { type Bound, type ClassDef, resolve } from '../../code';
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

function assigned({ def, scope }: Meta, name: string): Bound | undefined {
  for (const stmt of def.body)
    if (stmt.kind === 'assign' && stmt.target.kind === 'name' && stmt.target.name === name && stmt.value)
      return { expr: stmt.value, scope };
  return undefined;
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
