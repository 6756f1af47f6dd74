import type { Comment } from '../model';
import { type Converter, createConverter, type FrontEnd } from './convert';
import { grammarOf } from './grammars';
import type { Language } from './language';
import { coverings, frontEnds } from './languages';
import { parseTree, type SyntaxNode } from './node';
import type { CodeModule } from './syntax';

function commentOf({ start, end }: SyntaxNode, on: Converter): Comment {
  const inside = on.text
    .slice(start, end)
    .replace(/^(?:\/\*+|\/\/+|#+|=begin)/, '')
    .replace(/(?:\*+\/|=end)$/, '');
  return { span: on.lines.span(start, end), text: inside.trim() };
}

/**
 * Reads a text of a language into the common shape. Never throws: what is broken is a problem, what has no place in the shape is
 * `unknown`. The language's grammar must have been loaded (`loadLanguages`); without it the module is empty and says so.
 */
export function parseCode(language: Language, uri: string, text: string): CodeModule {
  const on = createConverter(uri, text);
  const grammar = grammarOf(language);
  if (!grammar) {
    on.problems.push({ span: on.lines.span(0, 0), message: `The grammar of ${language} is not loaded.` });
    return { language, uri, text, lines: on.lines, body: [], comments: [], problems: on.problems };
  }
  const { root, comments, errors } = parseTree(grammar, coverings[language]?.(text) ?? text);
  for (const { start, end } of errors)
    on.problems.push({ span: on.lines.span(start, end), message: 'This is not understood: is it complete?' });
  const frontEnd: FrontEnd = frontEnds[language];
  return {
    language,
    uri,
    text,
    lines: on.lines,
    body: frontEnd(root, on),
    comments: comments.map((comment) => commentOf(comment, on)),
    problems: on.problems,
  };
}
