/** Where the user writes: context chips, the box, the model, send and stop. */
import type { ContextChip, PanelState } from '../src/protocol';
import { removableChip } from './chips';
import { completions } from './completions';
import { h, show } from './dom';
import { meter } from './meter';
import type { Post } from './post';
import { button, picker, textBox } from './toolkit';

export interface Composer {
  readonly element: HTMLElement;
  update(state: PanelState): void;
  text(): string;
  fill(text: string): void;
  focus(): void;
  focusModel(): void;
  send(): void;
  recall(): void;
  /** What the host found for an @. */
  found(text: string, choices: readonly ContextChip[]): void;
}

export interface ComposerPorts {
  readonly post: Post;
  /** Text was typed: keep it. */
  readonly typed: (text: string) => void;
  /** A question left: the reader wants to see its answer. */
  readonly sent: () => void;
}

/** The composer at the foot of the panel. */
export function composer({ post, typed, sent }: ComposerPorts): Composer {
  let state: PanelState | undefined;
  const box = textBox({
    label: 'Ask the database architect',
    placeholder: 'Ask about your schema; / for commands, @ to mention',
    onInput: () => {
      typed(box.text());
      list.update(state?.commands ?? []);
    },
    onKeyDown: (event) => onKey(event),
  });
  const list = completions(box, post, (text, caret) => put(text, caret));
  const chips = h('ul', { class: 'chips', 'aria-label': 'Goes with your question' });
  const models = picker('Model', (model) => post({ kind: 'chooseModel', model }));
  const context = meter();
  const attach = button({
    label: 'Add context',
    look: 'icon',
    icon: 'add',
    onClick: () => post({ kind: 'addContext' }),
  });
  const submit = button({ label: 'Send (Enter)', look: 'icon', icon: 'send', onClick: () => send() });
  const stop = button({
    label: 'Stop (Escape)',
    look: 'icon',
    icon: 'debug-stop',
    onClick: () => post({ kind: 'stop' }),
  });
  submit.classList.add('send');
  stop.classList.add('stop');

  const fill = (text: string): void => put(text, text.length);
  const put = (text: string, caret: number): void => {
    box.setText(text);
    typed(text);
    list.update(state?.commands ?? []);
    requestAnimationFrame(() => {
      box.focus();
      box.setCaret(caret);
    });
  };
  const send = (): void => {
    const text = box.text().trim();
    box.focus();
    if (text === '') return;
    post({ kind: 'send', text });
    box.setText('');
    typed('');
    list.close();
    sent();
  };
  const recall = (): void => {
    const last = state?.chat.turns.findLast((turn) => turn.kind === 'user');
    if (last !== undefined) fill(last.text);
  };
  const onKey = (event: KeyboardEvent): void => {
    // An input method has the keyboard: Enter takes its suggestion, Escape closes its window (229: Safari and old Chromium).
    if (event.isComposing || event.keyCode === 229) return;
    if (handled(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  const handled = (event: KeyboardEvent): boolean => {
    if (list.isOpen() && !event.shiftKey && list.key(event.key)) return true;
    if (event.key === 'Enter' && sends(event)) {
      send();
      return true;
    }
    if (event.key === 'ArrowUp' && box.text() === '') {
      recall();
      return true;
    }
    return false;
  };
  const sends = (event: KeyboardEvent): boolean =>
    state?.sendWith === 'ctrlEnter' ? event.ctrlKey || event.metaKey : !event.shiftKey && !event.altKey;

  const update = (now: PanelState): void => {
    const before = state;
    state = now;
    const chipKey = (one: PanelState | undefined) => JSON.stringify(one?.context);
    if (before === undefined || chipKey(before) !== chipKey(now)) {
      chips.replaceChildren(...now.context.map((chip) => removableChip(chip, post, () => box.focus())));
      show(chips, now.context.length > 0);
    }
    models.set(now.provider.models, now.provider.model);
    context.update(now.usage, now.provider.mode);
    const busy = now.busy.kind !== 'idle';
    if (!busy && stop.contains(document.activeElement)) box.focus();
    show(stop, busy);
    const label = busy ? 'Queue for when this answer is done (Enter)' : 'Send (Enter)';
    submit.setAttribute('aria-label', label);
    submit.title = label;
  };
  const element = h(
    'div',
    { class: 'composer' },
    list.element,
    h(
      'div',
      { class: 'composer-box' },
      chips,
      box.element,
      h(
        'div',
        { class: 'composer-bar' },
        attach,
        models.element,
        context.element,
        h('span', { class: 'spacer' }),
        stop,
        submit,
      ),
    ),
  );
  return {
    element,
    update,
    text: box.text,
    fill,
    focus: box.focus,
    focusModel: models.focus,
    send,
    recall,
    found: list.found,
  };
}
