import type { DataLayer } from '../model';
import type { ReviewOptions } from '../review';

/** What a branch changes, as a review takes it. */
export interface Branch {
  /** The branch adds or edits the file. */
  has(uri: string): boolean;
  /** What counts as released of a layer, and which of that the branch has edited. */
  reviewOf(layer: DataLayer): Pick<ReviewOptions, 'releasedThrough' | 'edited' | 'added'>;
}

/** Migrations that the branch does not add have run somewhere: they and all before them count as released. */
export function branchOf(files: ReadonlyMap<string, 'added' | 'edited'>, fileOf: (uri: string) => string): Branch {
  const how = (uri: string) => files.get(fileOf(uri));
  return {
    has: (uri) => how(uri) !== undefined,
    reviewOf: ({ migrations }) => ({
      // The id of none counts all as new: a branch that brings the whole history.
      releasedThrough: [...migrations].reverse().find(({ uri }) => how(uri) !== 'added')?.id ?? '',
      added: new Set(migrations.flatMap(({ uri }) => (how(uri) === 'added' ? [uri] : []))),
      edited: new Set(migrations.flatMap(({ uri }) => (how(uri) === 'edited' ? [uri] : []))),
    }),
  };
}
