export {
  type ComparedSide,
  type Comparison,
  comparedLines,
  comparedSql,
  compareSides,
  comparisonMarkdown,
  questionText,
  sidesOf,
} from './compare';
export { CONFIG_FILE, EMPTY_CONFIG, type RuleLevel, readConfig, type TeamConfig } from './config';
export { differencesOf } from './consistency';
export { decode } from './decode';
export { type GitTree, gitTree } from './git-tree';
export { inspect } from './inspect';
export type { Inspection } from './inspection';
export { buildOf, type CachePort, nodeCache } from './kept';
export { nodeFiles } from './node-files';
export { nodeGrammars } from './node-grammars';
export type { Notice } from './notice';
export type { ListedFile, Listing, ReadOutcome, WorkspacePort } from './port';
export { memoryCache, type ReadCache } from './reader';
export { rehearsalOf } from './rehearsal';
export { reviewOptionsOf } from './review-options';
export { reviewSettingsOf } from './review-settings';
export { DEFAULT_SETTINGS, type WorkspaceSettings } from './settings';
export { statisticsQuery } from './statistics-query';
export { pathBelow, uriOf } from './uri';
export type { VerifyOptions } from './verify';
export { createWorkspace, type PlacedMigration, type Workspace, type WorkspaceParts } from './workspace';
