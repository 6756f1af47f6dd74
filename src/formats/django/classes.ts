import {
  type Bound,
  type ClassDef,
  type CodeModule,
  type ImportResolver,
  memoByText,
  moduleScope,
  parseCode,
  resolve,
  type Scope,
  type Stmt,
  topLevel,
} from '../../code';
import { projectModules } from '../code/django/field-classes';
import { isOfPackage, withPackages } from '../code/django/packages';
import type { Texts } from '../code/django/texts';

/** A class of the project, or of a package that is known, with the scope in which its names mean something. */
export interface FoundClass {
  readonly def: ClassDef;
  readonly scope: Scope;
}

/** A project's modules, each parsed once for as long as its text stays. */
export interface Modules {
  readonly resolver: ImportResolver;
  /** The scope of a file of the project. */
  open(path: string, uri: string, text: string): Scope;
  /** The path of a module's file; its name for one of a package. */
  pathOf(module: CodeModule): string;
  /** The class that an expression names: by its own name, imported, or as a member of an imported module. */
  classAt(bound: Bound): FoundClass | undefined;
}

const parsed = memoByText((uri, text) => parseCode('python', uri, text));

/** `uriOf` gives a file's URI where it is one of those read; other modules of the project have their path for one. */
export function openModules(texts: Texts, uriOf: (path: string) => string, pathOf: (uri: string) => string): Modules {
  const scopes = new Map<CodeModule, Scope>();
  const resolver = withPackages(projectModules(texts, pathOf, uriOf));
  return {
    resolver,
    open: (_path, uri, text) => moduleScope(parsed(uri, text), resolver, scopes),
    pathOf: ({ uri }) => pathOf(uri),
    classAt: (bound) => {
      const { expr, scope } = resolve(bound);
      if (expr.kind !== 'name') return undefined;
      const found = scope.class(expr.name);
      return found && { def: found.def, scope: found.scope };
    },
  };
}

/** The classes that a module defines at its own level, those of its conditions and `try` blocks among them. */
export function classesIn(scope: Scope): readonly FoundClass[] {
  return inBody(scope.module.body).map((def) => ({ def, scope }));
}

function inBody(body: readonly Stmt[]): readonly ClassDef[] {
  return topLevel(body).flatMap((stmt): readonly ClassDef[] => {
    if (stmt.kind === 'class') return [stmt];
    if (stmt.kind === 'if') return inBody([...stmt.consequence, ...stmt.otherwise]);
    return stmt.kind === 'block' ? inBody(stmt.body) : [];
  });
}

/** True for `django.db.models.Model` itself. */
export function isModelItself({ def, scope }: FoundClass): boolean {
  return def.name === 'Model' && isOfPackage(scope.module) && scope.module.uri.endsWith(':django.db.models');
}

/** The dotted name that a name is imported by: `taggit.models.Tag` for `Tag`; undefined for what the module has itself. */
export function importedName(name: string, module: CodeModule): string | undefined {
  const [first = '', ...rest] = name.split('.');
  for (const stmt of topLevel(module.body)) {
    if (stmt.kind !== 'import') continue;
    const found = stmt.names.find(({ as }) => as === first);
    if (found) return [stmt.module, ...(found.name === '*' ? [] : [found.name]), ...rest].join('.');
  }
  return undefined;
}
