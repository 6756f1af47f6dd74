/** How a project writes its scripts: what a new one imitates. */
export interface ScriptStyle {
  readonly ending: string;
  readonly language: 'typescript' | 'javascript';
  readonly modules: 'module' | 'commonjs';
  readonly quote: "'" | '"';
  readonly indent: string;
  readonly semicolon: ';' | '';
}

/** The style of a file; without one, of a new JavaScript project. */
export function styleOf(file: { readonly path: string; readonly text: string } | undefined): ScriptStyle {
  const ending = /\.([cm]?[jt]s)$/.exec(file?.path ?? '')?.[1] ?? 'js';
  const text = file?.text ?? '';
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const count = (character: string) => text.split(character).length;
  const indent = lines.map((line) => /^(?: {2,8}|\t)(?=\S)/.exec(line)?.[0]).find((found) => found !== undefined);
  const ended = lines.filter((line) => /;\s*$/.test(line)).length;
  return {
    ending,
    language: ending.endsWith('ts') ? 'typescript' : 'javascript',
    modules: /^\s*(?:module\.)?exports\b/m.test(text) || (text === '' && ending !== 'mjs') ? 'commonjs' : 'module',
    quote: count('"') > count("'") ? '"' : "'",
    indent: indent ?? '  ',
    semicolon: lines.length > 0 && ended * 5 < lines.length ? '' : ';',
  };
}

/** A text as a template literal over several lines, or in the project's quotes when it fits one. */
export function scriptText(text: string, { quote }: Pick<ScriptStyle, 'quote'>): string {
  if (!/[\n\\`'"]/.test(text)) return `${quote}${text}${quote}`;
  return `\`${text.replace(/[\\`]|\$\{/g, '\\$&')}\``;
}

/** Lines one level further in. */
export function indented(lines: readonly string[], indent: string): string {
  return lines.map((line) => `${indent}${line}\n`).join('');
}
