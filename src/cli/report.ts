import type { DataLayer, Finding } from '../model';

/** What a review found, for printing. */
export interface Report {
  readonly layers: readonly DataLayer[];
  readonly findings: readonly Finding[];
  fileOf(uri: string): string;
  textOf(uri: string): string | undefined;
}
