import type { Call, ClassDef, CodeModule, Stmt } from '../../code';
import type { TextEdit } from '../../model';
import { around } from './host';

/** Places in programs where a fix puts a line. */

/** The class in which an offset lies. */
export function classAt(module: CodeModule, offset: number): ClassDef | undefined {
  return around(module, offset, offset).findLast((node): node is ClassDef => node.kind === 'class');
}

/** Lines put before a statement, at its indentation, with an empty line between unless told. */
export function before({ text, lines }: CodeModule, stmt: Pick<Stmt, 'start'>, added: string, gap = '\n'): TextEdit {
  const lineStart = text.lastIndexOf('\n', stmt.start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, stmt.start))?.[0] ?? '';
  // Before `export` and the like, which stand before what is declared.
  const at = lineStart + indent.length;
  const newText = `${added.replaceAll('\n', `\n${indent}`)}\n${gap}${indent}`;
  return { span: lines.span(at, at), newText };
}

/** A member put before a class's first. */
export function firstMember(module: CodeModule, offset: number, added: string): TextEdit | undefined {
  const first = classAt(module, offset)?.body[0];
  return first && before(module, first, added);
}

/** Behind the last argument of a call. */
export function behindArguments(call: Call): number | undefined {
  return call.args.at(-1)?.end;
}

/** An option of a call whose last argument may be an object of options: `{ concurrently: true }`. */
export function objectOption(
  call: Call,
  name: string,
  value: string,
): { readonly at: number; readonly text: string } | undefined {
  const last = call.args.at(-1)?.value;
  if (!last) return undefined;
  if (last.kind !== 'map') return { at: last.end, text: `, { ${name}: ${value} }` };
  const entry = last.entries.at(-1);
  return entry ? { at: entry.end, text: `, ${name}: ${value}` } : undefined;
}
