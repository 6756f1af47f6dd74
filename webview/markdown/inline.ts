/** Inline markdown tokens as DOM nodes. HTML in the text stays text, images become links, and links go through the host. */
import type { Token, Tokens } from 'marked';
import { h } from '../dom';
import { type Citation, citationOfLink, citations } from './citation';

/** Nodes for inline tokens. Listeners are not put here: one listener at the root reads the data attributes (links.ts). */
export function inline(tokens: readonly Token[] | undefined): Node[] {
  return (tokens ?? []).flatMap((token) => nodes(token as Tokens.Generic));
}

function nodes(token: Tokens.Generic): Node[] {
  switch (token.type) {
    case 'strong':
      return [h('strong', {}, ...inline(token.tokens))];
    case 'em':
      return [h('em', {}, ...inline(token.tokens))];
    case 'del':
      return [h('del', {}, ...inline(token.tokens))];
    case 'br':
      return [h('br')];
    case 'codespan':
      return [code(plain(token))];
    case 'link':
      return link(token as Tokens.Link);
    case 'image':
      return [anchor(String(token.href), [`Image: ${plain(token) || String(token.href)}`])];
    case 'html':
      return /^<br\s*\/?>$/i.test(token.raw.trim()) ? [h('br')] : [document.createTextNode(token.raw)];
    case 'checkbox': {
      const done = token.checked === true;
      const box = h(
        'span',
        { class: 'task-box', role: 'img', 'aria-label': done ? 'done' : 'to do' },
        done ? '☑' : '☐',
      );
      return [box, document.createTextNode(' ')];
    }
    case 'escape':
      return [document.createTextNode(plain(token))];
    default:
      return token.tokens !== undefined && token.tokens.length > 0 ? inline(token.tokens) : prose(plain(token));
  }
}

const plain = (token: Tokens.Generic): string => (typeof token.text === 'string' ? token.text : token.raw);

function prose(text: string): Node[] {
  return citations(text).map((piece) =>
    piece.kind === 'text' ? document.createTextNode(piece.text) : citation(piece, [piece.text]),
  );
}

function code(text: string): HTMLElement {
  const [piece, ...rest] = citations(text);
  const element = h('code', {}, text);
  return piece?.kind === 'citation' && rest.length === 0 ? citation(piece, [element]) : element;
}

function citation(place: Citation, children: readonly (Node | string)[]): HTMLElement {
  return h(
    'a',
    {
      href: '#',
      class: 'citation',
      'data-path': place.path,
      'data-line': String(place.line),
      title: `Open ${place.path}, line ${place.line}`,
    },
    ...children,
  );
}

function link(token: Tokens.Link): Node[] {
  return [anchor(token.href, inline(token.tokens))];
}

/** Only http, https and mailto may be opened; a relative target is a place in the workspace; anything else stays words. */
function anchor(href: string, children: readonly (Node | string)[]): Node {
  const url = parsed(href);
  if (url !== undefined && /^(https?|mailto):$/.test(url.protocol)) {
    const element = h('a', { href: url.href, 'data-href': url.href, title: url.href }, ...children);
    const host = url.host || url.pathname;
    // A reader sees where a link goes before clicking it, whatever its words say.
    if (element.textContent?.includes(host) !== true) element.append(h('span', { class: 'link-host' }, ` (${host})`));
    return element;
  }
  const place = url === undefined ? citationOfLink(href) : undefined;
  return place === undefined ? h('span', { title: href }, ...children) : citation(place, children);
}

function parsed(href: string): URL | undefined {
  try {
    return new URL(href);
  } catch {
    return undefined;
  }
}
