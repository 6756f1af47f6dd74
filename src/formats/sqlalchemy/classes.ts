import { type Bound, type ClassDef, dotted, resolve, type Scope } from '../../code';
import { callOf, wordOf } from '../code/sqlalchemy/compile';

/** A class, with the scope that it was defined in. */
export interface ClassRef {
  readonly def: ClassDef;
  readonly scope: Scope;
}

/** What a class is derived from: a class of the project, a base that a call makes, or a name of some library. */
export type Base =
  | { readonly kind: 'class'; readonly ref: ClassRef }
  /** `declarative_base(…)`, `db.Model` of `db = SQLAlchemy(…)`. */
  | { readonly kind: 'made'; readonly by: string; readonly call: Bound | undefined }
  | { readonly kind: 'library'; readonly word: string };

/** Calls that make a declarative base. */
const MAKERS = /^(?:declarative_base|generate_base|automap_base|as_declarative|declarative_base_factory)$/;

/** The bases of a class, in order. */
export function basesOf({ def, scope }: ClassRef): readonly Base[] {
  return def.bases.flatMap((expr) => baseOf({ expr, scope }) ?? []);
}

function baseOf(bound: Bound): Base | undefined {
  // `Generic[T]`, `SQLAlchemyBaseUserTable[int]`
  if (bound.expr.kind === 'index') return baseOf({ expr: bound.expr.object, scope: bound.scope });
  const found = resolve(bound);
  const { expr, scope } = found;
  if (expr.kind === 'index') return baseOf(found);
  if (expr.kind === 'call') return madeBy(found);
  const word = wordOf(expr);
  if (word === undefined) return undefined;
  const ref = expr.kind === 'name' ? scope.class(expr.name) : undefined;
  if (ref) return { kind: 'class', ref };
  if (expr.kind === 'member' && word === 'Model') return flaskBase({ expr: expr.object, scope });
  return { kind: 'library', word };
}

function madeBy(found: Bound): Base {
  const word = wordOf(found.expr) ?? '';
  return MAKERS.test(word) ? { kind: 'made', by: word, call: found } : { kind: 'library', word };
}

/** `db.Model`: a class given as `model_class=` is a base of it. */
function flaskBase(db: Bound): Base {
  const call = callOf(db);
  const isFlask = call ? /SQLAlchemy/i.test(wordOf(call.expr) ?? '') : /(?:^|[._])db$/.test(dotted(db.expr) ?? '');
  if (!isFlask) return { kind: 'library', word: 'Model' };
  return { kind: 'made', by: 'SQLAlchemy', call };
}

const DEEPEST = 40;

/** A class and the classes of the project above it in the order in which Python looks through them (C3). */
export function linearOf(ref: ClassRef, depth = 0): readonly ClassRef[] {
  if (depth > DEEPEST) return [ref];
  const parents = basesOf(ref).flatMap((base) => (base.kind === 'class' ? [base.ref] : made(base)));
  const lines = parents.map((parent) => linearOf(parent, depth + 1));
  return [ref, ...merged([...lines, parents].map((line) => [...line]))];
}

/** The class behind a base that a call makes of one: `declarative_base(cls=Base)`, `SQLAlchemy(model_class=Base)`. */
function made(base: Base): readonly ClassRef[] {
  const call = base.kind === 'made' && base.call ? callOf(base.call) : undefined;
  const given = call?.expr.args.find(({ name }) => name === 'cls' || name === 'model_class');
  const inner = given && call ? baseOf({ expr: given.value, scope: call.scope }) : undefined;
  return inner?.kind === 'class' ? [inner.ref] : [];
}

function merged(lines: ClassRef[][]): readonly ClassRef[] {
  const result: ClassRef[] = [];
  for (;;) {
    const left = lines.filter((line) => line.length > 0);
    const [first] = left;
    if (!first) return result;
    const isHead = (ref: ClassRef) => !left.some((line) => line.slice(1).some(({ def }) => def === ref.def));
    // Python refuses what has no order; any is as good then.
    const head = left.map((line) => line[0]).find((one) => one && isHead(one)) ?? first[0];
    if (!head) return result;
    result.push(head);
    for (const line of lines) {
      const at = line.findIndex(({ def }) => def === head.def);
      if (at >= 0) line.splice(at, 1);
    }
  }
}

/** The value that a class body gives a name itself. */
export function ownValue({ def, scope }: ClassRef, name: string): Bound | undefined {
  for (const member of def.body)
    if (member.kind === 'assign' && member.target.kind === 'name' && member.target.name === name && member.value)
      return { expr: member.value, scope };
  return undefined;
}
