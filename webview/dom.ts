/** Builds DOM nodes: the panel never writes HTML as text. */

export type Child = Node | string | undefined;

/** Attributes by name; a function is a listener of the event after `on`. Undefined leaves the attribute out. */
export type Props = Readonly<Record<string, string | undefined | ((event: Event) => void)>>;

/** An element with attributes, listeners and children. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  assign(element, props);
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** Sets attributes and listeners. */
export function assign(element: Element, props: Props): void {
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value !== undefined) element.setAttribute(name, value);
  }
}

/** One of VS Code's own icons; decoration, so whoever uses it says the name in words too. */
export function icon(name: string, className = ''): HTMLElement {
  return h('span', { class: `codicon codicon-${name} ${className}`.trimEnd(), 'aria-hidden': 'true' });
}

/** A small square button with an icon: native, since a long transcript has hundreds of them. */
export function iconButton(name: string, label: string, onClick: (event: Event) => void): HTMLButtonElement {
  return h(
    'button',
    { type: 'button', class: 'icon-button', title: label, 'aria-label': label, onclick: onClick },
    icon(name),
  );
}

/** Sets the text if it is another one, so that a selection in it is left alone. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Shows or hides. */
export function show(element: HTMLElement, when: boolean): void {
  if (element.hidden === when) element.hidden = !when;
}

/** `1 finding`, `2 findings`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
