import type { Finding, Span } from '../../model';
import { standingsAt } from '../history';
import type { IndexView } from '../index-view';
import type { SuppressArgument } from '../requests';

/** How the language of a file begins a comment that ends with the line. */
function commentStart(uri: string): string {
  return /\.prisma$/i.test(uri) ? '//' : '--';
}

/** The statement that a finding is about: the comment goes above its first line. */
function statementOf(index: IndexView, finding: Finding): Span {
  const { uri, start } = finding.span;
  for (const layer of index.layersOf(uri)) {
    for (const { script } of standingsAt(layer, uri)) {
      const found = script.statements.find(
        ({ span }) => span.start.offset <= start.offset && start.offset < span.end.offset,
      );
      if (found) return found.span;
    }
  }
  return finding.span;
}

/** Where `architect-ignore` goes for a finding; undefined when its text is not at hand. */
export function suppression(index: IndexView, finding: Finding): SuppressArgument | undefined {
  const { uri } = finding.span;
  const text = index.text(uri);
  if (text === undefined) return undefined;
  const { line } = statementOf(index, finding).start;
  const indent = /^[ \t]*/.exec(text.split(/\r\n|\r|\n/)[line] ?? '')?.[0] ?? '';
  return { uri, rule: finding.rule, line, indent, commentStart: commentStart(uri) };
}
