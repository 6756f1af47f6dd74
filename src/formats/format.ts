import type { Dialect, EngineVersion, Operation, Says, Script, Span, TransactionBehaviour } from '../model';
import type { Mending } from './mending';

/** The workspace's files as a format sees them: paths are relative to the workspace folder, with `/`. Nothing is read until asked. */
export interface FilePort {
  readonly paths: readonly string[];
  /** True when the workspace has a file of this path, claimed by another format or not. */
  has(path: string): boolean;
  /** The text as the editor has it now; undefined when it cannot be read (binary, too large, gone). */
  text(path: string): string | undefined;
  /** True when the file has one of these words: quick and forgetful, for looking through a whole project for models. */
  mentions(path: string, words: readonly string[]): boolean;
  uri(path: string): string;
  /** Tells the user of files that were seen and left out: another product's dialect. */
  note?(path: string, message: string): void;
}

export interface DialectEvidence {
  readonly dialect: Dialect;
  readonly version?: EngineVersion;
  /** One phrase for the user: `provider = "postgresql" in prisma/schema.prisma`. */
  readonly because: string;
}

/** One migration as its tool's naming tells it, before any text is read. */
export interface LocatedMigration {
  readonly version: string;
  readonly name: string;
  readonly path: string;
  /** Which part of the file it is, where one file holds several migrations: Liquibase's change set `author:id`. */
  readonly part?: string;
  /** Other files without which its own cannot be read: the changelogs that define its properties. */
  readonly together?: readonly string[];
  /** A file of its own with the way back. */
  readonly downPath?: string;
  readonly repeatable?: boolean;
  readonly baseline?: boolean;
  readonly parents?: readonly string[];
  /** The file that names its file, where the tool runs only what is named: a new migration has to be named there too. */
  readonly includedBy?: string;
}

/** Files of one tool that make one database: its migrations in order, its models, or a dump. */
export type Located = {
  readonly format: string;
  /** Folder, relative to the workspace folder. */
  readonly root: string;
  readonly dialect?: DialectEvidence;
} & (
  | { readonly kind: 'migrations'; readonly migrations: readonly LocatedMigration[] }
  | { readonly kind: 'models' | 'dump'; readonly paths: readonly string[] }
);

/** What one file says. A file with both directions (dbmate, goose) gives both. */
export interface ReadFile {
  readonly up: Script;
  readonly down?: Script;
  readonly irreversible?: string;
  /** Where the part that was asked for stands; absent when the file is one migration. */
  readonly at?: Span;
  readonly transaction: TransactionBehaviour;
}

export interface ReadContext {
  readonly dialect: Dialect;
  readonly version?: EngineVersion;
  /** The part of the file that is wanted (`LocatedMigration.part`). A format that reads parts remembers the parsed file between them. */
  readonly part?: string;
  /**
   * Text of a file beside the one being read, or on the way `../` from there: a script's configuration, an SQL file. Of files that
   * are read together: beside the path `from`, or from the workspace folder.
   */
  neighbour?(name: string, from?: string): string | undefined;
  /** The other files of the same models (a Prisma schema may be a folder of files that name each other's models and enums), or those that a migration asks for. */
  readonly together?: readonly { readonly uri: string; readonly text: string }[];
}

/** What a writer needs to imitate the project: its latest files and the moment, as a parameter. */
export interface WriteContext extends ReadContext {
  readonly root: string;
  readonly latest: readonly { readonly migration: LocatedMigration; readonly text: string }[];
  readonly now: Date;
  /** An empty way back is one: there is nothing to undo. Left out, an empty way back is none. */
  readonly undo?: 'nothing';
  /** Text of any other file of the workspace folder: a master changelog that must include the new one. */
  text?(path: string): string | undefined;
}

export interface WrittenFile {
  readonly path: string;
  readonly text: string;
  /** The file is there already, and this is its text with the migration in it. Without this a file must be new. */
  readonly edited?: true;
}

/** One of several files that are read together. */
export interface SourceFile {
  /** Relative to the workspace folder. */
  readonly path: string;
  readonly uri: string;
  readonly text: string;
}

/** One tool or ORM. A folder under `formats/` exports one of these as `format` from its `index.ts`; nothing else registers it. */
export interface Format {
  readonly id: string;
  readonly title: string;
  /** Set where the files are SQL from end to end: the dialect's full parser has its say on them. */
  readonly language?: 'sql';
  /** Models and dumps: what they have words for, where it is not what is usual (`MODELS_SAY`, `DUMP_SAYS`). */
  readonly says?: Says;
  /** Cheap test of a path: may this file belong? Used by the file watcher too. */
  matches(path: string): boolean;
  /** Finds and orders the files. */
  locate(files: FilePort): readonly Located[];
  /** Never throws. */
  read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile;
  /**
   * For files that mean something only with one another (models that name each other, migrations that restate a state): as many
   * results as files, in their order. Where a format has this, `read` is it for a file alone. Never throws.
   */
  readTogether?(files: readonly SourceFile[], context: ReadContext): readonly ReadFile[];
  /** Files for a new migration, named and placed as the tool would; absent for formats that only describe (dumps). */
  write?(
    name: string,
    up: readonly Operation[],
    down: readonly Operation[],
    context: WriteContext,
  ): readonly WrittenFile[];
  /** Edits of the model files that go with a migration; only the files that change. What has no words in the models is left out. */
  editModels?(
    operations: readonly Operation[],
    files: readonly WrittenFile[],
    context: ReadContext,
  ): readonly WrittenFile[];
  /** How a migration is changed where it stands; absent where fixes are edits of its SQL alone. */
  readonly mend?: Mending;
}
