import { dialectWord } from '../dialect-words';
import type { FilePort, Located } from '../format';
import { folderOf } from '../paths';
import { databaseType } from './project';

export function matches(path: string): boolean {
  return /\.dbml$/i.test(path);
}

/** Each file is a schema of its own; its project may say of which engine. */
export function locate(files: FilePort): readonly Located[] {
  return files.paths.filter(matches).map((path): Located => {
    const type = databaseType(files.text(path) ?? '');
    const word = type === undefined ? undefined : dialectWord(type.replace(/[^A-Za-z0-9]/g, ''));
    return {
      format: 'dbml',
      kind: 'models',
      root: folderOf(path),
      paths: [path],
      ...(word?.kind === 'supported'
        ? { dialect: { dialect: word.dialect, because: `database_type in ${path}` } }
        : {}),
    };
  });
}
