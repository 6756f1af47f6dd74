export {
  type DiffNote,
  type DiffOptions,
  diff,
  type Rename,
  type RenamedKind,
  type RenameQuestion,
  type SchemaDiff,
} from './diff';
