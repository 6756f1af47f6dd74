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
export { formatOf } from './format-of';
export { formats } from './index.gen';
export type { Change, MendContext, Mending, StandingFile } from './mending';
export { ancestors, baseName, folderOf, groupBy, isBelow, joinPath, resolvePath } from './paths';
export { compareVersionText } from './version-order';
