/** Streaming markdown as DOM. Blocks that are complete are never touched again; the last one is morphed as it grows. */
import { Marked, type Token } from 'marked';
import { block } from './block';
import { morph } from './morph';

// Reference definitions would let a later line change an earlier, settled block; they stay text. `undefined`, unlike `false`, does
// not fall back to marked's own tokenizer.
const marked = new Marked({ gfm: true, tokenizer: { def: () => undefined } });

export interface MarkdownView {
  readonly element: HTMLElement;
  /** Shows the text; cheap when it only grew. */
  render(text: string): void;
}

/** A view of one markdown text. */
export function markdownView(): MarkdownView {
  const element = document.createElement('div');
  element.className = 'markdown';
  let shown = '';
  /** Characters of `shown`, and child nodes of `element`, that belong to complete blocks. */
  let settled = { characters: 0, nodes: 0 };

  const render = (source: string): void => {
    // As marked does inside: the lengths of its tokens count the text after this.
    const text = source.replace(/\r\n?/g, '\n');
    if (text === shown) return;
    if (!text.startsWith(shown)) settled = { characters: 0, nodes: 0 };
    shown = text;
    const tokens = marked.lexer(text.slice(settled.characters));
    const last = lastBlock(tokens);
    let node = settled.nodes;
    let characters = settled.characters;
    tokens.forEach((token, index) => {
      if (index === last) settled = { characters, nodes: node };
      characters += token.raw.length;
      const built = block(token);
      if (built === undefined) return;
      place(element, node, built);
      node += 1;
    });
    while (element.childNodes.length > node) element.lastChild?.remove();
  };
  return { element, render };
}

/**
 * The first block that later text may still change. That is the last one, blank lines aside (the line after them may be a list's next
 * item); and the one before it too while the last has no complete line: `3` is a paragraph after a list until it becomes `3. third`.
 */
function lastBlock(tokens: readonly Token[]): number {
  const blocks = tokens.flatMap(({ type }, index) => (type === 'space' ? [] : [index]));
  const last = blocks.at(-1) ?? 0;
  return tokens[last]?.raw.includes('\n') === true ? last : (blocks.at(-2) ?? last);
}

function place(parent: Element, index: number, built: Element): void {
  const current = parent.childNodes[index];
  if (current === undefined) parent.append(built);
  else morph(current, built);
}
