import { type CodeModule, type CodeType, moduleScope, type Placed, parseCode } from '../../code';
import { type Annotation, annotationsOf, find, wordOf } from './annotations';
import type { JavaClass, TypeIn, World } from './world';

/** What an entity has that may be persistent: a field, a property or a record's component. */
export interface Attribute extends Placed {
  readonly name: string;
  readonly nameAt: Placed;
  readonly module: CodeModule;
  readonly type: TypeIn;
  readonly annotations: readonly Annotation[];
}

/** A class on the way from an entity to its topmost base. */
export interface Level {
  readonly cls: JavaClass;
  readonly kind: 'entity' | 'mapped' | 'plain';
  /** What the type parameters stand for. */
  readonly bindings: ReadonlyMap<string, TypeIn>;
  /** Where a base stands that is none of the project's. */
  readonly at?: { readonly module: CodeModule; readonly place: Placed };
}

export type Access = 'field' | 'property';

/** Bases that libraries bring: Quarkus' Panache and Spring Data's. */
const LIBRARY: Readonly<Record<string, string>> = {
  PanacheEntity: '@MappedSuperclass class PanacheEntity { @Id @GeneratedValue Long id; }',
  AbstractPersistable:
    '@MappedSuperclass class AbstractPersistable<PK> { @Id @GeneratedValue(strategy = GenerationType.AUTO) PK id; }',
};

export function annotationsOn(cls: JavaClass): readonly Annotation[] {
  return annotationsOf(cls.def.decorators, cls.scope);
}

/** The classes from the topmost base to the class itself. */
export function levelsOf(cls: JavaClass, world: World): readonly Level[] {
  const levels: Level[] = [];
  const seen = new Set<JavaClass>();
  let at: JavaClass | undefined = cls;
  let bindings: ReadonlyMap<string, TypeIn> = new Map();
  while (at && !seen.has(at)) {
    seen.add(at);
    levels.unshift({ cls: at, kind: kindOf(at), bindings });
    const base = superclassOf(at, world);
    if (!base) break;
    const from: JavaClass = at;
    const outer: ReadonlyMap<string, TypeIn> = bindings;
    const known: ReadonlyMap<string, TypeIn> = new Map(
      base.cls.parameters.map((name, index): readonly [string, TypeIn] => {
        const type = base.type.args[index];
        return [name, type ? bound({ type, from }, outer) : { type: plainType('Object'), from }];
      }),
    );
    if (base.isLibrary) {
      const place = { module: from.module, place: base.type };
      levels.unshift({ cls: base.cls, kind: 'mapped', bindings: known, at: place });
      break;
    }
    at = base.cls;
    bindings = known;
  }
  return levels;
}

function kindOf(cls: JavaClass): Level['kind'] {
  const names = annotationsOn(cls);
  if (find(names, 'Entity')) return 'entity';
  return find(names, 'MappedSuperclass') ? 'mapped' : 'plain';
}

const plainType = (name: string): CodeType => ({ name, args: [], text: name, start: 0, end: 0 });

interface Base {
  readonly cls: JavaClass;
  readonly type: CodeType;
  readonly isLibrary: boolean;
}

function superclassOf(cls: JavaClass, world: World): Base | undefined {
  for (const type of cls.def.baseTypes) {
    const found = world.lookup(type.name, cls);
    if (found?.def.form === 'class') return { cls: found, type, isLibrary: false };
    const short = type.name.slice(type.name.lastIndexOf('.') + 1);
    const text = found || !Object.hasOwn(LIBRARY, short) ? undefined : LIBRARY[short];
    const known = text === undefined ? undefined : libraryClass(text);
    if (known) return { cls: known, type, isLibrary: true };
  }
  return undefined;
}

function libraryClass(text: string): JavaClass | undefined {
  const module = parseCode('java', '', text);
  const [def] = module.body;
  if (def?.kind !== 'class') return undefined;
  const parameters = text.includes('<PK>') ? ['PK'] : [];
  return { def, module, file: { path: '', uri: '', text }, key: def.name, scope: moduleScope(module), parameters };
}

/** A type with what its parameter stands for. */
function bound(given: TypeIn, bindings: ReadonlyMap<string, TypeIn>): TypeIn {
  return bindings.get(given.type.name) ?? given;
}

/** The attributes of a class itself, without its bases'. */
export function attributesOf({ cls, bindings, at }: Level, access: Access): readonly Attribute[] {
  const own = find(annotationsOn(cls), 'Access');
  const mode = own ? (wordOf(own, 'value') === 'PROPERTY' ? 'property' : 'field') : access;
  return cls.def.body.flatMap((member): readonly Attribute[] => {
    const found =
      member.kind === 'assign' ? fieldOf(member) : member.kind === 'function' ? propertyOf(member) : undefined;
    if (!found) return [];
    const annotations = annotationsOf(
      member.kind === 'assign' || member.kind === 'function' ? member.decorators : [],
      cls.scope,
    );
    const isProperty = member.kind === 'function';
    const asked = wordOf(find(annotations, 'Access'), 'value');
    const wanted = asked === undefined ? (mode === 'property') === isProperty : (asked === 'PROPERTY') === isProperty;
    if (!wanted || find(annotations, 'Transient')) return [];
    const type = bound({ type: found.type, from: cls }, bindings);
    const args = found.type.args.map((arg) => bound({ type: arg, from: cls }, bindings).type);
    const place = at ?? { module: cls.module, place: found.nameAt };
    return [
      {
        start: member.start,
        end: member.end,
        name: found.name,
        nameAt: place.place,
        module: place.module,
        type: type.type === found.type ? { type: { ...found.type, args }, from: cls } : type,
        annotations,
      },
    ];
  });
}

type Member = JavaClass['def']['body'][number];
type Found = { readonly name: string; readonly nameAt: Placed; readonly type: CodeType };

function fieldOf(member: Extract<Member, { kind: 'assign' }>): Found | undefined {
  if (member.target.kind !== 'name' || !member.type) return undefined;
  if (member.modifiers.includes('static') || member.modifiers.includes('transient')) return undefined;
  return { name: member.target.name, nameAt: member.target, type: member.type };
}

/** `getName()` and `isActive()` are properties (JavaBeans). */
function propertyOf(member: Extract<Member, { kind: 'function' }>): Found | undefined {
  const name = /^(?:get|is)([A-Z_]\w*)$/.exec(member.name)?.[1];
  const isGetter = member.params.length === 0 && !member.modifiers.includes('static') && member.returns !== undefined;
  if (name === undefined || !isGetter || !member.returns || member.returns.name === 'void') return undefined;
  const isAcronym = /^[A-Z]{2}/.test(name);
  const own = isAcronym ? name : name.charAt(0).toLowerCase() + name.slice(1);
  return { name: own, nameAt: member.nameAt, type: member.returns };
}

/** Where the identifier is annotated tells how all of a hierarchy is accessed (Jakarta Persistence, 2.3.1). */
export function accessOf(levels: readonly Level[]): Access {
  for (const { cls } of levels)
    for (const member of cls.def.body) {
      if (member.kind !== 'assign' && member.kind !== 'function') continue;
      if (find(annotationsOf(member.decorators, cls.scope), 'Id', 'EmbeddedId'))
        return member.kind === 'function' ? 'property' : 'field';
    }
  return 'field';
}
