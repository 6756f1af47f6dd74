import type { Operation } from '../../model';
import type { WriteContext, WrittenFile } from '../format';
import { markedText, textsOf } from '../marked-text';
import { nextStem } from '../next-file';

/** `dbmate new` makes a file with a timestamp and both markers. dbmate renews its schema.sql itself. */
export function write(
  name: string,
  up: readonly Operation[],
  down: readonly Operation[],
  context: WriteContext,
): readonly WrittenFile[] {
  return [{ path: `${nextStem(name, context)}.sql`, text: markedText('dbmate', textsOf(up, down, context)) }];
}
