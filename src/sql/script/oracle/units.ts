import type { Token } from '../../text/token';

/** What decides where a PL/SQL unit ends: a slash on a line of its own, or, where that was left out, the END of its outermost block. */
export interface Unit {
  form: 'unknown' | 'plain' | 'block' | 'body' | 'text';
  depth: number;
  /** The outermost block has been opened. */
  opened: boolean;
}

export function createUnit(): Unit {
  return { form: 'unknown', depth: 0, opened: false };
}

/** True when semicolons belong to the text. */
export function isUnit(unit: Unit): boolean {
  return unit.form === 'block' || unit.form === 'body' || unit.form === 'text';
}

/** Words that may stand between CREATE and the kind of object. */
const BEFORE_KIND = new Set(
  'or replace editionable noneditionable and resolve compile noforce force public if not exists'.split(' '),
);

/** Takes notice of the last token; true when it ends the unit. */
export function endsUnit(unit: Unit, tokens: readonly Token[]): boolean {
  const token = tokens[tokens.length - 1];
  if (!token || unit.form === 'plain' || unit.form === 'text') return false;
  if (unit.form === 'unknown') {
    decide(unit, tokens, token);
    return false;
  }
  if (token.word === ';') return unit.opened && unit.depth === 0;
  if (token.kind === 'word') count(unit, tokens, token.word);
  return false;
}

function decide(unit: Unit, tokens: readonly Token[], token: Token): void {
  const { word } = token;
  if (tokens.length === 1) {
    if (word === 'declare' || word === 'begin' || word === '<') unit.form = 'block';
    else if (word !== 'create') unit.form = 'plain';
    if (word === 'begin') Object.assign(unit, { depth: 1, opened: true });
    return;
  }
  if (word === 'procedure' || word === 'function' || word === 'trigger') unit.form = 'block';
  else if (word === 'package') unit.form = 'body';
  else if (word === 'java' || word === 'library') unit.form = 'text';
  else if (word === 'body' && tokens[tokens.length - 2]?.word === 'type') unit.form = 'body';
  // CREATE TYPE may go on with BODY.
  else if (word !== 'type' && !BEFORE_KIND.has(word)) unit.form = 'plain';
}

/** BEGIN and CASE open, END closes; END IF and END LOOP close what is not counted. A package's or type body's IS opens it. */
function count(unit: Unit, tokens: readonly Token[], word: string): void {
  const before = tokens[tokens.length - 2]?.word;
  if (before === '.') return;
  if (before === 'end') {
    if (word === 'if' || word === 'loop') unit.depth++;
    return;
  }
  if (unit.form === 'body' && !unit.opened && (word === 'is' || word === 'as'))
    Object.assign(unit, { depth: 1, opened: true });
  else if (word === 'begin' || (word === 'case' && unit.opened))
    Object.assign(unit, { depth: unit.depth + 1, opened: true });
  else if (word === 'compound') Object.assign(unit, { depth: unit.depth + 1, opened: true });
  else if (word === 'end' && unit.depth > 0) unit.depth--;
}
