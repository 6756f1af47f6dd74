import type { Operation } from '../../model';
import type { WriteContext, WrittenFile } from '../format';
import { markedText, textsOf } from '../marked-text';
import { nextStem } from '../next-file';

/** `goose create name sql` makes a timestamp, `goose -s create` the next of five digits; ours goes on as the project does. */
export function write(
  name: string,
  up: readonly Operation[],
  down: readonly Operation[],
  context: WriteContext,
): readonly WrittenFile[] {
  return [{ path: `${nextStem(name, context)}.sql`, text: markedText('goose', textsOf(up, down, context)) }];
}
