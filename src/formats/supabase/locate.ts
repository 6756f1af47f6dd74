import type { FilePort, Located } from '../format';
import { baseName, folderOf, groupBy, joinPath } from '../paths';
import { historyOf, paired } from '../sql-history';
import { projectAt, type SupabaseProject } from './config';

/** supabase/cli, pkg/migration/list.go: `^([0-9]+)_(.*)\.sql$`; a down file of the user's own is skipped there. */
const NAME = /^(\d+)_(.*)\.sql$/;
const FOLDER = /(?:^|\/)supabase$/;

export function matches(path: string): boolean {
  const folder = folderOf(path);
  if (baseName(path) === 'config.toml') return FOLDER.test(folder);
  return path.endsWith('.sql') && /(?:^|\/)supabase\/(?:migrations|schemas|database)(?:\/|$)/.test(folder);
}

/** Folders named `supabase` that hold migrations or a declared schema. */
export function locate(files: FilePort): readonly Located[] {
  const own = files.paths.filter((path) => path.endsWith('.sql') && supabaseFolder(path) !== undefined);
  return [...groupBy(own, (path) => supabaseFolder(path) ?? '')].flatMap(([root, paths]) => {
    const project = projectAt(files, root);
    return [...migrations(files, project, paths), ...declared(project, paths)];
  });
}

function supabaseFolder(path: string): string | undefined {
  const parts = folderOf(path).split('/');
  const at = parts.lastIndexOf('supabase');
  return at < 0 || parts.length === at + 1 ? undefined : parts.slice(0, at + 1).join('/');
}

/** The CLI takes the files of the folder itself, not of folders below it. */
function migrations(files: FilePort, { root, dialect }: SupabaseProject, paths: readonly string[]): readonly Located[] {
  const folder = joinPath(root, 'migrations');
  const named = paths.flatMap((path) => {
    const found = folderOf(path) === folder ? NAME.exec(baseName(path)) : null;
    return found ? [{ path, version: found[1] ?? '', name: found[2] ?? '', direction: 'up' as const }] : [];
  });
  return historyOf('supabase', files, folder, paired(named), dialect);
}

/** The schema as it shall be: by default every file of `schemas` in the order of their paths. */
function declared({ root, dialect, schemaPaths }: SupabaseProject, paths: readonly string[]): readonly Located[] {
  const folder = joinPath(root, 'schemas');
  const patterns = schemaPaths.length > 0 ? schemaPaths : [`${folder}/**`];
  const ordered = new Set(patterns.flatMap((pattern) => paths.filter(matcherOf(pattern))));
  return ordered.size === 0 ? [] : [{ format: 'supabase', kind: 'models', root: folder, paths: [...ordered], dialect }];
}

/** `schemas/*.sql` of one folder, `schemas/**` of all below it. */
function matcherOf(pattern: string): (path: string) => boolean {
  const source = pattern
    .split(/(\*\*\/?|\*|\?)/)
    .map((part) => {
      if (part.startsWith('**')) return '.*';
      if (part === '*') return '[^/]*';
      return part === '?' ? '[^/]' : part.replace(/[.+^${}()|[\]\\]/g, '\\$&');
    })
    .join('');
  const whole = new RegExp(`^${source}$`);
  return (path) => whole.test(path);
}
