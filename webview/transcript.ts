/** The turns of the open chat. A turn that did not change is not touched. */
import type { Turn } from '../src/protocol';
import { h } from './dom';
import { attendMarkdown } from './markdown';
import { type TurnPorts, type TurnView, turnView } from './turn';

export interface Transcript {
  readonly element: HTMLElement;
  /** `streamed` has the texts that grew since the snapshot, by part. */
  render(chat: string, turns: readonly Turn[], streamed: ReadonlyMap<string, string>): void;
  /** Focuses the proposal after (or before) the one that has the focus; pending ones first. False: there is none. */
  focusProposal(direction: 'next' | 'previous'): boolean;
}

interface Shown {
  readonly view: TurnView;
  turn: Turn;
  json: string;
}

/** A view of a chat's turns. */
export function transcript(ports: TurnPorts): Transcript {
  // role=log is live by itself; what is said is decided by the announcer.
  const element = h('div', { class: 'turns', role: 'log', 'aria-live': 'off', 'aria-label': 'Conversation' });
  attendMarkdown(element, ports.post);
  const shown = new Map<string, Shown>();
  let chat = '';

  const render = (id: string, turns: readonly Turn[], streamed: ReadonlyMap<string, string>): void => {
    if (id !== chat) {
      chat = id;
      shown.clear();
      element.replaceChildren();
    }
    const kept = new Set(turns.map((turn) => turn.id));
    for (const [turn, { view }] of shown) {
      if (kept.has(turn)) continue;
      view.element.remove();
      shown.delete(turn);
    }
    for (const turn of turns) renderTurn(turn, streamed);
  };

  const renderTurn = (turn: Turn, streamed: ReadonlyMap<string, string>): void => {
    const old = shown.get(turn.id);
    const running = turn.kind === 'assistant' && turn.outcome.kind === 'running';
    if (old !== undefined && old.turn === turn && !running) return;
    const json = running ? '' : JSON.stringify(turn);
    if (old !== undefined && !running && old.json === json) {
      old.turn = turn;
      return;
    }
    const view = old?.view ?? turnView(turn, ports);
    if (old === undefined) element.append(view.element);
    shown.set(turn.id, { view, turn, json });
    view.update(turn, (part) => streamed.get(streamKey(turn.id, part)));
  };

  return { element, render, focusProposal: (direction) => focusCard(element, direction) };
}

/** Ids of parts are unique within their turn only. */
export const streamKey = (turn: string, part: string): string => `${turn}\n${part}`;

function focusCard(root: HTMLElement, direction: 'next' | 'previous'): boolean {
  const all = [...root.querySelectorAll<HTMLElement>('.card')];
  const pending = all.filter((card) => card.dataset.state === 'pending');
  const cards = pending.length > 0 ? pending : all;
  const current = cards.findIndex((card) => card.contains(document.activeElement));
  const step = direction === 'next' ? 1 : -1;
  const start = current < 0 && direction === 'previous' ? 0 : current;
  const card = cards[(start + step + cards.length) % cards.length];
  card?.scrollIntoView({ block: 'nearest' });
  card?.focus({ preventScroll: true });
  return card !== undefined;
}
