import type { DataLayer } from '../../model';
import { DIALECT_NAMES } from '../../model';

/** What a document says of the database it is for. */
export interface DocumentFacts {
  readonly layer: string;
  readonly engine: string;
  readonly tables: readonly string[];
  readonly migrations: number;
  readonly tool: string | undefined;
  /** YYYY-MM-DD, from whoever knows the day; a blank to fill where nobody does. */
  readonly day: string;
}

export interface DocumentFile {
  readonly path: string;
  readonly content: string;
}

/** The facts of a data layer. */
export function documentFacts(layer: DataLayer, day: string): DocumentFacts {
  const version = layer.version === undefined ? '' : ` ${layer.version.major}`;
  return {
    layer: layer.name,
    engine: `${DIALECT_NAMES[layer.dialect]}${version}`,
    tables: [...layer.schema.tables.keys()].sort(),
    migrations: layer.migrations.length,
    tool: layer.migrations.at(-1)?.tool,
    day,
  };
}
