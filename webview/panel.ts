/** The panel as a whole: takes snapshots and deltas, paints at most once a frame. */
import { dispatch, type Handlers, type HostMessage, type PanelState, type ViewRequest } from '../src/protocol';
import { announcer } from './announce';
import { composer } from './composer';
import { h, icon, show } from './dom';
import { type Draft, draftKeeper } from './draft';
import { follow } from './follow';
import { history } from './history';
import type { Post } from './post';
import { status } from './status';
import { streamKey, transcript } from './transcript';
import { welcome } from './welcome';

/** What outlives this page in VS Code's own keeping: the draft until the host has it, and where the reader was. */
export interface Mirror {
  readonly draft?: Draft;
  /** Serial of the last request of the host that was done: a page that is made again does not do it again. */
  readonly obeyed?: number;
  readonly scroll?: { readonly chat: string; readonly top: number; readonly following: 'yes' | 'no' };
}

export interface PanelPorts {
  readonly post: Post;
  readonly saved: Mirror | undefined;
  readonly save: (mirror: Mirror) => void;
}

export interface Panel {
  readonly element: HTMLElement;
  receive(message: HostMessage): void;
  /** The page is going: what is not sent yet is sent. */
  leave(): void;
}

/** Builds the panel. */
export function createPanel({ post, saved, save }: PanelPorts): Panel {
  let mirror: Mirror = saved ?? {};
  const keep = (more: Partial<Mirror>) => {
    mirror = { ...mirror, ...more };
    save(mirror);
  };
  const drafts = draftKeeper(post, mirror.draft, (draft) => keep({ draft }));
  const writing = composer({ post, typed: drafts.typed, sent: () => reading.arm() });
  const now = status(post, writing.fill);
  const chats = history(post, () => writing.focus());
  const turns = transcript({ post, fill: writing.fill, focusComposer: writing.focus });
  const greeting = welcome(writing.fill);
  const say = announcer();
  const scroller = h('div', { class: 'scroller', tabindex: '-1' }, greeting.element, turns.element);
  const latest = h(
    'button',
    { type: 'button', class: 'latest', hidden: '', onclick: () => reading.arm() },
    'Latest',
    icon('arrow-down'),
  );
  const reading = follow(scroller, () => show(latest, !reading.following()));
  const element = h(
    'main',
    { class: 'panel', hidden: '' },
    h('h1', { class: 'hidden-heading' }, 'Database Architect'),
    h('div', { class: 'stage' }, scroller, latest, chats.element),
    h('footer', { class: 'dock' }, now.element, writing.element),
    say.element,
  );

  let state: PanelState | undefined;
  let painted: PanelState | undefined;
  const streamed = new Map<string, string>();
  let frame: number | undefined;

  const paint = () => {
    frame = undefined;
    if (state === undefined) return;
    const before = painted;
    painted = state;
    const lost = focusedCard();
    show(element, true);
    turns.render(state.chat.id, state.chat.turns, streamed);
    if (before !== state) settle(before, state);
    if (before?.chat.id !== state.chat.id) restoreScroll(state.chat.id);
    reading.painted();
    if (lost !== undefined && document.activeElement === document.body) leaveCard(lost);
  };
  const settle = (before: PanelState | undefined, after: PanelState) => {
    greeting.update(after);
    writing.update(after);
    now.update(after);
    chats.update(after);
    say.settle(before, after);
    const draft = drafts.adopt(after);
    if (draft !== undefined && draft !== writing.text()) writing.fill(draft);
    if (after.request.serial > (mirror.obeyed ?? 0)) {
      keep({ obeyed: after.request.serial });
      obey(after.request.what);
    }
  };
  const restoreScroll = (chat: string) => {
    const scroll = mirror.scroll;
    if (scroll?.chat === chat && scroll.following === 'no') reading.restore(scroll.top);
    else reading.arm();
  };
  const focusedCard = () => document.activeElement?.closest<HTMLElement>('.card') ?? undefined;
  /** The button that had the focus is gone with its decision: on to the next card, else to the box. */
  const leaveCard = (card: HTMLElement) => {
    const more = element.querySelector('.card[data-state="pending"]') !== null;
    if (card.dataset.state === 'pending') card.focus();
    else if (!more || !turns.focusProposal('next')) writing.focus();
  };
  const requests: Readonly<Record<ViewRequest['what'], () => void>> = {
    focusComposer: () => writing.focus(),
    toggleHistory: () => chats.toggle(),
    nextProposal: () => turns.focusProposal('next'),
    previousProposal: () => turns.focusProposal('previous'),
    send: () => writing.send(),
    recallLast: () => writing.recall(),
    chooseModel: () => writing.focusModel(),
  };
  const obey = (what: ViewRequest['what']) => requests[what]();
  const schedule = () => {
    frame ??= requestAnimationFrame(paint);
  };

  const handlers: Handlers<HostMessage> = {
    state: (message) => {
      state = message.state;
      streamed.clear();
      schedule();
    },
    mentions: ({ text, choices }) => writing.found(text, choices),
    delta: (message) => {
      if (!grow(message)) return post({ kind: 'ready' });
      now.alive();
      schedule();
    },
  };
  /** False when something is missing before it. */
  const grow = ({ turn, part, from, text }: Extract<HostMessage, { kind: 'delta' }>): boolean => {
    const key = streamKey(turn, part);
    const have = streamed.get(key) ?? settledText(state, turn, part);
    if (have === undefined || have.length < from) return false;
    if (from + text.length > have.length) streamed.set(key, have.slice(0, from) + text);
    return true;
  };

  scroller.addEventListener('scrollend', () => {
    if (state === undefined) return;
    keep({ scroll: { chat: state.chat.id, top: reading.top(), following: reading.following() ? 'yes' : 'no' } });
  });
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
    if (chats.isOpen()) chats.close();
    else if (state !== undefined && state.busy.kind !== 'idle') post({ kind: 'stop' });
    else writing.focus();
  });
  return { element, receive: (message) => dispatch(handlers, message), leave: drafts.flush };
}

function settledText(state: PanelState | undefined, turn: string, part: string): string | undefined {
  const found = state?.chat.turns.findLast(({ id }) => id === turn);
  const text = found?.kind === 'assistant' ? found.parts.find(({ id }) => id === part) : undefined;
  return text?.kind === 'text' ? text.text : undefined;
}
