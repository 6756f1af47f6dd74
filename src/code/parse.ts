import type { Comment } from '../model';
import { type Converter, createConverter, type FrontEnd, reportErrors } from './convert';
import { grammarOf } from './grammars';
import type { Language } from './language';
import { coverings, frontEnds } from './languages';
import { parseTree, type SyntaxNode } from './node';
import type { CodeModule } from './syntax';

/** Comments of every grammar. */
const COMMENTS: ReadonlySet<string> = new Set(['comment', 'line_comment', 'block_comment']);

function commentsIn(node: SyntaxNode, on: Converter, into: Comment[]): void {
  if (COMMENTS.has(node.type)) {
    const text = on.text.slice(node.start, node.end);
    const inside = text.replace(/^(?:\/\*+|\/\/+|#+|=begin)/, '').replace(/(?:\*+\/|=end)$/, '');
    into.push({ span: on.lines.span(node.start, node.end), text: inside.trim() });
    return;
  }
  for (const child of node.children) commentsIn(child, on, into);
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
  const root = parseTree(grammar, coverings[language]?.(text) ?? text);
  const frontEnd: FrontEnd = frontEnds[language];
  const comments: Comment[] = [];
  commentsIn(root, on, comments);
  reportErrors(root, on);
  return { language, uri, text, lines: on.lines, body: frontEnd(root, on), comments, problems: on.problems };
}
