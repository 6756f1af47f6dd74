/** The chats of this workspace: search, open, rename, delete. */
import type { HistoryEntry, PanelState } from '../src/protocol';
import { h, icon, iconButton, plural, show } from './dom';
import type { Post } from './post';
import { button, textField } from './toolkit';

export interface History {
  readonly element: HTMLElement;
  update(state: PanelState): void;
  toggle(): void;
  isOpen(): boolean;
  close(): void;
}

/** The list over the transcript; `closed` is told when it goes, to put the focus somewhere. */
export function history(post: Post, closed: () => void): History {
  const list = h('ul', { class: 'history-list' });
  const empty = h('p', { class: 'hint', hidden: '' }, 'No chat has these words.');
  const search = textField('Search chats', 'Search chats', () => render());
  const element = h(
    'section',
    { class: 'history', 'aria-label': 'Chat history', hidden: '' },
    h(
      'header',
      {},
      h('h2', {}, 'Chats'),
      button({ label: 'New Chat', look: 'secondary', icon: 'add', onClick: () => leave({ kind: 'newChat' }) }),
      iconButton('close', 'Close history (Escape)', () => close()),
    ),
    search.element,
    list,
    empty,
  );
  let entries: readonly HistoryEntry[] = [];
  let open = '';
  let renaming: string | undefined;

  const leave = (message: Parameters<Post>[0]) => {
    post(message);
    close();
  };
  const close = () => {
    show(element, false);
    renaming = undefined;
    closed();
  };
  const render = () => {
    const words = search.text().toLowerCase().trim();
    const found = entries.filter(({ title }) => title.toLowerCase().includes(words));
    list.replaceChildren(...found.map((entry) => (entry.id === renaming ? renameRow(entry) : row(entry))));
    show(empty, found.length === 0);
  };
  const row = (entry: HistoryEntry) => {
    const pick = h(
      'button',
      {
        type: 'button',
        class: 'history-open',
        'aria-current': entry.id === open ? 'true' : undefined,
        onclick: () => leave({ kind: 'openChat', chat: entry.id }),
      },
      h('span', { class: 'history-title' }, entry.title),
      h('span', { class: 'history-when' }, `${when(entry.at)} · ${plural(entry.turns, 'message')}`),
    );
    const rename = iconButton('edit', `Rename ${entry.title}`, () => {
      renaming = entry.id;
      render();
    });
    const remove = iconButton('trash', `Delete ${entry.title}`, () => post({ kind: 'deleteChat', chat: entry.id }));
    return h('li', { class: 'history-row' }, pick, rename, remove);
  };
  const renameRow = (entry: HistoryEntry) => {
    const field = textField('New title', '', () => undefined);
    const done = (title: string) => {
      renaming = undefined;
      if (title !== '' && title !== entry.title) post({ kind: 'renameChat', chat: entry.id, title });
      render();
    };
    field.setText(entry.title);
    field.element.addEventListener('keydown', (event) => {
      if (event.isComposing || event.keyCode === 229) return;
      if (event.key !== 'Enter' && event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      done(event.key === 'Enter' ? field.text().trim() : '');
    });
    requestAnimationFrame(() => field.focus());
    return h(
      'li',
      { class: 'history-row' },
      icon('comment-discussion'),
      field.element,
      iconButton('check', 'Rename', () => done(field.text().trim())),
    );
  };
  const update = (state: PanelState) => {
    const key = (list: readonly HistoryEntry[], id: string) => JSON.stringify([list, id]);
    if (key(entries, open) === key(state.history, state.chat.id)) return;
    entries = state.history;
    open = state.chat.id;
    if (renaming === undefined) render();
  };
  const toggle = () => {
    if (!element.hidden) return close();
    show(element, true);
    search.setText('');
    render();
    requestAnimationFrame(() => search.focus());
  };
  return { element, update, toggle, isOpen: () => !element.hidden, close };
}

/** `14:05` today, `3 Nov` this year, else with the year. */
function when(at: string): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return '';
  const now = new Date();
  if (date.toDateString() === now.toDateString())
    return date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  const year = date.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return date.toLocaleDateString([], { day: 'numeric', month: 'short', year });
}
