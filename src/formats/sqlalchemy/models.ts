import { type Bound, type FunctionDef, resolve, textValue, truth } from '../../code';
import type { Ident } from '../../model';
import { identAt } from '../code/build';
import { nameOf, wordOf } from '../code/sqlalchemy/compile';
import { type Base, basesOf, type ClassRef, linearOf, ownValue } from './classes';
import { computedName, snakeCase } from './computed-name';

/** A class that has a table of its own, or columns in the table of a class above it. */
export interface Model {
  readonly ref: ClassRef;
  readonly name: Ident;
  /** Classes whose attributes make columns: itself, then mixins and abstract bases; none of a class above with a table of its own. */
  readonly sources: readonly ClassRef[];
  readonly flavour: Flavour;
  /** The class whose table it is in, where that is not its own: single table inheritance. */
  readonly within?: ClassRef;
  /** The nearest class above that has a table. */
  readonly above?: ClassRef;
  readonly bases: readonly ClassRef[];
}

export type Flavour = 'sqlalchemy' | 'flask' | 'sqlmodel';

/** What a class turned out to be; `unnamed` where it has a table whose name cannot be told. */
export type Told = Model | 'unnamed' | undefined;

/** Library classes of which no table comes, whatever is derived from them. */
const NO_MODEL =
  /^(?:object|ABC|Generic|Protocol|Enum|IntEnum|StrEnum|str|int|dict|list|BaseModel|TypedDict|NamedTuple|TypeDecorator|UserDefinedType|Exception|MappedAsDataclass|AsyncAttrs|BaseSettings)$/;
const ROOTS = /^(?:DeclarativeBase|DeclarativeBaseNoMeta|SQLModel)$/;
const MAPPERS = /(?:^|\.)(?:mapped|mapped_as_dataclass)$/;

/** Tells of classes whether they have a table, of each once. */
export interface Models {
  of(ref: ClassRef): Told;
  /** The class, where it has a table and a name. */
  model(ref: ClassRef): Model | undefined;
}

export function createModels(): Models {
  const known = new Map<ClassRef['def'], Told>();
  const models: Models = {
    of: (ref) => {
      if (!known.has(ref.def)) {
        // A class that leads back to itself has no table.
        known.set(ref.def, undefined);
        known.set(ref.def, told(ref, models));
      }
      return known.get(ref.def);
    },
    model: (ref) => {
      const found = models.of(ref);
      return found === 'unnamed' ? undefined : found;
    },
  };
  return models;
}

function told(ref: ClassRef, models: Models): Told {
  const line = linearOf(ref);
  const flavour = flavourOf(ref, line);
  if (flavour === undefined || isAbstract(ref) || ownValue(ref, '__table__')) return undefined;
  const bases = line.slice(1);
  const above = bases.find((one) => models.of(one) !== undefined || ownValue(one, '__table__') !== undefined);
  const inherited = new Set(above ? linearOf(above).map(({ def }) => def) : []);
  const sources = line.filter(({ def }) => !inherited.has(def));
  const name = tableName(ref, sources, above, flavour);
  if (name === 'unnamed') return 'unnamed';
  const shared = { ref, sources, flavour, bases, ...(above ? { above } : {}) };
  if (name) return { ...shared, name };
  const parent = above && models.model(above);
  return parent && { ...shared, name: parent.name, within: parent.within ?? parent.ref };
}

function isAbstract(ref: ClassRef): boolean {
  const value = ownValue(ref, '__abstract__');
  return (value !== undefined && truth(value) === true) || isRoot(ref);
}

/** `class Base(DeclarativeBase)`, `@as_declarative()`. */
function isRoot(ref: ClassRef): boolean {
  return (
    basesOf(ref).some((base) => base.kind === 'library' && /^DeclarativeBase(?:NoMeta)?$/.test(base.word)) ||
    ref.def.decorators.some(({ name }) => /(?:^|\.)as_declarative(?:_base)?$/.test(name))
  );
}

/** Which way of declaring a class follows; undefined where it is no model. */
function flavourOf(ref: ClassRef, line: readonly ClassRef[]): Flavour | undefined {
  const bases = line.flatMap(basesOf);
  if (bases.some((base) => base.kind === 'library' && base.word === 'SQLModel')) {
    const table = ref.def.keywords.find(({ name }) => name === 'table');
    return table && truth({ expr: table.value, scope: ref.scope }) ? 'sqlmodel' : undefined;
  }
  if (bases.some((base) => base.kind === 'made' && base.by === 'SQLAlchemy')) return 'flask';
  const isDeclared =
    bases.some((base) => base.kind === 'made' || (base.kind === 'library' && ROOTS.test(base.word))) ||
    line.some(isRoot) ||
    ref.def.decorators.some(({ name }) => MAPPERS.test(name));
  if (isDeclared) return 'sqlalchemy';
  // A base that is imported from elsewhere: what has a table's name of its own under it is a model.
  return bases.some(mayBeBase) && ownValue(ref, '__tablename__') ? 'sqlalchemy' : undefined;
}

function mayBeBase(base: Base): boolean {
  return base.kind === 'library' && !NO_MODEL.test(base.word);
}

/** The name of a class's table; undefined where it has none of its own. */
function tableName(
  ref: ClassRef,
  sources: readonly ClassRef[],
  above: ClassRef | undefined,
  flavour: Flavour,
): Ident | 'unnamed' | undefined {
  const said = sources.flatMap((source) => declaredName(source) ?? [])[0];
  const made = said?.kind === 'function' ? madeName(ref, sources, above, said) : said?.value;
  if (made === null) return undefined;
  if (made !== undefined && typeof made !== 'string') return nameOf(made) ?? 'unnamed';
  if (typeof made === 'string') return identAt(ref.scope.module, made, ref.def.nameAt);
  if (said) return 'unnamed';
  if (flavour === 'sqlmodel') return identAt(ref.scope.module, ref.def.name.toLowerCase(), ref.def.nameAt);
  if (flavour !== 'flask' || (above && !hasOwnKey(sources))) return undefined;
  return identAt(ref.scope.module, snakeCase(ref.def.name), ref.def.nameAt);
}

/** Flask-SQLAlchemy gives a class under another model a table only where it has a primary key of its own (Model.__table_cls__). */
function hasOwnKey(sources: readonly ClassRef[]): boolean {
  return sources.some(({ def, scope }) =>
    def.body.some((member) => {
      const { expr } =
        member.kind === 'assign' && member.value ? resolve({ expr: member.value, scope }) : { expr: undefined };
      return expr?.kind === 'call' && expr.args.some(({ name }) => name === 'primary_key');
    }),
  );
}

type Said =
  | { readonly kind: 'value'; readonly value: Bound | null }
  | {
      readonly kind: 'function';
      readonly def: Pick<FunctionDef, 'params' | 'body'>;
      readonly scope: ClassRef['scope'];
    };

function declaredName({ def, scope }: ClassRef): Said | undefined {
  for (const member of def.body) {
    if (member.kind === 'function' && member.name === '__tablename__') return { kind: 'function', def: member, scope };
    if (member.kind !== 'assign' || member.target.kind !== 'name' || member.target.name !== '__tablename__') continue;
    if (!member.value) continue;
    const { expr } = resolve({ expr: member.value, scope });
    if (expr.kind === 'constant') return { kind: 'value', value: null };
    // `__tablename__ = declared_attr(lambda cls: …)`
    const inner = expr.kind === 'call' && wordOf(expr) === 'declared_attr' ? expr.args[0]?.value : undefined;
    if (inner?.kind === 'function') return { kind: 'function', def: inner, scope };
    return { kind: 'value', value: { expr: member.value, scope } };
  }
  return undefined;
}

function madeName(
  ref: ClassRef,
  sources: readonly ClassRef[],
  above: ClassRef | undefined,
  said: Extract<Said, { readonly kind: 'function' }>,
): string | null | undefined {
  return computedName(said.def, said.scope, {
    className: ref.def.name,
    inherits: above !== undefined,
    attribute: (name) => {
      const value = sources.flatMap((source) => ownValue(source, name) ?? [])[0];
      return value && textValue(value)?.text;
    },
  });
}
