/** Paths relative to a workspace folder, always with `/`. */

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder that a path lies in; the workspace folder itself is the empty string. */
export function folderOf(path: string): string {
  const at = path.lastIndexOf('/');
  return at < 0 ? '' : path.slice(0, at);
}

export function joinPath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** A path from a folder, with `.` and `..` worked out; what would lead out of the workspace folder stays at its top. */
export function resolvePath(folder: string, name: string): string {
  const parts: string[] = [];
  for (const part of joinPath(folder, name).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** True when `path` is `folder` or lies somewhere below it. */
export function isBelow(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** A folder and all the folders it lies in, innermost first, the workspace folder last. */
export function ancestors(folder: string): readonly string[] {
  const found = [folder];
  for (let at = folder; at !== ''; ) {
    at = folderOf(at);
    found.push(at);
  }
  return found;
}

/** Puts items under the same key together, keys in order of first appearance. */
export function groupBy<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const at = key(item);
    const group = groups.get(at);
    if (group) group.push(item);
    else groups.set(at, [item]);
  }
  return groups;
}

/** The innermost folder that all the paths lie in. */
export function commonFolder(paths: readonly string[]): string {
  const [first = '', ...rest] = paths.map(folderOf);
  return ancestors(first).find((folder) => rest.every((one) => isBelow(one, folder))) ?? '';
}
