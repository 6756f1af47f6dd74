import type { Range } from '../psl';
import type { Model, PrismaSchema } from '../schema';

/** A change of one file's text. */
export interface Edit extends Range {
  readonly uri: string;
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

/** Takes out the lines that a member or block stands on, with the line end behind them. */
export function removeLines(model: { readonly file: Model['file'] }, range: Range): Edit {
  const { text } = model.file;
  const start = text.lastIndexOf('\n', Math.max(0, range.start - 1)) + 1;
  const behind = text.indexOf('\n', range.end);
  return { uri: model.file.uri, start, end: behind < 0 ? text.length : behind + 1, newText: '' };
}

export function replace(model: { readonly file: Model['file'] }, range: Range, newText: string): Edit {
  return { uri: model.file.uri, start: range.start, end: range.end, newText };
}

/** Puts a line behind the line of `range`. */
export function lineAfter(model: { readonly file: Model['file'] }, range: Range, line: string): Edit {
  const { text } = model.file;
  const behind = text.indexOf('\n', range.end);
  const end = behind < 0 ? text.length : text.charAt(behind - 1) === '\r' ? behind - 1 : behind;
  return { uri: model.file.uri, start: end, end, newText: lineEnd(text) + line };
}

export function lineEnd(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** How far the members of a block are indented. */
export function indentOf(model: Model): string {
  const first = model.block.members[0];
  if (!first) return '  ';
  const { text } = model.file;
  return text.slice(text.lastIndexOf('\n', first.start - 1) + 1, first.start);
}

/** Puts a block attribute behind the last one, or behind an empty line at the block's end. */
export function blockAttribute(model: Model, text: string): Edit {
  const attributes = model.block.members.filter((member) => member.kind === 'attribute');
  const last = attributes.at(-1) ?? model.block.members.at(-1);
  const line = indentOf(model) + text;
  if (!last) return { uri: model.file.uri, start: model.block.end - 1, end: model.block.end - 1, newText: `${line}\n` };
  return lineAfter(model, last, attributes.length > 0 ? line : lineEnd(model.file.text) + line);
}

/** The model of a table; PostgreSQL's default schema may be written or not. */
export function modelOfTable(schema: PrismaSchema, name: string, inSchema: string | undefined): Model | undefined {
  const own = (one: string | undefined) => one ?? (schema.dialect === 'postgresql' ? 'public' : undefined);
  return [...schema.models.values()].find((model) => model.table.text === name && own(model.schema) === own(inSchema));
}
