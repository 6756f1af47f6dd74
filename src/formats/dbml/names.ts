import type { Ident, LineIndex, QualifiedName } from '../../model';
import type { Token } from './scan';

/** A name as written: `users`, `"order"`, `core.users`. */
export interface WrittenName {
  readonly parts: readonly Ident[];
  /** How many tokens it takes. */
  readonly length: number;
}

export function identOf(token: Token, lines: LineIndex): Ident {
  const { value } = token;
  return value
    ? { name: value.text, span: lines.span(value.start, value.end) }
    : { name: token.text, span: lines.span(token.start, token.end) };
}

/** The name that starts with a token; undefined where none does. */
export function nameAt(tokens: readonly Token[], from: number, lines: LineIndex): WrittenName | undefined {
  const parts: Ident[] = [];
  let at = from;
  for (;;) {
    const token = tokens[at];
    if (!token || (token.kind !== 'word' && token.kind !== 'string')) break;
    parts.push(identOf(token, lines));
    at++;
    if (tokens[at]?.text !== '.') break;
    at++;
  }
  return parts.length > 0 ? { parts, length: at - from } : undefined;
}

export function qualifiedOf(parts: readonly Ident[]): QualifiedName | undefined {
  const last = parts.at(-1);
  const schema = parts.at(-2);
  return last && { ...last, ...(schema ? { schema: schema.name } : {}) };
}
