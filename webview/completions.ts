/** What the box completes while one types: commands after a slash at its beginning, things of the workspace after an @. */
import type { ContextChip, SlashCommand } from '../src/protocol';
import { glyphs } from './chips';
import type { Post } from './post';
import { type Suggestion, suggestions } from './suggestions';
import type { TextBox } from './toolkit';

export interface Completions {
  readonly element: HTMLElement;
  /** Looks at the text of the box. */
  update(commands: readonly SlashCommand[]): void;
  /** What the host found for an @. */
  found(text: string, choices: readonly ContextChip[]): void;
  isOpen(): boolean;
  close(): void;
  key(key: string): boolean;
}

/** Completions of a box; `put` writes a text into it with the caret there. */
export function completions(box: TextBox, post: Post, put: (text: string, caret: number) => void): Completions {
  const take = ({ id, label }: Suggestion) => {
    if (label.startsWith('/')) return put(`${label} `, label.length + 1);
    const text = box.text();
    const caret = box.caret();
    const before = text.slice(0, caret).replace(MENTION, `$1${label} `);
    post({ kind: 'pick', chip: id });
    put(before + text.slice(caret), before.length);
  };
  const list = suggestions(box, take);
  const mentioned = () => MENTION.exec(box.text().slice(0, box.caret()))?.[2];
  return {
    ...list,
    update: (commands) => {
      const text = box.text();
      if (/^\/\S*$/.test(text)) {
        const typed = text.toLowerCase();
        const matching = commands.filter(({ name }) => name.startsWith(typed));
        return list.offer(
          'Commands',
          text,
          matching.map((one) => ({ ...one, id: one.name, label: one.name })),
        );
      }
      const mention = mentioned();
      if (mention === undefined) return list.close();
      post({ kind: 'mention', text: mention });
    },
    found: (text, choices) => {
      // Typed on meanwhile: the answer to that is on its way.
      if (mentioned() !== text) return;
      const items = choices.map(({ id, kind, label, detail }) => ({
        id,
        label,
        description: detail,
        glyph: glyphs[kind],
      }));
      list.offer('Tables, columns, findings, migrations and files', `@${text}`, items);
    },
  };
}

/** An @ that begins a word, and what is typed after it up to the caret. An address (`a@b.c`) is none. */
const MENTION = /(^|[\s(])@([\w./-]{0,80})$/;
