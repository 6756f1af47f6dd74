import type { Conditional, Statement } from '../../model';
import { readSql } from '../../sql';
import { embeddedSql } from '../code/embedded-sql';
import type { ReadContext } from '../format';
import { contentOf, type Element, type Host, isTrue, type Piece, textOf } from './changelog';
import { looking } from './guards';
import { isFor } from './scope';
import { TABLE_CHANGES } from './sql/alter';
import type { Engine, Made } from './sql/build';
import { KEY_CHANGES } from './sql/keys';
import { NO_CHANGE, OBJECT_CHANGES } from './sql/objects';

/** What reading changes needs beside them. */
export interface Reading {
  readonly host: Host;
  readonly engine: Engine;
  readonly context: ReadContext;
  readonly changeSet: Element;
  readonly conditional?: Conditional;
  readonly direction: 'up' | 'rollback';
}

/** The statements that changes make, in order. */
export function statementsOf(reading: Reading, changes: readonly Element[]): readonly Statement[] {
  return changes.flatMap((change) => {
    const read = statementsOfChange(reading, looking(change, reading.changeSet));
    const { conditional } = reading;
    return conditional ? read.map((statement) => ({ conditional, ...statement })) : read;
  });
}

function statementsOfChange(reading: Reading, change: Element): readonly Statement[] {
  if (NO_CHANGE.has(change.name) || !isFor(textOf(change, 'dbms'), reading.engine.dialect)) return [];
  if (change.name === 'sql') return embedded(reading, change);
  if (change.name === 'sqlFile') return fromFile(reading, change);
  const maker = own(TABLE_CHANGES, change.name) ?? own(KEY_CHANGES, change.name) ?? own(OBJECT_CHANGES, change.name);
  if (!maker) return [notRead(reading, change, reasonOf(change))];
  const statements = maker(reading.engine, change).flatMap((one) => read(reading, modified(reading, one)));
  return ROUTINES.has(change.name) ? fromFileToo(reading, change, statements) : statements;
}

const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

const ROUTINES: ReadonlySet<string> = new Set([
  'createProcedure',
  'createFunction',
  'createTrigger',
  'createPackage',
  'createPackageBody',
  'createView',
]);

/** Routines and views may have their text in a file of its own. */
function fromFileToo(reading: Reading, change: Element, statements: readonly Statement[]): readonly Statement[] {
  return change.attributes.has('path') && !contentOf(change, 'selectQuery', 'procedureText', 'procedureBody')
    ? fromFile(reading, change)
    : statements;
}

function reasonOf(change: Element): string {
  if (change.name === 'customChange')
    return 'A custom change runs Java code: what it does cannot be told from the changelog.';
  if (change.name === 'executeCommand')
    return 'It runs a program outside: what it does cannot be told from the changelog.';
  if (change.name === 'dropAllForeignKeyConstraints')
    return 'It drops whichever foreign keys the table has when it runs: which they are is not in the changelog.';
  return `The change ${change.name} is not one that Liquibase documents.`;
}

function notRead({ host }: Reading, change: Element, reason: string): Statement {
  const span = host.lines.span(change.start, change.end);
  const text = host.text.slice(change.start, change.end);
  return { span, operations: [{ kind: 'opaque', span, text, reason }], confidence: 'none' };
}

/** One made statement read: its places are those of the changelog, and the change stands for it as a whole. */
function read({ host, engine }: Reading, { element, pieces }: Made): readonly Statement[] {
  const text = pieces.map((piece) => piece.text).join('');
  const span = host.lines.span(element.start, element.end);
  return embeddedSql(host, { text, pieces }, engine.dialect).statements.map((statement) => ({
    ...statement,
    span,
    operations: statement.operations.map((operation) => ({ ...operation, span })),
  }));
}

/** `modifySql` of the change set: what is appended to, put before or replaced in the SQL (docs.liquibase.com, "modifySql"). */
function modified({ changeSet, engine, direction }: Reading, made: Made): Made {
  let pieces: readonly Piece[] = made.pieces;
  for (const modify of changeSet.children.filter(({ name }) => name === 'modifySql')) {
    const isMeant = direction === 'up' || isTrue(modify, 'applyToRollback');
    if (!isMeant || !isFor(textOf(modify, 'dbms'), engine.dialect)) continue;
    for (const step of modify.children) {
      const value = step.attributes.get('value')?.text ?? step.text?.text ?? '';
      const words: Piece = { text: value, start: made.element.start, end: made.element.end };
      if (step.name === 'append') pieces = [...pieces, words];
      else if (step.name === 'prepend') pieces = [words, ...pieces];
      else if (step.name === 'replace') pieces = replaced(pieces, step);
    }
  }
  return { ...made, pieces };
}

function replaced(pieces: readonly Piece[], step: Element): readonly Piece[] {
  const [what, by] = [step.attributes.get('replace')?.text ?? '', step.attributes.get('with')?.text ?? ''];
  return what === '' ? pieces : pieces.map((piece) => ({ ...piece, text: piece.text.split(what).join(by) }));
}

/** SQL in the changelog. A delimiter of its own parts it; else the reader knows where statements end. */
function embedded({ host, engine, changeSet }: Reading, change: Element): readonly Statement[] {
  const value = contentOf(change, 'sql');
  if (!value) return [];
  const delimiter = textOf(change, 'endDelimiter') ?? textOf(changeSet, 'endDelimiter');
  const chunks = isOwn(delimiter) ? chunksOf(value.pieces, value.text, delimiter) : [value];
  return chunks.flatMap((chunk) => embeddedSql(host, chunk, engine.dialect).statements);
}

const isOwn = (delimiter: string | undefined): delimiter is string =>
  delimiter !== undefined && delimiter !== ';' && delimiter !== '\\;';

/** The delimiter as text: the usual spellings of line ends and escapes (`\n/\s*\n|\n/\s*$`) come down to the sign itself. */
function signOf(delimiter: string): string {
  return (
    delimiter
      .split('|')[0]
      ?.replace(/\\[ntrsS]\*?|\^|\$/g, '')
      .replace(/\\(.)/g, '$1')
      .trim() ?? ''
  );
}

function chunksOf(
  pieces: readonly Piece[],
  text: string,
  delimiter: string,
): readonly { readonly text: string; readonly pieces: readonly Piece[] }[] {
  const sign = signOf(delimiter);
  if (sign === '') return [{ text, pieces }];
  const alone = sign === '/' || /^go$/i.test(sign);
  const chunks: { text: string; pieces: readonly Piece[] }[] = [];
  let from = 0;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + sign.length)) {
    if (alone && text.slice(text.lastIndexOf('\n', at - 1) + 1, at).trim() !== '') continue;
    chunks.push(slice(pieces, from, at));
    from = at + sign.length;
  }
  chunks.push(slice(pieces, from, text.length));
  return chunks.filter((chunk) => chunk.text.trim() !== '');
}

function slice(pieces: readonly Piece[], from: number, to: number): { text: string; pieces: readonly Piece[] } {
  let at = 0;
  const kept = pieces.flatMap((piece): readonly Piece[] => {
    const [start, end] = [Math.max(from - at, 0), Math.min(to - at, piece.text.length)];
    at += piece.text.length;
    if (start >= end) return [];
    const verbatim = piece.text.length === piece.end - piece.start;
    const place = verbatim
      ? { start: piece.start + start, end: piece.start + end }
      : { start: piece.start, end: piece.end };
    return [{ text: piece.text.slice(start, end), ...place }];
  });
  return { text: kept.map(({ text }) => text).join(''), pieces: kept };
}

/** How far up a path of the classpath may start. */
const MOST_FOLDERS = 12;

/** The ways to a file: from the changelog's folder, or from a folder above that is on the classpath. */
export function waysTo(path: string, relative: 'relative' | 'classpath'): readonly string[] {
  const plain = path
    .replace(/^classpath\*?:/i, '')
    .replace(/^\/+/, '')
    .replaceAll('\\', '/');
  if (relative === 'relative') return [plain];
  return Array.from({ length: MOST_FOLDERS }, (_, up) => '../'.repeat(up) + plain);
}

/** The statements of an SQL file, with places in that file. */
function fromFile(reading: Reading, change: Element): readonly Statement[] {
  const { host, engine, context } = reading;
  const path = textOf(change, 'path');
  const relative = textOf(change, 'relativeToChangelogFile')?.toLowerCase() === 'true' ? 'relative' : 'classpath';
  for (const way of path === undefined ? [] : waysTo(path, relative)) {
    const text = context.neighbour?.(way);
    if (text === undefined) continue;
    return readSql(uriOf(host.uri, way), text, engine.dialect).statements;
  }
  return [notRead(reading, change, `Its file ${path ?? ''} is not in the workspace.`)];
}

/** The URI of a file beside another. */
function uriOf(uri: string, way: string): string {
  const parts = uri.split('/').slice(0, -1);
  for (const part of way.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(encodeURIComponent(part));
  }
  return parts.join('/');
}
