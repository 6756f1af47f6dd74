import { scan, type Token } from './scan';

/** A setting in brackets: `not null`, `default: 5`, `ref: > users.id`. */
export interface Setting {
  /** Small letters, words parted by one blank. */
  readonly name: string;
  readonly value: readonly Token[];
  readonly start: number;
  readonly end: number;
}

/** A line, or a head with what stands in its braces. */
export interface Entry {
  /** What stands before the brackets and braces. */
  readonly tokens: readonly Token[];
  readonly settings: readonly Setting[];
  /** From the opening bracket to behind the closing one. */
  readonly brackets?: { readonly start: number; readonly end: number };
  /** Absent for a line. */
  readonly body?: readonly Entry[];
  /** Where the closing brace stands, where there is one. */
  readonly close?: number;
  readonly start: number;
  readonly end: number;
}

/** Elements that stand at the outermost level alone: inside a body they mean that the brace before them was forgotten. */
const OUTERMOST: ReadonlySet<string> = new Set([
  'table',
  'tablepartial',
  'enum',
  'tablegroup',
  'project',
  'diagramview',
]);

/** Reads a text into entries. Never throws: what is not closed ends with the text, or where the next element begins. */
export function parseDbml(text: string): readonly Entry[] {
  const tokens = scan(text);
  let at = 0;
  const peek = () => tokens[at];
  const isSign = (sign: string) => peek()?.kind === 'sign' && peek()?.text === sign;

  function entries(level: number): readonly Entry[] {
    const found: Entry[] = [];
    for (let token = peek(); token; token = peek()) {
      if (token.kind === 'newline') at++;
      else if (isSign('}')) {
        if (level > 0) break;
        at++;
      } else if (level > 0 && opensElement()) break;
      else found.push(entry(level));
    }
    return found;
  }

  /** A word of an outermost element, with a name and a brace on its line. */
  function opensElement(): boolean {
    const first = peek();
    if (first?.kind !== 'word' || !OUTERMOST.has(first.text.toLowerCase())) return false;
    for (let next = at + 1; next < tokens.length; next++) {
      const token = tokens[next];
      if (!token || token.kind === 'newline' || token.text === '[') return false;
      if (token.text === '{') return next > at + 1;
    }
    return false;
  }

  function entry(level: number): Entry {
    const head: Token[] = [];
    const settings: Setting[] = [];
    let brackets: Entry['brackets'];
    const start = peek()?.start ?? text.length;
    for (let token = peek(); token && token.kind !== 'newline' && !isSign('{') && !isSign('}'); token = peek()) {
      if (isSign('[') && tokens[at + 1]?.text !== ']') {
        brackets = readSettings(settings);
        continue;
      }
      head.push(token);
      at++;
    }
    const end = tokens[at - 1]?.end ?? start;
    const rest = { tokens: head, settings, start, ...(brackets ? { brackets } : {}) };
    if (!opensBody()) return { ...rest, end };
    at++;
    const body = entries(level + 1);
    const close = isSign('}') ? peek() : undefined;
    if (close) at++;
    return { ...rest, body, end: tokens[at - 1]?.end ?? end, ...(close ? { close: close.start } : {}) };
  }

  /** The brace may stand on a line of its own. */
  function opensBody(): boolean {
    let next = at;
    while (tokens[next]?.kind === 'newline') next++;
    if (tokens[next]?.text !== '{' || tokens[next]?.kind !== 'sign') return false;
    at = next;
    return true;
  }

  function readSettings(settings: Setting[]): { readonly start: number; readonly end: number } {
    const start = peek()?.start ?? 0;
    at++;
    let part: Token[] = [];
    let depth = 0;
    const flush = () => {
      const setting = settingOf(part);
      if (setting) settings.push(setting);
      part = [];
    };
    for (let token = peek(); token; token = peek()) {
      if (isSign('{') || isSign('}')) break;
      at++;
      if (token.kind === 'newline') {
        if (opensElement()) {
          at--;
          break;
        }
        continue;
      }
      if (token.text === '(') depth++;
      if (token.text === ')') depth--;
      if (token.kind === 'sign' && token.text === ']') break;
      if (token.kind === 'sign' && token.text === ',' && depth <= 0) flush();
      else part.push(token);
    }
    flush();
    return { start, end: tokens[at - 1]?.end ?? start };
  }

  return entries(0);
}

function settingOf(part: readonly Token[]): Setting | undefined {
  const [first] = part;
  const last = part.at(-1);
  if (!first || !last) return undefined;
  const colon = part.findIndex((token) => token.text === ':' && token.kind === 'sign');
  const words = colon < 0 ? part : part.slice(0, colon);
  return {
    name: words
      .map(({ text }) => text)
      .join(' ')
      .toLowerCase(),
    value: colon < 0 ? [] : part.slice(colon + 1),
    start: first.start,
    end: last.end,
  };
}
