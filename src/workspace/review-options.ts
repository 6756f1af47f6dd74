import { formatOf } from '../formats';
import type { ReviewOptions, ReviewSettings } from '../review';
import type { Workspace } from './workspace';

/**
 * What a review of this workspace's data layers is given, whoever asks for it: texts, formats for fixes, settings, the day. What a
 * layer's models and schema files differ in is worked out apart (`differencesOf`): a review of one migration does without.
 */
export function reviewOptionsOf(workspace: Workspace, settings: ReviewSettings, now: Date): ReviewOptions {
  return {
    settings,
    source: (uri) => workspace.textOf(uri),
    tool: formatOf,
    // A day as suppressions write it: 2027-01-31.
    today: now.toISOString().slice(0, 10),
  };
}
