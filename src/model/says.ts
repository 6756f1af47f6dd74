/**
 * What a text that describes a schema has words for. An ORM's models name tables and columns; of triggers, checks or the names of
 * keys they often say nothing, and what a text cannot say is no difference between it and a history.
 */
export interface Says {
  /** `exact`: keys and indexes bear the names that are given. `loose`: the tool makes names up, so that only what they are on counts. */
  readonly names: 'exact' | 'loose';
  /** Parts of which its silence means nothing, and whose presence is not compared either. */
  readonly silentOn: ReadonlySet<SchemaPart>;
}

export type SchemaPart =
  /** Tables, and columns, that only this side has. */
  | 'tables'
  | 'columns'
  /** Tables that only the other side has. */
  | 'other tables'
  /** Columns that only the other side has. */
  | 'other columns'
  | 'other indexes'
  | 'other uniques'
  | 'other foreign keys'
  | 'other defaults'
  | 'types'
  | 'nullability'
  | 'defaults'
  | 'numbering'
  | 'generated'
  | 'collations'
  | 'comments'
  | 'primary keys'
  | 'uniques'
  | 'foreign keys'
  | 'actions'
  | 'checks'
  | 'exclusions'
  | 'indexes'
  | 'index details'
  | 'views'
  | 'view queries'
  | 'triggers'
  | 'routines'
  | 'policies'
  | 'sequences'
  | 'enums'
  | 'domains'
  | 'composites'
  | 'extensions'
  | 'partitions'
  | 'options';

/**
 * What models say unless their format tells otherwise: tables, columns with their types and whether NULL may stand in them, keys and
 * what they are on. Other tables and keys may be other people's or raw SQL's; a default may be the program's own.
 */
export const MODELS_SAY: Says = {
  names: 'loose',
  silentOn: new Set([
    'other tables',
    'other indexes',
    'other uniques',
    'other foreign keys',
    'other defaults',
    'numbering',
    'generated',
    'collations',
    'comments',
    'actions',
    'checks',
    'exclusions',
    'index details',
    'views',
    'triggers',
    'routines',
    'policies',
    'sequences',
    'domains',
    'composites',
    'extensions',
    'partitions',
    'options',
  ]),
};

/**
 * What models say that are written beside migrations rather than made into them (Sequelize, Eloquent, JPA, GORM): which tables and
 * columns the program uses. Types, NULL and keys are hints for the program there, and the migrations have the last word.
 */
export const MAPPERS_SAY: Says = {
  names: 'loose',
  silentOn: new Set([
    ...MODELS_SAY.silentOn,
    'other columns',
    'types',
    'nullability',
    'defaults',
    'primary keys',
    'uniques',
    'foreign keys',
    'indexes',
    'enums',
  ]),
};

/** What models say that only guess at tables: relations and words for the program (Eloquent). Nothing that differs counts. */
export const GUESSES: Says = { names: 'loose', silentOn: new Set([...MAPPERS_SAY.silentOn, 'tables', 'columns']) };

/** What a schema file says of tables: all of them, with their columns and keys; texts are printed the engine's own way. */
export const DUMP_SAYS: Says = {
  names: 'loose',
  silentOn: new Set([
    'numbering',
    'collations',
    'comments',
    'checks',
    'exclusions',
    'index details',
    'view queries',
    'triggers',
    'routines',
    'policies',
    'sequences',
    'domains',
    'composites',
    'extensions',
    'partitions',
    'options',
  ]),
};

/** A text that can say everything: SQL. */
export const SAYS_ALL: Says = { names: 'exact', silentOn: new Set() };
