/**
 * The components of @vscode/webview-ui-toolkit as this panel uses them. The toolkit is archived, so this is the only module that
 * imports it: to replace it, replace this file.
 */
import {
  type Badge,
  type Button,
  type Dropdown,
  type Option,
  type ProgressRing,
  provideVSCodeDesignSystem,
  type TextArea,
  type TextField,
  vsCodeBadge,
  vsCodeButton,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeProgressRing,
  vsCodeTextArea,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { assign, icon } from './dom';

provideVSCodeDesignSystem().register(
  vsCodeBadge(),
  vsCodeButton(),
  vsCodeDropdown(),
  vsCodeOption(),
  vsCodeProgressRing(),
  vsCodeTextArea(),
  vsCodeTextField(),
);

export interface ButtonOptions {
  readonly label: string;
  readonly look: 'primary' | 'secondary' | 'icon';
  readonly icon?: string;
  readonly title?: string;
  readonly onClick: () => void;
}

/** A push button; with look `icon` the label is its accessible name and tooltip. */
export function button(options: ButtonOptions): HTMLElement {
  const element = document.createElement('vscode-button') as Button;
  assign(element, { appearance: options.look, title: options.title, onclick: options.onClick });
  if (options.look === 'icon') {
    assign(element, { 'aria-label': options.label, title: options.title ?? options.label });
    element.append(icon(options.icon ?? 'circle'));
    return element;
  }
  if (options.icon !== undefined) {
    const start = icon(options.icon);
    start.slot = 'start';
    element.append(start);
  }
  element.append(options.label);
  return element;
}

/** Enables or disables a button. */
export function setEnabled(element: HTMLElement, enabled: boolean): void {
  (element as Button).disabled = !enabled;
}

/** A short word in a pill, such as the state of a proposal. */
export function badge(text: string, className: string): HTMLElement {
  const element = document.createElement('vscode-badge') as Badge;
  element.className = className;
  element.textContent = text;
  return element;
}

/** Turns while something is going on; stands still for who asked for less motion. */
export function progressRing(): HTMLElement {
  if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return icon('loading', 'still-ring');
  const element = document.createElement('vscode-progress-ring') as ProgressRing;
  // The words beside it say what goes on.
  assign(element, { 'aria-hidden': 'true' });
  return element;
}

/** When they are connected, the toolkit's fields call themselves "Text field" and "Text area": the name is put back. */
function keepName(element: HTMLElement, name: string): void {
  const put = () => {
    if (element.getAttribute('aria-label') !== name) element.setAttribute('aria-label', name);
  };
  put();
  new MutationObserver(put).observe(element, { attributeFilter: ['aria-label'] });
}

export interface TextBox {
  readonly element: HTMLElement;
  text(): string;
  setText(text: string): void;
  focus(): void;
  /** Where the caret is, in UTF-16 units. */
  caret(): number;
  setCaret(at: number): void;
  /** Says which suggestion is picked while a list is open below or above the box. */
  setSuggestions(list: HTMLElement | undefined, active: HTMLElement | undefined): void;
}

export interface TextBoxOptions {
  readonly label: string;
  readonly placeholder: string;
  readonly onInput: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** A box of several lines that grows with its text (CSS `field-sizing` on the inner control). */
export function textBox(options: TextBoxOptions): TextBox {
  const element = document.createElement('vscode-text-area') as TextArea;
  assign(element, { placeholder: options.placeholder, resize: 'none', rows: '1' });
  keepName(element, options.label);
  element.addEventListener('input', options.onInput);
  element.addEventListener('keydown', options.onKeyDown);
  // FAST makes the inner control when the element is connected.
  const control = () => element.control as HTMLTextAreaElement | undefined;
  return {
    element,
    text: () => control()?.value ?? element.value,
    setText: (text) => {
      element.value = text;
      // FAST tells the inner control with its next update; a key that is pressed before would be added to the old text.
      const inner = control();
      if (inner !== undefined) inner.value = text;
    },
    focus: () => (control() ?? element).focus(),
    caret: () => control()?.selectionStart ?? 0,
    setCaret: (at) => control()?.setSelectionRange(at, at),
    setSuggestions: (list, active) => {
      const inner = control();
      if (inner === undefined) return;
      // A box of several lines may not be a combobox (ARIA in HTML); as a textbox it may still point at the active suggestion.
      inner.setAttribute('aria-autocomplete', 'list');
      linkSuggestions(inner, list, active);
    },
  };
}

interface ReflectedRelations {
  ariaControlsElements?: readonly Element[] | null;
  ariaActiveDescendantElement?: Element | null;
}

/** An IDREF cannot leave the toolkit's shadow root; element reflection can (Chromium 135, VS Code 1.101 and later). */
function linkSuggestions(inner: HTMLElement, list: HTMLElement | undefined, active: HTMLElement | undefined): void {
  const relations = inner as unknown as ReflectedRelations;
  relations.ariaControlsElements = list === undefined ? null : [list];
  relations.ariaActiveDescendantElement = active ?? null;
}

export interface Field {
  readonly element: HTMLElement;
  text(): string;
  setText(text: string): void;
  focus(): void;
}

/** A box of one line. */
export function textField(label: string, placeholder: string, onInput: () => void): Field {
  const element = document.createElement('vscode-text-field') as TextField;
  assign(element, { placeholder, oninput: onInput });
  keepName(element, label);
  return {
    element,
    text: () => element.value,
    setText: (text) => {
      element.value = text;
    },
    focus: () => ((element.control as HTMLInputElement | undefined) ?? element).focus(),
  };
}

export interface Choice {
  readonly id: string;
  readonly name: string;
}

export interface Picker {
  readonly element: HTMLElement;
  set(choices: readonly Choice[], chosen: string): void;
  focus(): void;
}

/** A dropdown that opens upwards. */
export function picker(label: string, onChoose: (id: string) => void): Picker {
  const element = document.createElement('vscode-dropdown') as Dropdown;
  // The toolkit's dropdown takes its name from aria-label alone, not from a <label for>.
  assign(element, { 'aria-label': label, title: label, position: 'above' });
  let shown = '';
  let current = '';
  element.addEventListener('change', () => {
    if (element.value === current) return;
    current = element.value;
    onChoose(current);
  });
  return {
    element,
    set: (choices, chosen) => {
      const key = JSON.stringify([choices, chosen]);
      if (key === shown) return;
      shown = key;
      current = chosen;
      element.replaceChildren(...choices.map((choice) => option(choice, chosen)));
      // FAST takes the new options in with its next update, and forgets a choice made before it.
      requestAnimationFrame(() => {
        element.value = current;
      });
    },
    focus: () => element.focus(),
  };
}

function option(choice: Choice, chosen: string): HTMLElement {
  const element = document.createElement('vscode-option') as Option;
  assign(element, { value: choice.id, selected: choice.id === chosen ? '' : undefined });
  element.textContent = choice.name;
  return element;
}
