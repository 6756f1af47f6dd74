import type { ClassDef, CodeModule } from '../../code';
import type { SourceFile } from '../format';

/** What an imported name stands for: a class, or a static member of the module. */
export interface Imported {
  readonly module: string;
  readonly isClass: boolean;
}

/** One file: its package, what it imports, and where its package's folders begin. */
export interface Unit {
  readonly module: CodeModule;
  readonly file: SourceFile;
  readonly packageName: string;
  readonly imports: ReadonlyMap<string, Imported>;
  readonly stars: readonly string[];
  /** The source folder; undefined where the package is not the file's folder. */
  readonly root: string | undefined;
}

export function unitOf(file: SourceFile, module: CodeModule): Unit {
  const declared = module.body.find((stmt) => stmt.kind === 'block' && stmt.form === 'namespace');
  const packageName = declared?.kind === 'block' ? (declared.name ?? '') : '';
  return { module, file, packageName, ...importsOf(module), root: rootOf(file.path, packageName) };
}

function importsOf(module: CodeModule): Pick<Unit, 'imports' | 'stars'> {
  const imports = new Map<string, Imported>();
  const stars: string[] = [];
  for (const stmt of module.body) {
    if (stmt.kind !== 'import') continue;
    for (const { name } of stmt.names) {
      if (name === '*') stars.push(stmt.module);
      else {
        const isClass = stmt.module.endsWith(`.${name}`) || stmt.module === name;
        imports.set(name, { module: stmt.module, isClass });
      }
    }
  }
  return { imports, stars };
}

/** A class's path without its package's. */
function rootOf(path: string, packageName: string): string | undefined {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const inside = packageName === '' ? '' : `${packageName.replaceAll('.', '/')}/`;
  return folder.endsWith(inside) ? folder.slice(0, folder.length - inside.length) : undefined;
}

/** `<ID extends Serializable, T>` behind a class's name. */
export function parametersOf(def: ClassDef, text: string): readonly string[] {
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
