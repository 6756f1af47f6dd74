import type { Statement } from '../../model';
import type { Place, ScriptContext } from './context';
import type { InnerSql } from './strings';

/** Reads all statements of some SQL inside a string. */
export function readInner(context: ScriptContext, inner: InnerSql, place: Place): readonly Statement[] {
  return context.readRange(inner.source, inner, { ...place, depth: place.depth + 1 });
}
