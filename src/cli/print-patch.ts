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
interface Block {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

/** One file's edits as a unified diff, with three lines of context. */
export function fileDiff(path: string, text: string, edits: readonly TextEdit[]): string {
  const old = linesOf(text);
  let shift = 0;
  const parts = hunksOf(blocksOf(text, old, edits)).map((blocks) => {
    const [first, last] = [blocks[0]?.from ?? 0, blocks.at(-1)?.to ?? 0];
    const [start, end] = [Math.max(0, first - CONTEXT), Math.min(old.length, last + CONTEXT)];
    const body: string[] = [];
    let at = start;
    for (const { from, to, lines } of blocks) {
      body.push(...old.slice(at, from).map((line) => ` ${line}`));
      body.push(...old.slice(from, to).map((line) => `-${line}`), ...lines.map((line) => `+${line}`));
      at = to;
    }
    body.push(...old.slice(at, end).map((line) => ` ${line}`));
    const grown = blocks.reduce((sum, { from, to, lines }) => sum + lines.length - (to - from), 0);
    const count = end - start;
    const head = `@@ -${start + 1},${count} +${start + 1 + shift},${count + grown} @@\n`;
    shift += grown;
    return head + body.map(ended).join('');
  });
  return parts.length === 0 ? '' : `--- a/${path}\n+++ b/${path}\n${parts.join('')}`;
}

/** Blocks whose context would meet are one hunk. */
function hunksOf(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const hunks: Block[][] = [];
  for (const block of blocks) {
    const last = hunks.at(-1);
    const before = last?.at(-1);
    if (last && before && before.to + 2 * CONTEXT >= block.from) last.push(block);
    else hunks.push([block]);
  }
  return hunks;
}

/** Lines with their ends, so that a carriage return and a missing last end stay what they are. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function ended(line: string): string {
  return line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`;
}

function blocksOf(text: string, old: readonly string[], edits: readonly TextEdit[]): readonly Block[] {
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
    if (last?.some(({ span }) => span.end.line >= edit.span.start.line)) last.push(edit);
    else groups.push([edit]);
  }
  return groups.map((group) => {
    const from = Math.min(...group.map(({ span }) => span.start.line));
    const to = Math.min(old.length, Math.max(...group.map(({ span }) => span.end.line)) + 1);
    const [start, end] = [starts[from] ?? text.length, starts[to] ?? text.length];
    const lines = linesOf(
      applyEdits(
        text.slice(start, end),
        group.map((edit) => movedBy(edit, start)),
      ),
    );
    return trimmed({ from, to, lines }, old);
  });
}

/** Without the lines at both ends that stay what they are. */
function trimmed({ from, to, lines }: Block, old: readonly string[]): Block {
  const most = Math.min(to - from, lines.length);
  let head = 0;
  while (head < most && old[from + head] === lines[head]) head++;
  let tail = 0;
  while (tail < most - head && old[to - 1 - tail] === lines[lines.length - 1 - tail]) tail++;
  return { from: from + head, to: to - tail, lines: lines.slice(head, lines.length - tail) };
}

function movedBy({ span, newText }: TextEdit, by: number): TextEdit {
  const move = (position: typeof span.start) => ({ ...position, offset: position.offset - by });
  return { newText, span: { uri: span.uri, start: move(span.start), end: move(span.end) } };
}
