import type { Operation } from '../../model';
import { printStatements } from '../../sql';
import type { WriteContext, WrittenFile } from '../format';
import { nextStem } from '../next-file';

/** `migrate create` makes both files, with a timestamp or, with -seq, six digits (internal/cli/commands.go); ours go on as the project does. */
export function write(
  name: string,
  up: readonly Operation[],
  down: readonly Operation[],
  context: WriteContext,
): readonly WrittenFile[] {
  const isDashed = context.latest.at(-1)?.migration.name.includes('-') ?? false;
  const stem = nextStem(name, context, isDashed ? '-' : '_');
  return [
    { path: `${stem}.up.sql`, text: printStatements(up, context.dialect) },
    { path: `${stem}.down.sql`, text: printStatements(down, context.dialect) },
  ];
}
