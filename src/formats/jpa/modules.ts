import type { ReadContext } from '../format';
import { ancestors, folderOf, joinPath, resolvePath } from '../paths';

/** Builds nest this deep and have this many modules at most. */
const DEEPEST = 6;
const MOST = 400;

/**
 * The source folders of a build's modules: `<module>` of pom.xml, `include` of settings.gradle. Classes that entities name (enums above
 * all) lie in modules that have no entities.
 */
export function sourceFolders(path: string, context: ReadContext): readonly string[] {
  const found = new Set<string>();
  const visit = (folder: string, depth: number): void => {
    if (found.has(folder) || depth > DEEPEST || found.size > MOST) return;
    found.add(folder);
    for (const module of modulesOf(folder, context)) visit(resolvePath(folder, module), depth + 1);
  };
  const builds = ancestors(folderOf(path)).filter((folder) => modulesOf(folder, context).length > 0);
  const top = builds.at(-1);
  if (top !== undefined) visit(top, 0);
  return [...found].map((folder) => joinPath(folder, 'src/main/java/'));
}

function modulesOf(folder: string, context: ReadContext): readonly string[] {
  const maven = context.neighbour?.(joinPath(folder, 'pom.xml'));
  if (maven !== undefined) return [...maven.matchAll(/<module>\s*([^<\s]+)\s*<\/module>/g)].map((one) => one[1] ?? '');
  const gradle =
    context.neighbour?.(joinPath(folder, 'settings.gradle')) ??
    context.neighbour?.(joinPath(folder, 'settings.gradle.kts'));
  if (gradle === undefined) return [];
  // `include 'core', ':web:api'`: a colon stands between folders.
  return [...gradle.matchAll(/^\s*include\b([^\n]*(?:,\s*\n[^\n]*)*)/gm)].flatMap((line) =>
    [...(line[1] ?? '').matchAll(/['"]:?([\w.:/-]+)['"]/g)].map((one) => (one[1] ?? '').replaceAll(':', '/')),
  );
}
