import type { Span, SqlType } from '../../../model';
import { parseWith } from '../mysql/parse';
import { names } from './names';

/** Reads a MariaDB type as `COLUMN_TYPE` of information_schema prints it, display widths included. */
export function parseMariadbType(text: string, span: Span): SqlType {
  return parseWith(names, text, span);
}
