export { type DialectWord, dialectOfPath, dialectWord } from './dialect-words';
export { foreignFiles } from './foreign-product';
export type {
  DialectEvidence,
  FilePort,
  Format,
  Located,
  LocatedMigration,
  ReadContext,
  ReadFile,
  SourceFile,
  WriteContext,
  WrittenFile,
} from './format';
export { formats } from './index.gen';
export { ancestors, baseName, folderOf, groupBy, isBelow, joinPath, resolvePath } from './paths';
export { compareVersionText } from './version-order';
