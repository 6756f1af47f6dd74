import type { Statement } from '../../model';
import { createSplitter, nextStatement } from '../text/statements';
import { type Place, type ScriptContext, SILENT } from './context';
import type { InnerSql } from './strings';

/** Reads all statements of some SQL inside a string. */
export function readInner(context: ScriptContext, inner: InnerSql, place: Place): readonly Statement[] {
  const splitter = createSplitter(inner.source, SILENT, inner.start, inner.end);
  const found: Statement[] = [];
  for (let raw = nextStatement(splitter); raw; raw = nextStatement(splitter)) {
    found.push(...context.read(inner.source, raw, { ...place, depth: place.depth + 1 }));
  }
  return found;
}
