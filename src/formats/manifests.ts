import type { FilePort } from './format';
import { ancestors, joinPath } from './paths';

/** Texts of files of these names in the folder and the folders above it, nearest first. */
export function above(
  files: FilePort,
  folder: string,
  names: readonly string[],
): readonly { readonly path: string; readonly text: string }[] {
  return ancestors(folder).flatMap((at) =>
    names.flatMap((name) => {
      const path = joinPath(at, name);
      const text = files.has(path) ? files.text(path) : undefined;
      return text === undefined ? [] : [{ path, text }];
    }),
  );
}
