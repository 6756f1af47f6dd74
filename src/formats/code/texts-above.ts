import type { ReadContext } from '../format';
import { ancestors, folderOf, joinPath } from '../paths';

/** The texts of a file of this name in the folder and the folders above it, the nearest first. */
export function textsAbove(path: string, name: string, context: ReadContext): readonly string[] {
  return ancestors(folderOf(path)).flatMap((folder) => context.neighbour?.(joinPath(folder, name)) ?? []);
}
