/** The list above the box, of commands or of things to mention: a listbox that the box's caret stays in. */
import { h, icon, show } from './dom';
import type { TextBox } from './toolkit';

export interface Suggestion {
  readonly id: string;
  /** What is typed in full when nothing is left to complete. */
  readonly label: string;
  /** What may follow it, as a hint. */
  readonly argument?: string;
  readonly description: string;
  readonly glyph?: string;
}

export interface Suggestions {
  readonly element: HTMLElement;
  /** Shows these for what was typed, or closes when there are none. */
  offer(name: string, typed: string, items: readonly Suggestion[]): void;
  isOpen(): boolean;
  close(): void;
  /** Handles a key while the list is open; true when it was one for the list. */
  key(key: string): boolean;
}

/** Suggestions for a box; `pick` gets the chosen one. */
export function suggestions(box: TextBox, pick: (one: Suggestion) => void): Suggestions {
  const element = h('ul', { class: 'suggestions', role: 'listbox', id: 'suggestions', hidden: '' });
  let items: readonly Suggestion[] = [];
  let active = 0;
  let typed = '';
  /** The text for which Escape closed the list: it stays closed until the text changes. */
  let dismissed: string | undefined;

  const mark = () => {
    [...element.children].forEach((child, index) => {
      child.setAttribute('aria-selected', String(index === active));
      if (index === active) child.scrollIntoView({ block: 'nearest' });
    });
    const option = element.children[active];
    box.setSuggestions(element, option instanceof HTMLElement ? option : undefined);
  };
  const close = () => {
    items = [];
    show(element, false);
    box.setSuggestions(undefined, undefined);
  };
  const choose = (one: Suggestion | undefined) => {
    close();
    if (one !== undefined) pick(one);
  };
  const option = (one: Suggestion, index: number) => {
    const argument = one.argument === undefined ? [] : [h('span', { class: 'argument' }, ` ${one.argument}`)];
    const glyph = one.glyph === undefined ? [] : [icon(one.glyph)];
    return h(
      'li',
      {
        role: 'option',
        id: `suggestion-${index}`,
        // Not click: the box would lose the focus first. And resting the mouse here does not change the pick.
        onmousedown: (event) => {
          event.preventDefault();
          choose(one);
        },
      },
      h('span', { class: 'command' }, ...glyph, one.label, ...argument),
      h('span', { class: 'description' }, one.description),
    );
  };
  const offer = (name: string, text: string, offered: readonly Suggestion[]) => {
    if (text !== dismissed) dismissed = undefined;
    if (dismissed !== undefined || offered.length === 0) return close();
    items = offered;
    typed = text;
    active = 0;
    element.setAttribute('aria-label', name);
    element.replaceChildren(...items.map(option));
    show(element, true);
    mark();
  };
  const key = (name: string): boolean => {
    if (items.length === 0) return false;
    if (name === 'ArrowDown' || name === 'ArrowUp') {
      active = (active + (name === 'ArrowDown' ? 1 : -1) + items.length) % items.length;
      mark();
    } else if (name === 'Enter' && typed === items[active]?.label) {
      // Written in full: the list has nothing to add, and Enter sends.
      close();
      return false;
    } else if (name === 'Enter' || name === 'Tab') choose(items[active]);
    else if (name === 'Escape') {
      dismissed = typed;
      close();
    } else return false;
    return true;
  };
  return { element, offer, isOpen: () => items.length > 0, close, key };
}
