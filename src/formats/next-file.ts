import type { WriteContext } from './format';
import { nextVersion, slug } from './next-version';
import { folderOf, joinPath } from './paths';

/** Path of a new migration beside the latest, without its ending: `db/migrations/20260304050607_add_orders_index`. */
export function nextStem(name: string, context: WriteContext, joint: '_' | '-' = '_'): string {
  const latest = context.latest.at(-1)?.migration;
  const version = nextVersion(
    context.latest.map(({ migration }) => migration.version),
    context.now,
  );
  return joinPath(latest ? folderOf(latest.path) : context.root, `${version}_${slug(name, joint)}`);
}
