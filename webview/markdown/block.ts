/** Block markdown tokens as DOM nodes. */
import type { Token, Tokens } from 'marked';
import { h, iconButton } from '../dom';
import { highlighted } from './highlight';
import { inline } from './inline';

/** The node of a block token; undefined for blank lines. */
export function block(token: Token): HTMLElement | undefined {
  const generic = token as Tokens.Generic;
  switch (generic.type) {
    case 'space':
    case 'def':
      return undefined;
    case 'heading':
      return heading(generic as Tokens.Heading);
    case 'code':
      return codeBlock(generic as Tokens.Code);
    case 'blockquote':
      return h('blockquote', {}, ...blocks(generic.tokens));
    case 'list':
      return list(generic as Tokens.List);
    case 'table':
      return table(generic as Tokens.Table);
    case 'hr':
      return h('hr');
    case 'html':
      return h('p', { class: 'raw' }, String(generic.raw).trimEnd());
    default:
      return h('p', { dir: 'auto' }, ...inline(generic.tokens ?? [token]));
  }
}

function blocks(tokens: readonly Token[] | undefined): HTMLElement[] {
  return (tokens ?? []).map(block).filter((node) => node !== undefined);
}

/** The turn's own heading is an h2, so the model's begin below it. */
function heading(token: Tokens.Heading): HTMLElement {
  const level = Math.min(6, token.depth + 2);
  return h(`h${level}` as 'h3', { class: `md-h${token.depth}`, dir: 'auto' }, ...inline(token.tokens));
}

function list(token: Tokens.List): HTMLElement {
  const items = token.items.map((item) => listItem(item));
  if (!token.ordered) return h('ul', { dir: 'auto' }, ...items);
  return h(
    'ol',
    { dir: 'auto', start: token.start === '' || token.start === 1 ? undefined : String(token.start) },
    ...items,
  );
}

function listItem(item: Tokens.ListItem): HTMLElement {
  const content = item.tokens.flatMap((token) => {
    // A tight item's text is not a paragraph.
    if (token.type === 'text') return inline((token as Tokens.Text).tokens ?? [token]);
    if (token.type === 'checkbox') return inline([token]);
    const node = block(token);
    return node === undefined ? [] : [node];
  });
  return h('li', { class: item.task ? 'task' : undefined }, ...content);
}

function table(token: Tokens.Table): HTMLElement {
  const cell = (tag: 'th' | 'td', { tokens }: Tokens.TableCell, column: number) => {
    const align = token.align[column];
    return h(
      tag,
      { class: align ? `align-${align}` : undefined, scope: tag === 'th' ? 'col' : undefined, dir: 'auto' },
      ...inline(tokens),
    );
  };
  // Scrolls by itself, by keyboard too: the panel never goes sideways.
  return h(
    'div',
    { class: 'table-scroll', tabindex: '0', role: 'region', 'aria-label': 'Table' },
    h(
      'table',
      {},
      h('thead', {}, h('tr', {}, ...token.header.map((one, column) => cell('th', one, column)))),
      h('tbody', {}, ...token.rows.map((row) => h('tr', {}, ...row.map((one, column) => cell('td', one, column))))),
    ),
  );
}

function codeBlock(token: Tokens.Code): HTMLElement {
  const language = (token.lang ?? '').trim().split(/\s/)[0] ?? '';
  const copy = iconButton('copy', 'Copy code', () => undefined);
  copy.dataset.act = 'copy-code';
  const open = iconButton('go-to-file', 'Open as a new file', () => undefined);
  open.dataset.act = 'open-code';
  return h(
    'figure',
    { class: 'code', 'data-language': language },
    h('figcaption', {}, h('span', { class: 'language' }, language === '' ? 'text' : language), open, copy),
    h(
      'pre',
      { tabindex: '0', role: 'region', 'aria-label': language === '' ? 'Code' : `Code, ${language}` },
      h('code', {}, ...highlighted(token.text, language)),
    ),
  );
}
