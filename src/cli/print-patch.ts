import type { Finding, Fix, TextEdit } from '../model';
import { applyEdits } from '../review';
import type { Report } from './report';

/**
 * The safe fixes of all findings as one unified diff: `database-architect review . --format patch | git apply`. Nothing is written:
 * what changes files is the reader's own command.
 */
export function printPatch({ findings, fileOf, textOf }: Report): string {
  const byFile = new Map<string, TextEdit[]>();
  for (const finding of findings) {
    const fix = safeFix(finding);
    if (!fix || touches(fix.edits, byFile)) continue;
    for (const edit of fix.edits) byFile.set(edit.span.uri, [...(byFile.get(edit.span.uri) ?? []), edit]);
  }
  return [...byFile]
    .map(([uri, edits]) => {
      const text = textOf(uri);
      return text === undefined ? '' : fileDiff(fileOf(uri), text, edits);
    })
    .join('');
}

function safeFix({ fixes }: Finding): Extract<Fix, { readonly kind: 'safe' | 'thoughtful' }> | undefined {
  for (const fix of fixes) if (fix.kind === 'safe') return fix;
  return undefined;
}

/** An edit at a place that another fix changes must wait for the next run. */
function touches(edits: readonly TextEdit[], taken: ReadonlyMap<string, readonly TextEdit[]>): boolean {
  return edits.some(({ span }) =>
    taken
      .get(span.uri)
      ?.some((other) => other.span.start.offset <= span.end.offset && span.start.offset <= other.span.end.offset),
  );
}

const CONTEXT = 3;

/** Lines of the old text that are replaced, and the lines that come for them. */
interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

/** One file's edits as a unified diff, with three lines of context. */
export function fileDiff(path: string, text: string, edits: readonly TextEdit[]): string {
  const old = linesOf(text);
  const hunks = hunksOf(text, old, edits);
  let shift = 0;
  const parts = hunks.map(({ from, to, lines }) => {
    const [first, last] = [Math.max(0, from - CONTEXT), Math.min(old.length, to + CONTEXT)];
    const body = [
      ...old.slice(first, from).map((line) => ` ${line}`),
      ...old.slice(from, to).map((line) => `-${line}`),
      ...lines.map((line) => `+${line}`),
      ...old.slice(to, last).map((line) => ` ${line}`),
    ];
    const count = last - first;
    const fresh = count - (to - from) + lines.length;
    const head = `@@ -${first + 1},${count} +${first + 1 + shift},${fresh} @@\n`;
    shift += lines.length - (to - from);
    return head + body.map(ended).join('');
  });
  return parts.length === 0 ? '' : `--- a/${path}\n+++ b/${path}\n${parts.join('')}`;
}

/** Lines with their ends, so that a carriage return and a missing last end stay what they are. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function ended(line: string): string {
  return line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`;
}

function hunksOf(text: string, old: readonly string[], edits: readonly TextEdit[]): readonly Hunk[] {
  const sorted = [...edits].sort((a, b) => a.span.start.offset - b.span.start.offset);
  const starts: number[] = [];
  let offset = 0;
  for (const line of old) {
    starts.push(offset);
    offset += line.length;
  }
  const groups: TextEdit[][] = [];
  for (const edit of sorted) {
    const last = groups.at(-1);
    // Hunks whose context would meet are one.
    if (last?.some(({ span }) => span.end.line + 2 * CONTEXT >= edit.span.start.line)) last.push(edit);
    else groups.push([edit]);
  }
  return groups.map((group): Hunk => {
    const from = Math.min(...group.map(({ span }) => span.start.line));
    const to = Math.min(old.length, Math.max(...group.map(({ span }) => span.end.line)) + 1);
    const [start, end] = [starts[from] ?? text.length, starts[to] ?? text.length];
    const moved = group.map((edit) => movedBy(edit, start));
    return { from, to, lines: linesOf(applyEdits(text.slice(start, end), moved)) };
  });
}

function movedBy({ span, newText }: TextEdit, by: number): TextEdit {
  const move = (position: typeof span.start) => ({ ...position, offset: position.offset - by });
  return { newText, span: { uri: span.uri, start: move(span.start), end: move(span.end) } };
}
