import type { Dialect, EngineVersion } from '../../model';
import type { Mapped } from './mapped';
import type { NamingStrategy } from './naming';

/** What a project's configuration says that changes names, types and keys. */

export interface Settings {
  readonly naming: NamingStrategy;
  /** Where types come from that no option says. */
  readonly provider: 'reflect' | 'ts-morph';
  readonly schema: string | undefined;
  readonly major: number;
  /** Values that a new entity has are defaults of the database (since version 6). */
  readonly infers: boolean;
  /** Types that the project maps to others: `getMappedType`. */
  readonly mapped: ReadonlyMap<string, Mapped>;
  /** Whether the prefix of something embedded stands behind that of what it is embedded in. */
  readonly prefixes: 'absolute' | 'relative';
}

export interface Reading {
  readonly dialect: Dialect;
  readonly version: EngineVersion | undefined;
  readonly settings: Settings;
}
