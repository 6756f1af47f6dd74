import type { ChangeData } from '../model';
import { isMysqlFamily } from '../model';
import { words } from './edits';
import type { BaseContext } from './rule';

/**
 * How many rows an UPDATE or DELETE goes over, as far as its own text shows: `all` without a condition (or with one that
 * is always true); `many` when the condition names no value (`a IS NULL`, a join, a flag), so that it fits a share of the
 * table that grows with it; `some` when it names one, or when the statement is a batch.
 */
export function rowsTouched(operation: ChangeData, context: BaseContext): 'all' | 'many' | 'some' {
  if (operation.isBatched) return 'some';
  if (!operation.hasWhere) return isJoined(operation, context) ? 'many' : 'all';
  const condition = conditionOf(operation, context);
  if (condition === undefined) return 'some';
  if (/^\s*\(?\s*(?:true|1\s*=\s*1)\s*\)?\s*;?\s*$/i.test(condition)) return 'all';
  return /'|\b\d|[$?:]\w|\$\{/.test(condition.replace(OTHER_THAN, '')) ? 'some' : 'many';
}

/** `status <> 'paid'` names a value and keeps all the others. */
const OTHER_THAN = /(?:<>|!=)\s*(?:'(?:[^']|'')*'|[\d.]+)/g;

/** MySQL's multi-table forms say in ON which rows are meant. */
function isJoined({ span }: ChangeData, context: BaseContext): boolean {
  const text = context.source(span.uri);
  if (text === undefined || !isMysqlFamily(context.dialect)) return false;
  let joined = false;
  for (const word of words(text, span.start.offset, span.end.offset)) {
    if (word.text === 'JOIN') joined = true;
    if (joined && (word.text === 'ON' || word.text === 'USING')) return true;
  }
  return false;
}

/** The text behind WHERE; undefined when it is not at hand. */
export function conditionOf({ span }: ChangeData, context: BaseContext): string | undefined {
  const text = context.source(span.uri);
  if (text === undefined) return undefined;
  let end: number | undefined;
  for (const word of words(text, span.start.offset, span.end.offset)) {
    if (word.text === 'WHERE') {
      end = word.end;
      break;
    }
  }
  return end === undefined ? undefined : text.slice(end, span.end.offset);
}
