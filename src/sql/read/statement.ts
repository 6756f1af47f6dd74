import type { OnlineClauses, Operation } from '../../model';
import type { Source } from '../text/source';
import type { RawStatement } from '../text/statements';
import { readAlterTable } from './alter-table';
import { readCreateTable, startsCreateTable } from './create-table';
import { accept, atEnd, type Cursor, cursorOver, spanFrom } from './cursor';
import { readCreateIndex } from './index-spec';
import { opaqueFrom } from './opaque';

export interface StatementReading {
  readonly operations: readonly Operation[];
  readonly online: OnlineClauses | undefined;
}

/** Reads one statement. What is not understood is an opaque operation; nothing is dropped. */
export function readOperations(source: Source, raw: RawStatement): StatementReading {
  const c = cursorOver(source, raw.tokens);
  const start = raw.start;
  const operations = dispatch(c, start);
  if (!operations) {
    c.at = 0;
    return {
      operations: [{ ...opaqueFrom(c, 'This statement was not understood.'), span: spanFrom(c, start) }],
      online: undefined,
    };
  }
  if (atEnd(c)) return { operations, online: c.online };
  return {
    operations: [...operations, opaqueFrom(c, 'The end of this statement was not understood.')],
    online: c.online,
  };
}

function dispatch(c: Cursor, start: number): readonly Operation[] | undefined {
  if (accept(c, 'create')) {
    if (startsCreateTable(c)) return readCreateTable(c, start);
    const index = readCreateIndex(c, start);
    return index && [index];
  }
  if (accept(c, 'alter')) return readAlterTable(c);
  return undefined;
}
