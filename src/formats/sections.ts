/** Markers that split one SQL file into the way up and the way back, and what they say of transactions. */

export interface Sections {
  /** The tool whose markers they are. */
  readonly tool: 'goose' | 'dbmate' | 'node-pg-migrate' | 'sql-migrate' | 'tern' | 'sqlx' | 'none';
  /** The text with everything outside the way up blanked, same length and lines. */
  readonly up: string;
  /** The same for the way back; absent when the file has none. */
  readonly down?: string;
  readonly noTransaction: 'up' | 'down' | 'both' | 'neither';
}

type Direction = 'up' | 'down';
interface Mark {
  readonly direction: Direction;
  /** Where the section starts. */
  readonly at: number;
  readonly noTransaction: boolean;
}

interface Convention {
  readonly tool: Sections['tool'];
  readonly pattern: RegExp;
  direction(match: RegExpExecArray): Direction;
  /** The section's own line opts out. */
  readonly optOut?: RegExp;
  /** A line anywhere opts the whole file out. */
  readonly fileOptOut?: RegExp;
}

const word = (match: RegExpExecArray): Direction => (match[1]?.toLowerCase() === 'down' ? 'down' : 'up');

const CONVENTIONS: readonly Convention[] = [
  // goose: "-- +goose Up", "-- +goose NO TRANSACTION" (pressly.github.io/goose, SQL Migrations annotations).
  {
    tool: 'goose',
    pattern: /^[ \t]*--[ \t]*\+goose[ \t]+(up|down)\b.*$/gim,
    direction: word,
    fileOptOut: /^[ \t]*--[ \t]*\+goose[ \t]+no[ \t]+transaction\b/im,
  },
  // dbmate: "-- migrate:up transaction:false" (github.com/amacneil/dbmate, Migration Options).
  {
    tool: 'dbmate',
    pattern: /^[ \t]*--[ \t]*migrate:(up|down)\b.*$/gim,
    direction: word,
    optOut: /transaction:\s*false/i,
  },
  // node-pg-migrate: "-- Up Migration", "-- Down Migration" (salsita.github.io/node-pg-migrate, CLI; sqlMigration.ts).
  {
    tool: 'node-pg-migrate',
    pattern: /^[ \t]*--[ \t-]*(up|down)[ \t]+migration\b.*$/gim,
    direction: word,
  },
  // sql-migrate: "-- +migrate Up notransaction" (github.com/rubenv/sql-migrate, Writing migrations).
  {
    tool: 'sql-migrate',
    pattern: /^[ \t]*--[ \t]*\+migrate[ \t]+(up|down)\b.*$/gim,
    direction: word,
    optOut: /notransaction/i,
  },
  // tern: "---- create above / drop below ----"; "---- tern: disable-tx ----" (github.com/jackc/tern, Migrations).
  {
    tool: 'tern',
    pattern: /^[ \t]*-{4}[ \t]*create above \/ drop below[ \t]*-{4}.*$/gim,
    direction: () => 'down',
    fileOptOut: /^[ \t]*-{4}[ \t]*tern:[ \t]*disable-tx[ \t]*-{4}/im,
  },
];

/** Keeps line ends and blanks the rest, so that every offset stays true. */
export function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

function keepOnly(text: string, ranges: readonly (readonly [number, number])[]): string {
  let kept = '';
  let at = 0;
  for (const [start, end] of ranges) {
    kept += blank(text.slice(at, start)) + text.slice(start, end);
    at = end;
  }
  return kept + blank(text.slice(at));
}

function marks(text: string, convention: Convention): readonly Mark[] {
  return [...text.matchAll(convention.pattern)].map((match) => ({
    direction: convention.direction(match as RegExpExecArray),
    at: match.index,
    noTransaction: convention.optOut?.test(match[0]) ?? false,
  }));
}

function rangesOf(found: readonly Mark[], direction: Direction, end: number): readonly (readonly [number, number])[] {
  return found.flatMap((mark, i) =>
    mark.direction === direction ? [[mark.at, found[i + 1]?.at ?? end] as const] : [],
  );
}

function optsOut(text: string, convention: Convention, found: readonly Mark[]): Sections['noTransaction'] {
  if (convention.fileOptOut?.test(text)) return 'both';
  const up = found.some((mark) => mark.direction === 'up' && mark.noTransaction);
  const down = found.some((mark) => mark.direction === 'down' && mark.noTransaction);
  return up && down ? 'both' : up ? 'up' : down ? 'down' : 'neither';
}

/** Splits a file at its tool's markers, or at those of the one tool that it is known to be of; without any, the whole text is the way up. */
export function sections(text: string, only?: Sections['tool']): Sections {
  for (const convention of CONVENTIONS) {
    if (only !== undefined && convention.tool !== only) continue;
    const found = marks(text, convention);
    if (found.length === 0) continue;
    // What stands before tern's only marker is the way up; before the first marker of the others lies only a preface.
    const all =
      convention.tool === 'tern' ? [{ direction: 'up', at: 0, noTransaction: false } as const, ...found] : found;
    const down = rangesOf(all, 'down', text.length);
    return {
      tool: convention.tool,
      up: keepOnly(text, rangesOf(all, 'up', text.length)),
      ...(down.length > 0 ? { down: keepOnly(text, down) } : {}),
      noTransaction: optsOut(text, convention, found),
    };
  }
  if (only !== undefined) return { tool: only, up: text, noTransaction: 'neither' };
  // sqlx: a first line "-- no-transaction" opts out (sqlx 0.8, CHANGELOG "no-transaction").
  if (/^\s*--[ \t]*no-transaction\b/.test(text)) return { tool: 'sqlx', up: text, noTransaction: 'both' };
  return { tool: 'none', up: text, noTransaction: 'neither' };
}
