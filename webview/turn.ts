/** One turn: what the user asked, or an answer with its parts. */
import type { AssistantTurn, Part, Turn, UserTurn } from '../src/protocol';
import { actionButton } from './action';
import { chipElement } from './chips';
import { h, icon, iconButton, setText, show } from './dom';
import { markCopied } from './markdown';
import { type PartView, partView } from './parts';
import type { Post } from './post';
import { button, textBox } from './toolkit';

export interface TurnView {
  readonly element: HTMLElement;
  /** `streamed` gives the text so far of a part that is growing. */
  update(turn: Turn, streamed: (part: string) => string | undefined): void;
}

export interface TurnPorts {
  readonly post: Post;
  readonly fill: (text: string) => void;
  readonly focusComposer: () => void;
}

/** A view of a turn. */
export function turnView(turn: Turn, ports: TurnPorts): TurnView {
  return turn.kind === 'user' ? userView(turn, ports) : assistantView(turn, ports);
}

function userView(turn: UserTurn, ports: TurnPorts): TurnView {
  const text = h('div', { class: 'question', dir: 'auto' }, turn.text);
  const chips = turn.context.map((chip) => h('li', {}, chipElement(chip, ports.post)));
  const element = h('article', { class: 'turn user' });
  const copy = iconButton('copy', 'Copy message', () => {
    ports.post({ kind: 'copy', text: turn.text });
    markCopied(copy);
  });
  const edit = iconButton('edit', 'Edit and ask again', () => editor.open());
  const bubble = h(
    'div',
    { class: 'bubble' },
    ...(chips.length > 0 ? [h('ul', { class: 'chips', 'aria-label': 'Sent with it' }, ...chips)] : []),
    text,
  );
  const actions = h('div', { class: 'turn-actions' }, edit, copy);
  const editor = questionEditor(turn, ports, (open) => {
    show(bubble, !open);
    show(actions, !open);
    if (!open) edit.focus();
  });
  element.append(h('h2', { class: 'hidden-heading' }, 'You'), bubble, actions, editor.element);
  // A question never changes: editing it makes another.
  return { element, update: () => undefined };
}

function questionEditor(turn: UserTurn, { post, focusComposer }: TurnPorts, toggled: (open: boolean) => void) {
  const element = h('div', { class: 'edit', hidden: '' });
  const close = () => {
    show(element, false);
    element.replaceChildren();
    toggled(false);
  };
  const open = () => {
    const send = () => {
      const text = box.text().trim();
      if (text === '') return;
      post({ kind: 'edit', turn: turn.id, text });
      close();
      focusComposer();
    };
    const box = textBox({
      label: 'Edit the message',
      placeholder: '',
      onInput: () => undefined,
      onKeyDown: (event) => {
        if (event.isComposing || event.keyCode === 229) return;
        if (event.key === 'Escape') {
          event.stopPropagation();
          close();
        } else if (event.key === 'Enter' && !event.shiftKey) {
          event.preventDefault();
          send();
        }
      },
    });
    box.setText(turn.text);
    element.replaceChildren(
      box.element,
      h('p', { class: 'hint' }, 'Asks again from here: what follows is removed from the chat. Files stay as they are.'),
      h(
        'div',
        { class: 'row' },
        button({ label: 'Send', look: 'primary', onClick: send }),
        button({ label: 'Cancel', look: 'secondary', onClick: close }),
      ),
    );
    show(element, true);
    toggled(true);
    requestAnimationFrame(() => {
      box.focus();
      box.setCaret(turn.text.length);
    });
  };
  return { element, open };
}

function assistantView(first: AssistantTurn, ports: TurnPorts): TurnView {
  const { post } = ports;
  const name = h('span', {});
  const heading = h('h2', { class: 'turn-heading' }, icon('database'), name);
  const parts = h('div', { class: 'parts' });
  const end = h('div', { class: 'turn-end' });
  const element = h('article', { class: 'turn assistant' }, heading, parts, end);
  const views = new Map<string, { readonly view: PartView; part: Part | undefined }>();
  let lastEnd = '';
  const update = (turn: Turn, streamed: (part: string) => string | undefined): void => {
    if (turn.kind !== 'assistant') return;
    setText(name, turn.author);
    for (const part of turn.parts) {
      let shown = views.get(part.id);
      if (shown === undefined) {
        shown = { view: partView(part, turn.id, post), part: undefined };
        views.set(part.id, shown);
        parts.append(shown.view.element);
      }
      const text = streamed(part.id);
      if (shown.part === part && text === undefined) continue;
      shown.part = part;
      shown.view.update(part, text);
    }
    dropOthers(views, turn);
    const endKey = JSON.stringify([turn.outcome, turn.usage, turn.followUps]);
    if (endKey === lastEnd) return;
    lastEnd = endKey;
    element.dataset.outcome = turn.outcome.kind;
    end.replaceChildren(...endOf(turn, ports));
  };
  update(first, () => undefined);
  return { element, update };
}

function dropOthers(views: Map<string, { readonly view: PartView }>, turn: AssistantTurn): void {
  if (views.size === turn.parts.length) return;
  const kept = new Set(turn.parts.map(({ id }) => id));
  for (const [id, { view }] of views) {
    if (kept.has(id)) continue;
    view.element.remove();
    views.delete(id);
  }
}

function endOf(turn: AssistantTurn, ports: TurnPorts): HTMLElement[] {
  const { post } = ports;
  const { outcome } = turn;
  if (outcome.kind === 'running') return [];
  const nodes: HTMLElement[] = [];
  if (outcome.kind === 'stopped') nodes.push(stoppedRow(turn, outcome.because, post));
  if (outcome.kind === 'failed') nodes.push(failureRow(turn, outcome.failure, post));
  nodes.push(actionsRow(turn, post));
  if (turn.followUps.length > 0) {
    const buttons = turn.followUps.map((text) =>
      h('button', { type: 'button', class: 'follow-up', onclick: () => ports.fill(text) }, icon('comment'), text),
    );
    nodes.push(h('div', { class: 'follow-ups', role: 'group', 'aria-label': 'Follow-up questions' }, ...buttons));
  }
  return nodes;
}

function stoppedRow(turn: AssistantTurn, because: 'user' | 'reload', post: Post): HTMLElement {
  const words =
    because === 'user' ? 'Stopped. What came is kept.' : 'Stopped when the window reloaded. What came is kept.';
  return h(
    'div',
    { class: 'notice', 'data-tone': 'info' },
    icon('debug-stop'),
    h('span', { class: 'notice-text' }, words),
    button({
      label: 'Retry',
      look: 'secondary',
      icon: 'refresh',
      onClick: () => post({ kind: 'retry', turn: turn.id }),
    }),
  );
}

function failureRow(
  turn: AssistantTurn,
  { kind, sentence, action, details }: Extract<AssistantTurn['outcome'], { kind: 'failed' }>['failure'],
  post: Post,
): HTMLElement {
  const notes =
    details === undefined
      ? []
      : [h('details', { class: 'failure-details' }, h('summary', {}, 'Details'), h('pre', { tabindex: '0' }, details))];
  return h(
    'div',
    { class: 'notice', 'data-tone': kind === 'noKey' ? 'info' : 'error' },
    icon(kind === 'noKey' ? 'key' : 'error'),
    h('div', { class: 'notice-text' }, h('span', {}, sentence), ...notes),
    actionButton(action, turn.id, 'primary', post),
  );
}

function actionsRow(turn: AssistantTurn, post: Post): HTMLElement {
  const text = () =>
    turn.parts
      .flatMap((part) =>
        part.kind === 'text' ? [part.text] : part.kind === 'proposal' ? [`**${part.proposal.title}**`] : [],
      )
      .join('\n\n');
  const copy = iconButton('copy', 'Copy answer', () => {
    post({ kind: 'copy', text: text() });
    markCopied(copy);
  });
  const retry = iconButton('refresh', 'Ask again', () => post({ kind: 'retry', turn: turn.id }));
  return h('div', { class: 'turn-actions' }, copy, retry, h('span', { class: 'turn-usage' }, usageWords(turn)));
}

function usageWords({ usage }: AssistantTurn): string {
  if (usage === undefined) return '';
  const tokens = usage.inputTokens + usage.outputTokens + usage.cacheReadTokens + usage.cacheWriteTokens;
  const cost = usage.dollars === undefined ? '' : `, ${dollars(usage.dollars)}`;
  return `${tokens.toLocaleString('en')} tokens${cost}`;
}

/** `est. $0.0312`: list prices, so an estimate. */
export function dollars(amount: number): string {
  return `est. $${amount < 0.1 ? amount.toFixed(3) : amount.toFixed(2)}`;
}
