/** Tells screen readers what is settled: never tokens, and only errors interrupt. */
import type { PanelState } from '../src/protocol';
import { h } from './dom';

export interface Announcer {
  readonly element: HTMLElement;
  /** Compares with the state before and says what is new. */
  settle(before: PanelState | undefined, now: PanelState): void;
}

/** The panel's two live regions. */
export function announcer(): Announcer {
  const polite = h('div', { role: 'status', 'aria-live': 'polite' });
  const assertive = h('div', { role: 'alert', 'aria-live': 'assertive' });
  const settle = (before: PanelState | undefined, now: PanelState): void => {
    if (before === undefined || before.chat.id !== now.chat.id) return;
    const error = newFailure(before, now);
    if (error !== undefined) assertive.textContent = error;
    const said = [...proposals(before, now), ...outcome(before, now)].join(' ');
    if (said !== '') polite.textContent = said;
  };
  return { element: h('div', { class: 'hidden-heading' }, polite, assertive), settle };
}

const outcomes = (state: PanelState) =>
  new Map(state.chat.turns.flatMap((turn) => (turn.kind === 'assistant' ? [[turn.id, turn.outcome] as const] : [])));

function newFailure(before: PanelState, now: PanelState): string | undefined {
  const old = outcomes(before);
  for (const [id, one] of outcomes(now)) {
    if (one.kind === 'failed' && old.get(id)?.kind !== 'failed') return one.failure.sentence;
  }
  return undefined;
}

function outcome(before: PanelState, now: PanelState): string[] {
  const old = outcomes(before);
  const said: string[] = [];
  for (const [id, one] of outcomes(now)) {
    if (old.get(id)?.kind !== 'running') continue;
    if (one.kind === 'done') said.push('Answer ready.');
    if (one.kind === 'stopped') said.push('Stopped.');
  }
  return said;
}

const cards = (state: PanelState) =>
  new Map(
    state.chat.turns.flatMap((turn) =>
      turn.kind === 'assistant'
        ? turn.parts.flatMap((part) => (part.kind === 'proposal' ? [[part.proposal.id, part.proposal] as const] : []))
        : [],
    ),
  );

function proposals(before: PanelState, now: PanelState): string[] {
  const old = cards(before);
  const said: string[] = [];
  for (const [id, { title, state }] of cards(now)) {
    const was = old.get(id)?.state.kind;
    if (was === state.kind) continue;
    if (state.kind === 'pending') said.push(`Proposal ready for your decision: ${title}.`);
    if (state.kind === 'accepted') said.push(`Accepted: ${title}.`);
    if (state.kind === 'undone') said.push(`Taken back: ${title}.`);
    if (state.kind === 'rejected') said.push(`Rejected: ${title}. Nothing was written.`);
    if (state.kind === 'stale') said.push(`Out of date: ${title}.`);
  }
  return said;
}
