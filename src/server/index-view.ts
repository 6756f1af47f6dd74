import type { CreateTable, DataLayer, EngineVersion, Finding, Migration } from '../model';
import { DIALECT_NAMES, objectKey, spanContains } from '../model';
import type { NoticeView } from './requests';

/** What the features ask of the index: whatever answers it is up to date with the last edit. */
export interface IndexView {
  readonly layers: readonly DataLayer[];
  /** Data layers that the file belongs to; most files have one. */
  layersOf(uri: string): readonly DataLayer[];
  /** Findings of one file. Right after an edit this costs the review of that file, not of its data layer. */
  findingsOf(uri: string): readonly Finding[];
  /** Findings of every file that has some. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  /** As the editor has it, else as it is on disk; undefined when it is not one of ours or cannot be read. */
  text(uri: string): string | undefined;
  /** The URI as the index spells it; files outside every folder keep theirs. */
  spell(uri: string): string;
  /** Relative to its workspace folder, for people. */
  path(uri: string): string;
  readonly notices: readonly NoticeView[];
  readonly ready: boolean;
}

function versionText({ major, minor, patch }: EngineVersion): string {
  if (patch !== undefined) return `${major}.${minor}.${patch}`;
  return minor === 0 ? `${major}` : `${major}.${minor}`;
}

/** "PostgreSQL 16", or only the name when the version is not known. */
export function engineOf({ dialect, version }: DataLayer): string {
  return version === undefined ? DIALECT_NAMES[dialect] : `${DIALECT_NAMES[dialect]} ${versionText(version)}`;
}

/** Findings of every file of a data layer. */
export function findingsOfLayer(index: IndexView, layer: DataLayer): readonly Finding[] {
  return [...index.findings.entries()].flatMap(([uri, findings]) =>
    index.layersOf(uri).some(({ id }) => id === layer.id) ? findings : [],
  );
}

/** Findings of a migration: of its whole file, or of its part of one. */
export function findingsOfMigration(index: IndexView, { uri, at }: Migration): readonly Finding[] {
  const findings = index.findingsOf(uri);
  return at ? findings.filter(({ span }) => spanContains(at, span)) : findings;
}

/** Key of the table that an operation makes, as in `Schema.tables`. */
export function tableKey({ dialect }: DataLayer, { table }: CreateTable): string {
  return objectKey(dialect, table.schema, table.name);
}
