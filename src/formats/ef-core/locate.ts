import type { FilePort, Located } from '../format';
import { folderOf } from '../paths';
import { dialectOfGenerated, dialectOfProject } from './project';

export function matches(path: string): boolean {
  return path.endsWith('ModelSnapshot.cs');
}

/** Each context's snapshot of its model, beside its migrations. */
export function locate(files: FilePort): readonly Located[] {
  return files.paths
    .filter((path) => matches(path) && files.mentions(path, ['ModelSnapshot']))
    .map((path): Located => {
      const root = folderOf(path);
      const dialect = dialectOfGenerated(files, [path]) ?? dialectOfProject(files, root);
      return { format: 'ef-core', kind: 'models', root, paths: [path], ...(dialect ? { dialect } : {}) };
    });
}
