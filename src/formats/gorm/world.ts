import {
  type ClassDef,
  type CodeModule,
  type CodeType,
  type Expr,
  moduleScope,
  type Scope,
  type Stmt,
  textValue,
  topLevel,
} from '../../code';
import { moduleOf } from '../code/project-imports';
import type { SourceFile } from '../format';
import { folderOf } from '../paths';

/** A struct of the project. */
export interface Struct {
  readonly def: ClassDef;
  readonly module: CodeModule;
  /** The folder, which is the package. */
  readonly folder: string;
  readonly scope: Scope;
  /** Names of its methods. */
  readonly methods: Set<string>;
  /** What `TableName()` returns. */
  readonly tableName?: { readonly text: string; readonly start: number; readonly end: number };
}

export interface World {
  readonly structs: readonly Struct[];
  /** The struct or named type that a type means in a file. */
  lookup(type: CodeType, from: Struct): Struct | undefined;
  /** Structs that AutoMigrate is called with. */
  readonly migrated: ReadonlySet<Struct>;
}

interface Opened {
  readonly file: SourceFile;
  readonly module: CodeModule;
  readonly scope: Scope;
  readonly imports: ReadonlyMap<string, string>;
}

export function openWorld(files: readonly SourceFile[]): World {
  const opened = files.map((file): Opened => {
    const module = moduleOf(file);
    return { file, module, scope: moduleScope(module), imports: importsOf(module) };
  });
  const byFolder = new Map<string, Map<string, Struct>>();
  const constants = packageConstants(opened);
  for (const one of opened) {
    const folder = folderOf(one.file.path);
    const own = byFolder.get(folder) ?? new Map<string, Struct>();
    byFolder.set(folder, own);
    for (const def of topLevel(one.module.body))
      if (def.kind === 'class' && !own.has(def.name))
        own.set(def.name, { def, module: one.module, folder, scope: one.scope, methods: new Set() });
  }
  for (const one of opened) nameTables(one, byFolder.get(folderOf(one.file.path)), constants);
  const inPackage = (path: string, name: string): Struct | undefined => {
    const folders = [...byFolder.keys()].filter(
      (folder) => folder !== '' && (path === folder || path.endsWith(`/${folder}`)),
    );
    const [longest] = folders.sort((a, b) => b.length - a.length);
    const direct = longest === undefined ? undefined : byFolder.get(longest)?.get(name);
    if (direct) return direct;
    // A module's own folder may lie deeper in the workspace: the packages' last words must agree.
    const near = [...byFolder.keys()].filter((folder) => endsAlike(folder, path));
    return near.map((folder) => byFolder.get(folder)?.get(name)).find((found) => found !== undefined);
  };
  const find = (name: string, folder: string, module: CodeModule): Struct | undefined => {
    const dot = name.indexOf('.');
    if (dot < 0) return byFolder.get(folder)?.get(name);
    const path = opened.find((one) => one.module === module)?.imports.get(name.slice(0, dot));
    return path === undefined ? undefined : inPackage(path, name.slice(dot + 1));
  };
  const structs = [...byFolder.values()].flatMap((own) => [...own.values()]);
  return {
    structs,
    lookup: (type, from) => find(type.name, from.folder, from.module),
    migrated: new Set(
      opened.flatMap((one) => migratedIn(one, (name) => find(name, folderOf(one.file.path), one.module))),
    ),
  };
}

function endsAlike(folder: string, path: string): boolean {
  const [a, b] = [folder.split('/'), path.split('/')];
  const deep = Math.min(2, a.length, b.length - 1);
  return deep > 0 && a.slice(-deep).join('/') === b.slice(-deep).join('/');
}

function importsOf(module: CodeModule): ReadonlyMap<string, string> {
  return new Map(
    module.body.flatMap((stmt) =>
      stmt.kind === 'import' ? stmt.names.map(({ as }): [string, string] => [as, stmt.module]) : [],
    ),
  );
}

/** Constants of a package are known in all of its files. */
function packageConstants(
  opened: readonly Opened[],
): ReadonlyMap<string, ReadonlyMap<string, { expr: Expr; scope: Scope }>> {
  const found = new Map<string, Map<string, { expr: Expr; scope: Scope }>>();
  for (const { file, module, scope } of opened) {
    const own = found.get(folderOf(file.path)) ?? new Map<string, { expr: Expr; scope: Scope }>();
    found.set(folderOf(file.path), own);
    for (const stmt of topLevel(module.body))
      if (stmt.kind === 'assign' && stmt.target.kind === 'name' && stmt.value)
        own.set(stmt.target.name, { expr: stmt.value, scope });
  }
  return found;
}

/** `func (User) TableName() string { return "people" }` */
function nameTables(
  { module, scope, file }: Opened,
  own: Map<string, Struct> | undefined,
  constants: ReturnType<typeof packageConstants>,
): void {
  const known = constants.get(folderOf(file.path));
  for (const stmt of topLevel(module.body)) {
    if (stmt.kind !== 'function' || stmt.receiver === undefined) continue;
    const struct = own?.get(stmt.receiver.replace(/^\*/, ''));
    struct?.methods.add(stmt.name);
    if (stmt.name !== 'TableName') continue;
    const [last] = stmt.body.flatMap((one) => (one.kind === 'return' && one.value ? [one.value] : [])).slice(-1);
    if (!struct || !last) continue;
    const bound = (last.kind === 'name' ? known?.get(last.name) : undefined) ?? { expr: last, scope };
    const value = textValue(bound);
    const piece = bound.scope === scope ? value?.pieces[0] : undefined;
    if (value) own?.set(struct.def.name, { ...struct, tableName: { text: value.text, ...place(piece ?? last) } });
  }
}

const place = ({ start, end }: { readonly start: number; readonly end: number }) => ({ start, end });

/** `db.AutoMigrate(&User{}, new(models.Post))`; what stands in lists too. The text tells the names: literals lose their types. */
function migratedIn({ module }: Opened, find: (name: string) => Struct | undefined): readonly Struct[] {
  const found: Struct[] = [];
  const names = (from: number, end: number) => {
    for (const word of module.text
      .slice(from, end)
      .matchAll(/(?:[&[\s(,]|new\()((?:\w+\.)?[A-Z]\w*)\s*(?:\{\s*\}|\))/g)) {
      const struct = find(word[1] ?? '');
      if (struct) found.push(struct);
    }
  };
  let at = module.text.indexOf('AutoMigrate(');
  while (at >= 0) {
    const end = matching(module.text, at + 'AutoMigrate'.length);
    names(at + 'AutoMigrate'.length, end);
    at = module.text.indexOf('AutoMigrate(', end);
  }
  return found;
}

function matching(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')' && --depth === 0) return at + 1;
  }
  return text.length;
}

export type Field = Extract<Stmt, { kind: 'assign' }>;
