/** What goes on right now, above the composer: working, waiting for the next try, queued messages, and the offline banner. */
import type { Busy, PanelState, QueuedMessage } from '../src/protocol';
import { actionButton } from './action';
import { h, icon, iconButton, setText, show } from './dom';
import type { Post } from './post';
import { button, progressRing } from './toolkit';

export interface Status {
  readonly element: HTMLElement;
  update(state: PanelState): void;
  /** Something of the answer came. */
  alive(): void;
}

/** Without a sign of life for so long, the panel says so. */
const quietAfter = 60_000;

/** The rows between transcript and composer. */
export function status(post: Post, fill: (text: string) => void): Status {
  const words = h('span', { class: 'status-text' });
  const act = h('span', { class: 'status-action' });
  const line = h('div', { class: 'status-line', hidden: '' }, progressRing(), words, act);
  const queue = h('ul', { class: 'queue', 'aria-label': 'Queued messages', hidden: '' });
  const banner = offlineBanner(post);
  let busy: Busy = { kind: 'idle' };
  let toolRuns = false;
  let lastSign = Date.now();
  let timer: ReturnType<typeof setInterval> | undefined;

  const tell = () => setText(words, sentence(busy, toolRuns, lastSign));
  const update = (state: PanelState): void => {
    if (busy.kind !== state.busy.kind) lastSign = Date.now();
    busy = state.busy;
    const running = state.chat.turns.at(-1);
    toolRuns =
      running?.kind === 'assistant' && running.parts.some((part) => part.kind === 'tool' && part.state === 'running');
    show(line, busy.kind !== 'idle');
    act.replaceChildren(
      ...(busy.kind === 'retrying' && busy.action ? [actionButton(busy.action, '', 'secondary', post)] : []),
    );
    tell();
    if (busy.kind === 'idle') {
      clearInterval(timer);
      timer = undefined;
    } else timer ??= setInterval(tell, 1000);
    renderQueue(queue, state.queue, post, fill);
    show(banner, state.provider.mode === 'offline');
    // Said in full once; beside a chat, in a few words.
    banner.dataset.length = state.chat.turns.length === 0 ? 'full' : 'short';
  };
  return {
    element: h('div', { class: 'status' }, banner, queue, line),
    update,
    alive: () => {
      lastSign = Date.now();
    },
  };
}

function sentence(busy: Busy, toolRuns: boolean, lastSign: number): string {
  switch (busy.kind) {
    case 'idle':
      return '';
    case 'stopping':
      return 'Stopping…';
    case 'retrying': {
      const seconds = Math.max(0, Math.ceil((Date.parse(busy.until) - Date.now()) / 1000));
      return `${busy.sentence} Trying again in ${seconds} s (${busy.attempt} of ${busy.of}).`;
    }
    case 'working': {
      // A long tool is a sign of life.
      if (!toolRuns && Date.now() - lastSign > quietAfter)
        return 'Nothing has come for a minute. You can wait, or stop and retry.';
      const seconds = Math.floor((Date.now() - Date.parse(busy.since)) / 1000);
      return seconds < 5 ? 'Working…' : `Working… ${seconds} s`;
    }
  }
}

function renderQueue(
  element: HTMLElement,
  messages: readonly QueuedMessage[],
  post: Post,
  fill: (text: string) => void,
): void {
  const key = JSON.stringify(messages);
  if (element.dataset.key === key) return;
  element.dataset.key = key;
  show(element, messages.length > 0);
  const rows = messages.map(({ id, text }) => {
    const edit = iconButton('edit', 'Take back into the box', () => {
      post({ kind: 'unqueue', message: id });
      fill(text);
    });
    const remove = iconButton('close', 'Remove from the queue', () => post({ kind: 'unqueue', message: id }));
    const now = iconButton('arrow-up', 'Stop the answer and send this now', () =>
      post({ kind: 'sendNow', message: id }),
    );
    return h('li', {}, icon('clock'), h('span', { class: 'queued-text' }, text), now, edit, remove);
  });
  element.replaceChildren(...rows);
}

function offlineBanner(post: Post): HTMLElement {
  return h(
    'div',
    { class: 'banner', hidden: '' },
    icon('plug'),
    h(
      'span',
      {},
      'No model is connected.',
      h(
        'span',
        { class: 'banner-more' },
        ' Reviews, explanations and plans work; free conversation needs a Claude key.',
      ),
    ),
    button({
      label: 'Add a Claude key',
      look: 'secondary',
      onClick: () => post({ kind: 'act', action: 'addKey', turn: '' }),
    }),
  );
}
