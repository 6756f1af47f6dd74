import type { ReadFile } from '../formats';
import type { Position, ReadProblem, Script, Span, Statement } from '../model';
import type { CachedRead } from './cached-read';

/**
 * The reading of an edited text, with what the full parser refused of the text before, where the same statement still stands:
 * else an error would go at every keystroke elsewhere in the file, and come back at every pause.
 */
export function carriedOver(before: CachedRead, now: { readonly text: string; readonly plain: ReadFile }): ReadFile {
  const { plain } = now;
  const up = carry(before, before.plain.up, before.read.up, { text: now.text, script: plain.up });
  const down =
    plain.down && before.plain.down && before.read.down
      ? carry(before, before.plain.down, before.read.down, { text: now.text, script: plain.down })
      : plain.down;
  return up === plain.up && down === plain.down ? plain : { ...plain, up, ...(down ? { down } : {}) };
}

interface Now {
  readonly text: string;
  readonly script: Script;
}

function carry({ text }: CachedRead, plain: Script, verified: Script, now: Now): Script {
  const refused = verified.problems.slice(plain.problems.length);
  if (refused.length === 0) return now.script;
  const textOf = (whole: string, { start, end }: Span) => whole.slice(start.offset, end.offset);
  const found = refused.flatMap((problem): readonly ReadProblem[] => {
    const was = verified.statements.find(({ span }) => covers(span, problem.span.start.offset));
    if (!was) return [];
    const words = textOf(text, was.span);
    const same = now.script.statements.filter(({ span }) => textOf(now.text, span) === words);
    const nearest = same.sort((a, b) => distance(a, was) - distance(b, was))[0];
    return nearest ? [{ ...problem, span: moved(problem.span, was.span.start, nearest.span.start) }] : [];
  });
  return found.length === 0 ? now.script : { ...now.script, problems: [...now.script.problems, ...found] };
}

function covers({ start, end }: Span, offset: number): boolean {
  return start.offset <= offset && offset <= end.offset;
}

function distance(a: Statement, b: Statement): number {
  return Math.abs(a.span.start.offset - b.span.start.offset);
}

/** A span of a statement that stands elsewhere now; columns move only on the line on which the statement starts. */
function moved({ uri, start, end }: Span, from: Position, to: Position): Span {
  const move = ({ line, column, offset }: Position): Position => ({
    line: line + to.line - from.line,
    column: line === from.line ? column + to.column - from.column : column,
    offset: offset + to.offset - from.offset,
  });
  return { uri, start: move(start), end: move(end) };
}
