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
  /** Tables that only the other side has. */
  | 'other tables'
  /** Columns that only the other side has. */
  | 'other columns'
  | 'other indexes'
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

/** A text that can say everything: SQL. */
export const SAYS_ALL: Says = { names: 'exact', silentOn: new Set() };
