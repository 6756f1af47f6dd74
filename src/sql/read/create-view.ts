import type { CreateView, Operation } from '../../model';
import {
  accept,
  acceptIfNotExists,
  atEnd,
  type Cursor,
  isMysql,
  isWord,
  peek,
  restText,
  spanFrom,
  startOffset,
  step,
  textFrom,
} from './cursor';
import { readWithData } from './maintenance';
import { readIdentList, readName } from './names';
import { readSources } from './sources';

type Draft = { -readonly [K in keyof CreateView]: CreateView[K] };

/** Words between CREATE (or MySQL's ALTER) and VIEW; `=` and what stands behind it belong to ALGORITHM and DEFINER. */
const BEFORE_VIEW = new Set([
  'or',
  'replace',
  'alter',
  'temp',
  'temporary',
  'recursive',
  'force',
  'noforce',
  'editionable',
  'noneditionable',
  'materialized',
  'algorithm',
  'definer',
  'sql',
  'security',
  'invoker',
]);

/** True behind CREATE when a view is made. */
export function startsCreateView(c: Cursor): boolean {
  for (let ahead = 0; ahead < 20; ahead++) {
    const { word } = peek(c, ahead);
    if (word === 'view') return true;
    const value = peek(c, ahead - 1).word === '=';
    if (!BEFORE_VIEW.has(word) && word !== '=' && !value && !isHost(c, ahead)) return false;
  }
  return false;
}

/** The rest of DEFINER=`root`@`localhost` or DEFINER=CURRENT_USER(). */
function isHost(c: Cursor, ahead: number): boolean {
  const { word } = peek(c, ahead);
  return word.startsWith('@') || peek(c, ahead - 1).word === '@' || word === '(' || word === ')';
}

/** Reads CREATE VIEW and CREATE MATERIALIZED VIEW, with `c` behind CREATE (or behind MySQL's ALTER). */
export function readCreateView(
  c: Cursor,
  start: number,
  replaces: 'asWritten' | 'always',
): readonly Operation[] | undefined {
  const flags: { orReplace?: boolean; temporary?: boolean; materialized?: boolean; securityInvoker?: boolean } = {};
  if (replaces === 'always') flags.orReplace = true;
  while (!atEnd(c) && !isWord(c, 'view')) {
    if (isWord(c, 'or', 'replace') || isWord(c, 'or', 'alter')) flags.orReplace = true;
    else if (isWord(c, 'temp') || isWord(c, 'temporary')) flags.temporary = true;
    else if (isWord(c, 'materialized')) flags.materialized = true;
    else if (isWord(c, 'security', 'invoker')) flags.securityInvoker = true;
    c.at++;
  }
  c.at++;
  const ifNotExists = acceptIfNotExists(c);
  const view = readName(c);
  if (!view) return undefined;
  const columns = readIdentList(c) ?? [];
  readOptions(c, flags);
  if (!accept(c, 'as')) return undefined;
  const draft: Draft = {
    kind: 'createView',
    view,
    ...flags,
    ...(ifNotExists ? { ifNotExists } : {}),
    columns,
    query: '',
    sources: [],
    span: view.span,
  };
  readQuery(c, draft);
  draft.span = spanFrom(c, start);
  return [draft];
}

function readOptions(c: Cursor, flags: { securityInvoker?: boolean }): void {
  while (!atEnd(c) && !isWord(c, 'as')) {
    if (isWord(c, '(')) {
      const open = c.at;
      const from = startOffset(c);
      step(c);
      if (c.tokens[open + 1] && /security_invoker(?:\s*=\s*(?:true|on|1|'true'))?\b(?!\s*=)/i.test(textFrom(c, from)))
        flags.securityInvoker = true;
    } else c.at++;
  }
}

function readQuery(c: Cursor, draft: Draft): void {
  const from = c.at;
  const start = startOffset(c);
  let end = c.end;
  if (draft.materialized && !isMysql(c)) {
    const last = c.tokens[c.end - 1]?.word === 'data' ? (c.tokens[c.end - 2]?.word === 'no' ? 3 : 2) : 0;
    if (last > 0 && c.tokens[c.end - last]?.word === 'with') end = c.end - last;
  }
  draft.sources = readSources(c, from, end);
  if (end < c.end) {
    c.at = end;
    draft.query = textFrom(c, start);
    const withData = readWithData(c);
    if (withData !== undefined) draft.withData = withData;
  } else draft.query = restText(c);
}
