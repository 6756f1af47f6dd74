/** The list of slash commands above the box: a listbox that the box's caret stays in. */
import type { SlashCommand } from '../src/protocol';
import { h, show } from './dom';
import type { TextBox } from './toolkit';

export interface Suggestions {
  readonly element: HTMLElement;
  /** Looks at the text of the box: a slash at its very beginning, and no space yet, opens the list. */
  update(commands: readonly SlashCommand[]): void;
  isOpen(): boolean;
  close(): void;
  /** Handles a key while the list is open; true when it was one for the list. */
  key(key: string): boolean;
}

/** Suggestions for a box; `pick` gets the chosen command. */
export function suggestions(box: TextBox, pick: (command: SlashCommand) => void): Suggestions {
  const element = h('ul', {
    class: 'suggestions',
    role: 'listbox',
    id: 'slash-commands',
    'aria-label': 'Commands',
    hidden: '',
  });
  let matching: readonly SlashCommand[] = [];
  let active = 0;
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
    matching = [];
    show(element, false);
    box.setSuggestions(undefined, undefined);
  };
  const choose = (command: SlashCommand | undefined) => {
    close();
    if (command !== undefined) pick(command);
  };
  const option = (command: SlashCommand, index: number) => {
    const argument = command.argument === undefined ? [] : [h('span', { class: 'argument' }, ` ${command.argument}`)];
    return h(
      'li',
      {
        role: 'option',
        id: `slash-${index}`,
        // Not click: the box would lose the focus first. And resting the mouse here does not change the pick.
        onmousedown: (event) => {
          event.preventDefault();
          choose(command);
        },
      },
      h('span', { class: 'command' }, command.name, ...argument),
      h('span', { class: 'description' }, command.description),
    );
  };
  const update = (commands: readonly SlashCommand[]) => {
    const text = box.text();
    if (text !== dismissed) dismissed = undefined;
    const typed = /^\/\S*$/.test(text) && dismissed === undefined ? text.toLowerCase() : undefined;
    matching = typed === undefined ? [] : commands.filter(({ name }) => name.startsWith(typed));
    if (matching.length === 0) return close();
    active = 0;
    element.replaceChildren(...matching.map(option));
    show(element, true);
    mark();
  };
  const key = (name: string): boolean => {
    if (matching.length === 0) return false;
    if (name === 'ArrowDown' || name === 'ArrowUp') {
      active = (active + (name === 'ArrowDown' ? 1 : -1) + matching.length) % matching.length;
      mark();
    } else if (name === 'Enter' && box.text() === matching[active]?.name) {
      // Written in full: the list has nothing to add, and Enter sends.
      close();
      return false;
    } else if (name === 'Enter' || name === 'Tab') choose(matching[active]);
    else if (name === 'Escape') {
      dismissed = box.text();
      close();
    } else return false;
    return true;
  };
  return { element, update, isOpen: () => matching.length > 0, close, key };
}
