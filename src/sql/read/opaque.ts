import type { Opaque } from '../../model';
import { type Cursor, spanFrom, startOffset, textFrom } from './cursor';

/** What was not understood: from `start` to the cursor, or, when no start is given, all that is left. */
export function opaqueFrom(c: Cursor, reason: string, start?: number): Opaque {
  if (start === undefined) {
    const from = startOffset(c);
    c.at = c.end;
    return { kind: 'opaque', text: textFrom(c, from), reason, span: spanFrom(c, from) };
  }
  return { kind: 'opaque', text: textFrom(c, start), reason, span: spanFrom(c, start) };
}
