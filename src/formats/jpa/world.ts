import {
  type Bound,
  type ClassDef,
  type CodeModule,
  type CodeType,
  moduleScope,
  type Scope,
  type Stmt,
} from '../../code';
import { moduleOf } from '../code/project-imports';
import type { ReadContext, SourceFile } from '../format';
import { memoOf } from './memo';
import { sourceFolders } from './modules';
import { parametersOf, type Unit, unitOf } from './units';

/** A class of the project, with what its names mean. */
export interface JavaClass {
  readonly def: ClassDef;
  readonly module: CodeModule;
  readonly file: SourceFile;
  /** With its package and the classes it stands in: `org.shop.Order.Line`. */
  readonly key: string;
  readonly outer?: JavaClass;
  readonly scope: Scope;
  /** The names of its type parameters: `ID` of `Base<ID>`. */
  readonly parameters: readonly string[];
}

/** A type, and the class in which its name means something. */
export interface TypeIn {
  readonly type: CodeType;
  readonly from: JavaClass;
}

/** The project's classes: those of the files that are read together, and others that these name. */
export interface World {
  readonly classes: readonly JavaClass[];
  lookup(name: string, from: JavaClass): JavaClass | undefined;
}

/** What is known so far; files are opened as their classes are named. */
interface Known {
  readonly context: ReadContext;
  /** The address of the workspace folder. */
  readonly base: string;
  readonly byKey: Map<string, JavaClass>;
  readonly missing: Set<string>;
  readonly units: Map<CodeModule, Unit>;
  readonly roots: Set<string>;
  readonly scopes: Map<JavaClass, Scope>;
  /** Names that are being looked for in bases, whose own names may lead back to them. */
  readonly asking: Set<string>;
  readonly simple: (name: string, from: JavaClass) => JavaClass | undefined;
}

/** Packages that are none of the project's. */
const FOREIGN =
  /^(?:java|javax|jakarta|kotlin|scala|lombok|org\.(?:hibernate|springframework|slf4j|apache\.commons)|com\.(?:fasterxml|google))\./;

export function openWorld(files: readonly SourceFile[], context: ReadContext): World {
  const [first] = files;
  const known: Known = {
    context,
    base: first ? first.uri.slice(0, first.uri.length - first.path.length) : '',
    byKey: new Map(),
    missing: new Set(),
    units: new Map(),
    roots: new Set(),
    scopes: new Map(),
    asking: new Set(),
    simple: memoOf((name, from: JavaClass) => simpleName(name, from, known)),
  };
  const classes = files.flatMap((file) => open(file, known));
  for (const root of first ? sourceFolders(first.path, context) : []) known.roots.add(root);
  return { classes, lookup: (name, from) => lookup(name, from, known) };
}

function open(file: SourceFile, known: Known): readonly JavaClass[] {
  const module = moduleOf(file);
  if (known.units.has(module)) return [];
  const unit = unitOf(file, module);
  known.units.set(module, unit);
  if (unit.root !== undefined) known.roots.add(unit.root);
  return classesIn(module.body, { unit, prefix: unit.packageName }, known);
}

interface Place {
  readonly unit: Unit;
  readonly prefix: string;
  readonly outer?: JavaClass;
}

function classesIn(body: readonly Stmt[], { unit, prefix, outer }: Place, known: Known): readonly JavaClass[] {
  const { module, file } = unit;
  return body.flatMap((def): readonly JavaClass[] => {
    if (def.kind !== 'class') return [];
    const key = prefix === '' ? def.name : `${prefix}.${def.name}`;
    const other = known.byKey.get(key);
    if (other && other.module !== module) return [];
    const own: JavaClass = {
      def,
      module,
      file,
      key,
      ...(outer ? { outer } : {}),
      parameters: parametersOf(def, module.text),
      get scope() {
        return scopeOf(own, known);
      },
    };
    known.byKey.set(key, own);
    return [own, ...classesIn(def.body, { unit, prefix: key, outer: own }, known)];
  });
}

/** A class by its whole name; a file of the project is opened where it must lie. */
function find(key: string, known: Known): JavaClass | undefined {
  const there = known.byKey.get(key);
  if (there || known.missing.has(key) || FOREIGN.test(key)) return there;
  const parts = key.split('.');
  for (let end = parts.length; end > 0; end--) {
    // What is no class begins in lower case: packages.
    if (!/^[A-Z]/.test(parts[end - 1] ?? '')) break;
    const path = parts.slice(0, end).join('/');
    for (const root of known.roots) {
      const at = `${root}${path}.java`;
      const text = known.context.neighbour?.(at);
      if (text === undefined) continue;
      open({ path: at, uri: known.base + at, text }, known);
      const found = known.byKey.get(key);
      if (found) return found;
    }
  }
  known.missing.add(key);
  return undefined;
}

function lookup(name: string, from: JavaClass, known: Known): JavaClass | undefined {
  const [head = name, ...rest] = name.split('.');
  // A name that begins in lower case is whole: packages.
  if (rest.length > 0 && /^[a-z]/.test(head)) return find(name, known);
  const found = known.simple(head, from);
  if (rest.length === 0) return found;
  return found ? find([found.key, ...rest].join('.'), known) : find(name, known);
}

/** A class by its own name: beside or around, imported, of the package, of imported packages, of the bases. */
function simpleName(name: string, from: JavaClass, known: Known): JavaClass | undefined {
  for (let at: JavaClass | undefined = from; at; at = at.outer) {
    if (at.def.name === name) return at;
    const nested = known.byKey.get(`${at.key}.${name}`);
    if (nested) return nested;
  }
  const unit = known.units.get(from.module);
  const imported = unit?.imports.get(name);
  if (imported?.isClass) return find(imported.module, known);
  const prefix = unit?.packageName ?? '';
  const beside = find(prefix === '' ? name : `${prefix}.${name}`, known);
  if (beside) return beside;
  for (const star of unit?.stars ?? []) {
    const found = find(`${star}.${name}`, known);
    if (found) return found;
  }
  return inherited(name, from, known);
}

/** A class that a base class has in it. */
function inherited(name: string, from: JavaClass, known: Known): JavaClass | undefined {
  const asked = `${from.key} ${name}`;
  if (known.asking.has(asked) || known.asking.size > 16) return undefined;
  known.asking.add(asked);
  const found = inBases(name, from, known);
  known.asking.delete(asked);
  return found;
}

function inBases(name: string, from: JavaClass, known: Known): JavaClass | undefined {
  for (const base of from.def.baseTypes) {
    const at = base.name === name || base.name === from.def.name ? undefined : lookup(base.name, from, known);
    const nested = at && at !== from ? known.byKey.get(`${at.key}.${name}`) : undefined;
    if (nested) return nested;
  }
  return undefined;
}

const DEEPEST = 8;

/** A constant of the class, of those it stands in, of its bases, or imported. */
function constant(name: string, from: JavaClass, known: Known, depth = 0): Bound | undefined {
  if (depth > DEEPEST) return undefined;
  for (let at: JavaClass | undefined = from; at; at = at.outer) {
    for (const one of at.def.body)
      if (one.kind === 'assign' && one.value && one.target.kind === 'name' && one.target.name === name)
        return { expr: one.value, scope: scopeOf(at, known) };
    for (const base of at.def.baseTypes) {
      const other = lookup(base.name, at, known);
      const found = other && other !== at ? constant(name, other, known, depth + 1) : undefined;
      if (found) return found;
    }
  }
  const unit = known.units.get(from.module);
  const imported = unit?.imports.get(name);
  const classes = (unit?.stars ?? []).filter((star) => /\.[A-Z]\w*$/.test(star));
  for (const holder of imported && !imported.isClass ? [imported.module] : classes) {
    const other = find(holder, known);
    const found = other && constant(name, other, known, depth + 1);
    if (found) return found;
  }
  return undefined;
}

function scopeOf(own: JavaClass, known: Known): Scope {
  const before = known.scopes.get(own);
  if (before) return before;
  const scope: Scope = {
    ...moduleScope({ ...own.module, body: [] }).child(),
    module: own.module,
    value: (name) => constant(name, own, known),
    class: (name) => {
      const found = lookup(name, own, known);
      return found && { def: found.def, scope: scopeOf(found, known) };
    },
  };
  known.scopes.set(own, scope);
  return scope;
}
