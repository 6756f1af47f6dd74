import type { Token } from '../text/token';

/** Told of every plain statement of a block, as a range of its tokens. */
export type Visit = (from: number, to: number, loops: number) => void;

/**
 * Walks the statements of a PL/pgSQL or MySQL block, one after another, stepping over its control words: both languages
 * have the same ones but for ELSIF/ELSEIF and the words that open loops.
 */
export function walkBlock(tokens: readonly Token[], from: number, to: number, visit: Visit): void {
  let i = from;
  let loops = 0;
  while (i < to) {
    const word = tokens[i]?.word ?? '';
    if (word === ';' || word === 'then' || word === 'else' || word === 'exception') i++;
    else if (word === 'begin') i = afterBegin(tokens, i);
    else if (word === '<') i = afterLabel(tokens, i, to);
    else if (tokens[i + 1]?.word === ':' && word !== '') i += 2;
    else if (word === 'end') {
      if (isLoopWord(tokens[i + 1]?.word)) loops = Math.max(0, loops - 1);
      i = find(tokens, i, to, ';');
    } else if (CONDITIONS.has(word)) i = find(tokens, i, to, 'then') + 1;
    else if (word === 'loop' || (word === 'repeat' && tokens[i + 1]?.word !== '(')) {
      loops++;
      i++;
    } else if (word === 'while' || word === 'for' || word === 'foreach') {
      loops++;
      i = findLoop(tokens, i, to) + 1;
    } else if (word === 'until') i = find(tokens, i, to, 'end');
    else if (word === 'declare') i = afterDeclare(tokens, i, to);
    else {
      const end = find(tokens, i, to, ';');
      visit(i, end, loops);
      i = Math.max(end, i + 1);
    }
  }
}

const CONDITIONS = new Set(['if', 'elsif', 'elseif', 'case', 'when']);

function isLoopWord(word: string | undefined): boolean {
  return word === 'loop' || word === 'while' || word === 'repeat';
}

/** The next place of a word outside of parentheses; the end when there is none. CASE … END in a condition is stepped over. */
function find(tokens: readonly Token[], from: number, to: number, word: string): number {
  let cases = 0;
  for (let i = from; i < to; i++) {
    const token = tokens[i];
    if (!token) return to;
    if (token.pair > i) i = token.pair;
    else if (token.word === 'case' && i > from && word === 'then') cases++;
    else if (token.word === 'end' && cases > 0) cases--;
    else if (cases === 0 && token.word === word) return i;
  }
  return to;
}

/** WHILE … DO in MySQL, … LOOP in PL/pgSQL. */
function findLoop(tokens: readonly Token[], from: number, to: number): number {
  for (let i = from; i < to; i++) {
    const token = tokens[i];
    if (!token) return to;
    if (token.pair > i) i = token.pair;
    else if (token.word === 'loop' || token.word === 'do') return i;
  }
  return to;
}

function afterBegin(tokens: readonly Token[], i: number): number {
  if (tokens[i + 1]?.word === 'not' && tokens[i + 2]?.word === 'atomic') return i + 3;
  return tokens[i + 1]?.word === 'atomic' ? i + 2 : i + 1;
}

/** `<<label>>` */
function afterLabel(tokens: readonly Token[], from: number, to: number): number {
  let i = from + 1;
  while (i < to && tokens[i]?.word !== '>' && tokens[i]?.word !== ';') i++;
  while (i < to && tokens[i]?.word === '>') i++;
  return i;
}

/** PL/pgSQL's section up to BEGIN; MySQL's single declaration, or its handler, whose body is a statement or a block. */
function afterDeclare(tokens: readonly Token[], from: number, to: number): number {
  for (let i = from; i < to; i++) {
    const { word } = tokens[i] ?? { word: '' };
    if (word === 'begin') return i;
    if (word === ';' && !declares(tokens, i + 1, to)) return i;
  }
  return to;
}

/** True when another declaration of the same section follows: `name type …;`. */
function declares(tokens: readonly Token[], i: number, to: number): boolean {
  if (i >= to) return false;
  const word = tokens[i]?.word ?? '';
  return word !== 'declare' && tokens[i]?.kind === 'word' && !STARTS.has(word);
}

/** Words that start a statement and no declaration. */
const STARTS = new Set(
  'alter begin call case close create delete drop end execute fetch for if insert leave loop open prepare repeat replace rename select set signal start truncate update while with'.split(
    ' ',
  ),
);
