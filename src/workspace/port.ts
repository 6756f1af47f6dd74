import type { Notice } from './notice';

export interface ListedFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly bytes: number;
}

export interface Listing {
  readonly files: readonly ListedFile[];
  readonly notices: readonly Notice[];
}

export type ReadOutcome =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'gone' }
  | { readonly kind: 'unreadable'; readonly because: string };

/** One workspace folder, as the outside world hands it in. */
export interface WorkspacePort {
  /** The folder's URI without a slash at its end. */
  readonly root: string;
  /** Every file below the root, folders for which `leavesOut` is true not entered. Never rejects. */
  list(leavesOut: (path: string) => boolean): Promise<Listing>;
  /** Never throws. */
  read(path: string): ReadOutcome;
  /** Tells one content of a file from another without reading it; undefined where that cannot be relied on. */
  stamp?(path: string): string | undefined;
}
