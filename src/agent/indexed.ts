import type { DataLayer, FileChange, Finding } from '../model';

/** The workspace read and reviewed, as whoever runs the index has it. */
export interface Index {
  /** URIs of the workspace folders. */
  readonly roots: readonly string[];
  readonly layers: readonly DataLayer[];
  findingsOf(layer: DataLayer): readonly Finding[];
  layersOf(uri: string): readonly DataLayer[];
  /** As the editor has it, else as the disk has it. */
  text(uri: string): string | undefined;
  /** Relative to its workspace folder. */
  path(uri: string): string;
  /** The index as it would be with these files. */
  overlay(changes: readonly FileChange[]): Index;
}
