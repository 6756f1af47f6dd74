import type { Lexis } from '../dialects';
import type { Token } from './token';

/** What decides whether a semicolon inside a statement ends it. */
export interface Shape {
  readonly lexis: Lexis;
  /** `routine`: BEGIN … END may hold semicolons; `atomic`: PostgreSQL's BEGIN ATOMIC; `rule`: DO ALSO (…; …). */
  form: 'unknown' | 'plain' | 'routine' | 'atomic' | 'rule';
  depth: number;
}

export function createShape(lexis: Lexis): Shape {
  return { lexis, form: 'unknown', depth: 0 };
}

/** True when a semicolon at this place belongs to a body. */
export function heldOpen(shape: Shape, openParens: number): boolean {
  return shape.depth > 0 || (shape.form === 'rule' && openParens > 0);
}

/** Words that may stand between CREATE and the kind of object. */
const BEFORE_KIND = new Set([
  'or',
  'replace',
  'definer',
  '=',
  'aggregate',
  'temp',
  'temporary',
  '(',
  ')',
  'if',
  'not',
  'exists',
  '',
]);

/** Takes notice of the last token. */
export function watch(shape: Shape, tokens: readonly Token[]): void {
  if (shape.form === 'plain') return;
  const token = tokens[tokens.length - 1];
  if (!token) return;
  if (shape.form === 'unknown') decide(shape, tokens, token);
  else if (shape.form !== 'rule') count(shape, tokens, token);
}

function decide(shape: Shape, tokens: readonly Token[], token: Token): void {
  const { word } = token;
  if (tokens.length === 1) {
    if (word !== 'create' && !(word === 'begin' && shape.lexis.delimiters)) shape.form = 'plain';
    return;
  }
  if (tokens[0]?.word === 'begin') {
    // MariaDB: BEGIN NOT ATOMIC … END outside of a routine.
    if (tokens.length === 3 && word === 'atomic') Object.assign(shape, { form: 'routine', depth: 1 });
    else if (tokens.length > 2 || word !== 'not') shape.form = 'plain';
    return;
  }
  if (shape.lexis.compound.has(word)) shape.form = 'routine';
  else if (shape.lexis.dollarQuotes && (word === 'function' || word === 'procedure')) shape.form = 'atomic';
  else if (shape.lexis.dollarQuotes && word === 'rule') shape.form = 'rule';
  else if (!BEFORE_KIND.has(word) && tokens[tokens.length - 2]?.word !== '=' && !word.startsWith('@'))
    shape.form = 'plain';
}

/** BEGIN and CASE open, END closes; END IF, END LOOP and the like close what is not counted. */
function count(shape: Shape, tokens: readonly Token[], token: Token): void {
  if (token.kind !== 'word') return;
  const before = tokens[tokens.length - 2]?.word;
  if (before === '.') return;
  if (before === 'end') closeNamed(shape, token.word);
  else if (shape.form === 'atomic') {
    if (token.word === 'atomic' && before === 'begin') shape.depth = 1;
    else if (shape.depth > 0) step(shape, token.word);
  } else if (token.word === 'begin' || shape.depth > 0) step(shape, token.word);
}

function step(shape: Shape, word: string): void {
  if (word === 'begin' || word === 'case') shape.depth++;
  else if (word === 'end' && shape.depth > 0) shape.depth--;
}

/** `END IF` took one too many off; so did `END` before the others. `END CASE` closes the CASE, as plain END does. */
function closeNamed(shape: Shape, word: string): void {
  if (word === 'if' || word === 'loop' || word === 'while' || word === 'repeat' || word === 'for') shape.depth++;
}
