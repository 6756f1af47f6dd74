import type { ReadFile } from '../formats';

/** What was read from one file, and what it depended on. */
export interface CachedRead {
  /** Where it is kept. */
  readonly slot: string;
  readonly text: string;
  /** Other files that its format looked at, as they were. */
  readonly neighbours: readonly (readonly [string, string | undefined])[];
  /** As the reader alone has it. */
  readonly plain: ReadFile;
  /** With what the full parser has said, of this text or of the one before. */
  readonly read: ReadFile;
  /** How far the full parser has gone over this very text. */
  readonly verified?: 'needed' | 'all';
}
