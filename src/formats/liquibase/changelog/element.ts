import type { LineIndex, ReadProblem } from '../../../model';

/** A stretch of the file that stands for a stretch of a value, letter for letter where both are as long. */
export interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A value of a changelog and where it is written, inside its quotes. */
export interface Value {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** In order; together they are the text. */
  readonly pieces: readonly Piece[];
}

/** What XML, YAML and JSON changelogs have in common: named things with named values and things inside. */
export interface Element {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly attributes: ReadonlyMap<string, Value>;
  readonly children: readonly Element[];
  /** Text between the tags; in YAML and JSON it is an attribute. */
  readonly text?: Value;
}

/** A changelog as its language has it. */
export interface Tree {
  readonly root: Element | undefined;
  readonly problems: readonly ReadProblem[];
  readonly comments: readonly { readonly start: number; readonly end: number; readonly text: string }[];
}

/** A changelog's file. */
export interface Host {
  readonly uri: string;
  readonly text: string;
  readonly lines: LineIndex;
}

export function plainValue(text: string, start: number, end: number): Value {
  return { text, start, end, pieces: [{ text, start, end }] };
}

/** The text of an attribute, trimmed; undefined when it is absent or empty. */
export function textOf(element: Element, name: string): string | undefined {
  const text = element.attributes.get(name)?.text.trim();
  return text === '' ? undefined : text;
}

export function isTrue(element: Element | undefined, name: string): boolean {
  return element !== undefined && textOf(element, name)?.toLowerCase() === 'true';
}

export function childrenOf(element: Element, name: string): readonly Element[] {
  return element.children.filter((child) => child.name === name);
}

export function childOf(element: Element, name: string): Element | undefined {
  return element.children.find((child) => child.name === name);
}

/** The element's text: between its tags, or under one of these names. */
export function contentOf(element: Element, ...names: readonly string[]): Value | undefined {
  if (element.text && element.text.text.trim() !== '') return element.text;
  for (const name of names) {
    const value = element.attributes.get(name) ?? childOf(element, name)?.text;
    if (value) return value;
  }
  return undefined;
}
