import { type Bound, type Call, type ClassDef, dotted, type Expr, resolve, type Scope } from '../../code';
import { boundArgs, functionNamed, returned } from '../code/values';

/** A schema as it is written: `new Schema(…)`, or a class that a library makes one of. */
export type SchemaRef =
  | { readonly kind: 'literal'; readonly key: Expr; readonly call: Call; readonly scope: Scope }
  | { readonly kind: 'class'; readonly key: ClassDef; readonly scope: Scope };

const DEEPEST = 12;

/** Calls of a schema that give the schema back. */
const CHAINED: ReadonlySet<string> = new Set(
  'index add plugin set clone pre post method static query virtual loadClass discriminator searchIndex remove'.split(
    ' ',
  ),
);

/** The schema that a value is. */
export function schemaRef(bound: Bound, depth = 0): SchemaRef | undefined {
  if (depth > DEEPEST) return undefined;
  const { expr, scope } = resolve(bound);
  if (expr.kind !== 'call') return undefined;
  const call = schemaCall(expr, scope);
  if (call) return { kind: 'literal', key: call, call, scope };
  const made = classSchema(expr, scope);
  if (made) return made;
  const { callee } = expr;
  if (callee.kind === 'member' && CHAINED.has(callee.name)) return schemaRef({ expr: callee.object, scope }, depth + 1);
  const called = callee.kind === 'name' ? functionNamed(callee.name, scope) : undefined;
  const value = called && returned(called, boundArgs(expr.args, scope));
  const inner = value && schemaRef(value, depth + 1);
  return inner?.kind === 'literal' ? { ...inner, key: expr } : inner;
}

/** `new Schema(…)`, `new mongoose.Schema(…)`, `Schema(…)`, where that is Mongoose's. */
export function schemaCall(expr: Expr, scope: Scope): Call | undefined {
  if (expr.kind !== 'call') return undefined;
  const name = dotted(expr.callee);
  if (name === undefined) return undefined;
  const known = importedAs(name, scope);
  const isOwn = name.endsWith('.Schema')
    ? true
    : known
      ? known.name === 'Schema' && isMongoose(known.module)
      : name === 'Schema' && scope.function(name) === undefined && scope.class(name) === undefined;
  return isOwn ? expr : undefined;
}

/** Where a module has a name from. */
export function importedAs(name: string, scope: Scope): { readonly module: string; readonly name: string } | undefined {
  for (const stmt of scope.module.body) {
    if (stmt.kind !== 'import') continue;
    const found = stmt.names.find(({ as }) => as === name);
    if (found) return { module: stmt.module, name: found.name };
  }
  return undefined;
}

/** Mongoose, or a package around it: `mongoose`, `@feathersjs/mongoose`, `~/db/mongoose`. */
function isMongoose(module: string): boolean {
  return (
    module.includes('mongoose') || module.includes('typegoose') || module.startsWith('.') || module.startsWith('@/')
  );
}

/** `SchemaFactory.createForClass(Cat)` of Nest, `buildSchema(Cat)` of typegoose. */
function classSchema({ callee, args }: Call, scope: Scope): SchemaRef | undefined {
  const name = dotted(callee);
  const isFactory = name === 'SchemaFactory.createForClass' || name === 'buildSchema';
  const [first] = args;
  return isFactory && first ? classRef({ expr: first.value, scope }) : undefined;
}

/** The class that a name means, as a schema. */
export function classRef(bound: Bound): SchemaRef | undefined {
  const { expr, scope } = resolve(bound);
  const found = expr.kind === 'name' ? scope.class(expr.name) : undefined;
  return found && { kind: 'class', key: found.def, scope: found.scope };
}

const PROP = /(?:^|\.)(?:Prop|prop|arrayProp|mapProp)$/;

/** True for a decorator that makes a field of a document. */
export function isProp({ name }: { readonly name: string }): boolean {
  return PROP.test(name);
}

/** A class with decorated fields of its own or of a class above it. */
export function isDecorated(ref: SchemaRef): boolean {
  return ref.kind === 'class' && lineage(ref).some(({ key }) => key.body.some(hasProp));
}

function hasProp(stmt: ClassDef['body'][number]): boolean {
  return stmt.kind === 'assign' && stmt.decorators.some(isProp);
}

/** A class and those that it extends, the outermost first. */
export function lineage(
  ref: Extract<SchemaRef, { kind: 'class' }>,
  depth = 0,
): readonly Extract<SchemaRef, { kind: 'class' }>[] {
  if (ref.key.form !== 'class' || depth > DEEPEST) return [];
  const [base] = ref.key.bases;
  const above = base && classRef({ expr: base, scope: ref.scope });
  return [...(above?.kind === 'class' ? lineage(above, depth + 1) : []), ref];
}
