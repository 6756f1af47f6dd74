import type { Operation } from '../../model';
import { printStatements } from '../../sql';
import type { WriteContext, WrittenFile } from '../format';
import { nextVersion, slug } from '../next-version';
import { folderOf, joinPath } from '../paths';

/** `migrate create` makes both files, with a timestamp or, with -seq, six digits (internal/cli/commands.go); ours go on as the project does. */
export function write(
  name: string,
  up: readonly Operation[],
  down: readonly Operation[],
  context: WriteContext,
): readonly WrittenFile[] {
  const latest = context.latest.at(-1)?.migration;
  const folder = latest ? folderOf(latest.path) : context.root;
  const version = nextVersion(
    context.latest.map(({ migration }) => migration.version),
    context.now,
  );
  const stem = joinPath(folder, `${version}_${slug(name, latest?.name.includes('-') ? '-' : '_')}`);
  return [
    { path: `${stem}.up.sql`, text: printStatements(up, context.dialect) },
    { path: `${stem}.down.sql`, text: printStatements(down, context.dialect) },
  ];
}
