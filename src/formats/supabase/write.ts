import type { Operation } from '../../model';
import { printStatements } from '../../sql';
import type { WriteContext, WrittenFile } from '../format';
import { nextStem } from '../next-file';
import { baseName } from '../paths';
import { needsNoTransaction } from '../transaction';

/** No marker of the CLI's takes a file out of its pipeline, so the file says what to do. */
function byHand(version: string): string {
  return `-- The Supabase CLI sends a migration as one transaction, which refuses this. Run it in the SQL editor, then:\n-- supabase migration repair --status applied ${version}\n`;
}

/** `supabase migration new` stamps the time. There is no way down. */
export function write(
  name: string,
  up: readonly Operation[],
  _down: readonly Operation[],
  context: WriteContext,
): readonly WrittenFile[] {
  const stem = nextStem(name, context);
  const version = baseName(stem).split('_', 1)[0] ?? '';
  const preface = needsNoTransaction(up, context.dialect) ? byHand(version) : '';
  return [{ path: `${stem}.sql`, text: preface + printStatements(up, context.dialect) }];
}
