import type { Operation } from '../../model';
import { printStatements } from '../../sql';
import type { WriteContext, WrittenFile } from '../format';
import { nextStem } from '../next-file';
import { baseName, folderOf } from '../paths';
import { needsNoTransaction } from '../transaction';
import { sumPath } from './locate';
import { sumOf } from './sum';

/** A file as `atlas migrate new` names it, and its line in atlas.sum. Atlas works the way back out by itself. */
export function write(
  name: string,
  up: readonly Operation[],
  _down: readonly Operation[],
  context: WriteContext,
): readonly WrittenFile[] {
  const path = `${nextStem(name, context)}.sql`;
  // A directive of the file stands apart from its statements by an empty line.
  const mode = needsNoTransaction(up, context.dialect) ? '-- atlas:txmode none\n\n' : '';
  const file = { path, text: mode + printStatements(up, context.dialect) };
  return [file, ...summed(file, context)];
}

/** The sum anew; where the one that is there is not that of its files, it stays, for `atlas migrate hash` to decide. */
function summed(file: WrittenFile, context: WriteContext): readonly WrittenFile[] {
  const path = sumPath(folderOf(file.path));
  const before = context.text?.(path);
  const files = context.latest.map(({ migration, text }) => ({ name: baseName(migration.path), text }));
  if (before === undefined || sumOf(files) !== before.replace(/\r\n/g, '\n')) return [];
  return [{ path, text: sumOf([...files, { name: baseName(file.path), text: file.text }]), edited: true }];
}
