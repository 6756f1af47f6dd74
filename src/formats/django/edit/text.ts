import type { Expr, Placed } from '../../../code';
import type { MadeModel } from '../project';

/** A change of one file's text. */
export interface Edit extends Placed {
  readonly newText: string;
}

/** Applies edits of one file; where two overlap, the one that starts first counts. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start < at) continue;
    parts.push(text.slice(at, edit.start), edit.newText);
    at = edit.end;
  }
  return parts.join('') + text.slice(at);
}

/** A model that is edited, in the text of its file. */
export interface EditedModel extends Required<MadeModel> {
  readonly text: string;
}

/** Takes out the lines that a statement stands on. */
export function removeLines(text: string, { start, end }: Placed): Edit {
  const from = text.lastIndexOf('\n', Math.max(0, start - 1)) + 1;
  const behind = text.indexOf('\n', end);
  return { start: from, end: behind < 0 ? text.length : behind + 1, newText: '' };
}

/** The white space that a place's line begins with. */
export function indentAt(text: string, { start }: Placed): string {
  const from = text.lastIndexOf('\n', Math.max(0, start - 1)) + 1;
  return /^[ \t]*/.exec(text.slice(from, start))?.[0] ?? '';
}

/** Puts lines behind the line that a statement ends on. */
export function linesAfter(text: string, { end }: Placed, lines: readonly string[]): Edit {
  const behind = text.indexOf('\n', end);
  const at = behind < 0 ? text.length : behind - (text.charAt(behind - 1) === '\r' ? 1 : 0);
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  return { start: at, end: at, newText: lines.map((line) => lineEnd + line).join('') };
}

/** Takes an item out of a literal list, with the comma that goes with it. */
export function removeItem(text: string, items: readonly Expr[], item: Expr): Edit {
  const at = items.indexOf(item);
  const next = items[at + 1];
  const before = items[at - 1];
  if (next) return { start: item.start, end: next.start, newText: '' };
  if (before) return { start: before.end, end: item.end, newText: '' };
  const comma = /^\s*,/.exec(text.slice(item.end))?.[0].length ?? 0;
  return { start: item.start, end: item.end + comma, newText: '' };
}

/** Puts an item behind those of a literal list, in its layout: a line of its own where they have one. */
export function addItem(text: string, list: Placed, items: readonly Expr[], item: string): Edit {
  const last = items.at(-1);
  const close = list.end - 1;
  if (!last) return { start: close, end: close, newText: item };
  const hasComma = /^\s*,/.test(text.slice(last.end, close));
  const isSpread = text.slice(last.end, close).includes('\n');
  const separator = isSpread ? `,\n${indentAt(text, last)}` : ', ';
  const end = hasComma ? last.end + text.slice(last.end).indexOf(',') + 1 : last.end;
  const glue = hasComma ? separator.slice(1) : separator;
  return { start: end, end, newText: glue + item + (isSpread ? ',' : '') };
}
