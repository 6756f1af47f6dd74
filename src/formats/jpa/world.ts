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

interface Opened {
  readonly module: CodeModule;
  readonly file: SourceFile;
  readonly packageName: string;
  /** Imported names by what they stand for, those of single static members among them. */
  readonly imports: ReadonlyMap<string, { readonly module: string; readonly isClass: boolean }>;
  readonly stars: readonly string[];
  readonly classes: readonly JavaClass[];
}

/** Packages that are none of the project's. */
const FOREIGN =
  /^(?:java|javax|jakarta|kotlin|scala|lombok|org\.(?:hibernate|springframework|slf4j|apache\.commons)|com\.(?:fasterxml|google))\./;

export function openWorld(files: readonly SourceFile[], context: ReadContext): World {
  const byKey = new Map<string, JavaClass>();
  const missing = new Set<string>();
  const opened = new Map<CodeModule, Opened>();
  const roots = new Set<string>();
  /** Names that are being looked for in bases, whose own names may lead back to them. */
  const asking = new Set<string>();

  function open(file: SourceFile): Opened {
    const module = moduleOf(file);
    const known = opened.get(module);
    if (known) return known;
    const packageName = module.body.find((stmt) => stmt.kind === 'block' && stmt.form === 'namespace');
    const name = packageName?.kind === 'block' ? (packageName.name ?? '') : '';
    const found: Opened = {
      module,
      file,
      packageName: name,
      ...importsOf(module),
      classes: classesIn(module.body, file, module, name),
    };
    opened.set(module, found);
    const root = rootOf(file.path, name);
    if (root !== undefined) roots.add(root);
    return found;
  }

  function classesIn(
    body: readonly Stmt[],
    file: SourceFile,
    module: CodeModule,
    prefix: string,
    outer?: JavaClass,
  ): readonly JavaClass[] {
    return body.flatMap((def): readonly JavaClass[] => {
      if (def.kind !== 'class') return [];
      const key = prefix === '' ? def.name : `${prefix}.${def.name}`;
      const known = byKey.get(key);
      if (known && known.module !== module) return [];
      const own: JavaClass = {
        def,
        module,
        file,
        key,
        ...(outer ? { outer } : {}),
        parameters: parametersOf(def, module.text),
        get scope() {
          return scopeOf(own);
        },
      };
      byKey.set(key, own);
      return [own, ...classesIn(def.body, file, module, key, own)];
    });
  }

  /** A class by its whole name; a file of the project is opened where it must lie. */
  function find(key: string): JavaClass | undefined {
    const known = byKey.get(key);
    if (known || missing.has(key) || FOREIGN.test(key)) return known;
    const parts = key.split('.');
    for (let end = parts.length; end > 0; end--) {
      // What is no class begins in lower case: packages.
      if (!/^[A-Z]/.test(parts[end - 1] ?? '')) break;
      const path = parts.slice(0, end).join('/');
      for (const root of roots) {
        const at = `${root}${path}.java`;
        const text = context.neighbour?.(at);
        if (text === undefined) continue;
        const [first] = files;
        const base = first ? first.uri.slice(0, first.uri.length - first.path.length) : '';
        open({ path: at, uri: base + at, text });
        const found = byKey.get(key);
        if (found) return found;
      }
    }
    missing.add(key);
    return undefined;
  }

  function lookup(name: string, from: JavaClass): JavaClass | undefined {
    const [head = name, ...rest] = name.split('.');
    // A name that begins in lower case is whole: packages.
    if (rest.length > 0 && /^[a-z]/.test(head)) return find(name);
    const found = simple(head, from);
    if (rest.length === 0) return found;
    return found ? find([found.key, ...rest].join('.')) : find(name);
  }

  const simple = memoOf((name: string, from: JavaClass): JavaClass | undefined => {
    for (let at: JavaClass | undefined = from; at; at = at.outer) {
      if (at.def.name === name) return at;
      const nested = byKey.get(`${at.key}.${name}`);
      if (nested) return nested;
    }
    const unit = opened.get(from.module);
    const imported = unit?.imports.get(name);
    if (imported?.isClass) return find(imported.module);
    const prefix = unit?.packageName ?? '';
    const beside = find(prefix === '' ? name : `${prefix}.${name}`);
    if (beside) return beside;
    for (const star of unit?.stars ?? []) {
      const found = find(`${star}.${name}`);
      if (found) return found;
    }
    return inherited(name, from);
  });

  /** A class that a base class has in it. */
  function inherited(name: string, from: JavaClass): JavaClass | undefined {
    const asked = `${from.key} ${name}`;
    if (asking.has(asked) || asking.size > 16) return undefined;
    asking.add(asked);
    const found = inBases(name, from);
    asking.delete(asked);
    return found;
  }

  function inBases(name: string, from: JavaClass): JavaClass | undefined {
    for (const base of from.def.baseTypes) {
      const at = base.name === name || base.name === from.def.name ? undefined : lookup(base.name, from);
      const nested = at && at !== from ? byKey.get(`${at.key}.${name}`) : undefined;
      if (nested) return nested;
    }
    return undefined;
  }

  /** A constant of the class, of those it stands in, of its bases, or imported. */
  function constant(name: string, from: JavaClass, depth = 0): Bound | undefined {
    if (depth > 8) return undefined;
    for (let at: JavaClass | undefined = from; at; at = at.outer) {
      for (const one of at.def.body)
        if (one.kind === 'assign' && one.value && one.target.kind === 'name' && one.target.name === name)
          return { expr: one.value, scope: scopeOf(at) };
      for (const base of at.def.baseTypes) {
        const other = lookup(base.name, at);
        const found = other && other !== at ? constant(name, other, depth + 1) : undefined;
        if (found) return found;
      }
    }
    const unit = opened.get(from.module);
    const imported = unit?.imports.get(name);
    const holders =
      imported && !imported.isClass
        ? [imported.module]
        : (unit?.stars ?? []).filter((star) => /\.[A-Z]\w*$/.test(star));
    for (const holder of holders) {
      const other = find(holder);
      const found = other && constant(name, other, depth + 1);
      if (found) return found;
    }
    return undefined;
  }

  const scopes = new Map<JavaClass, Scope>();
  function scopeOf(own: JavaClass): Scope {
    const known = scopes.get(own);
    if (known) return known;
    const bare = moduleScope({ ...own.module, body: [] }).child();
    const scope: Scope = {
      ...bare,
      module: own.module,
      value: (name) => constant(name, own),
      class: (name) => {
        const found = lookup(name, own);
        return found && { def: found.def, scope: scopeOf(found) };
      },
    };
    scopes.set(own, scope);
    return scope;
  }

  const classes = files.flatMap((file) => open(file).classes);
  return { classes, lookup };
}

function importsOf(module: CodeModule): Pick<Opened, 'imports' | 'stars'> {
  const imports = new Map<string, { readonly module: string; readonly isClass: boolean }>();
  const stars: string[] = [];
  for (const stmt of module.body) {
    if (stmt.kind !== 'import') continue;
    for (const { name } of stmt.names) {
      if (name === '*') stars.push(stmt.module);
      else
        imports.set(name, { module: stmt.module, isClass: stmt.module.endsWith(`.${name}`) || stmt.module === name });
    }
  }
  return { imports, stars };
}

/** The source folder: a class's path without its package's. */
function rootOf(path: string, packageName: string): string | undefined {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const inside = packageName === '' ? '' : `${packageName.replaceAll('.', '/')}/`;
  return folder.endsWith(inside) ? folder.slice(0, folder.length - inside.length) : undefined;
}

/** `<ID extends Serializable, T>` behind a class's name. */
function parametersOf(def: ClassDef, text: string): readonly string[] {
  if (text[def.nameAt.end] !== '<') return [];
  const names: string[] = [];
  let depth = 0;
  let from = def.nameAt.end + 1;
  for (let at = def.nameAt.end; at < def.end; at++) {
    const char = text[at];
    if (char === '<') depth++;
    const isEnd = char === '>' && --depth === 0;
    if (isEnd || (char === ',' && depth === 1)) {
      names.push(text.slice(from, at).trim().split(/\s/)[0] ?? '');
      from = at + 1;
    }
    if (isEnd) break;
  }
  return names;
}
