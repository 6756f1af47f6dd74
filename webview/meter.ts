/** How full the model's context is, and what the chat cost so far. */
import type { ChatUsage, Mode } from '../src/protocol';
import { h, setText, show } from './dom';
import { dollars } from './turn';

export interface Meter {
  readonly element: HTMLElement;
  update(usage: ChatUsage, mode: Mode): void;
}

/** A small ring with words in its tooltip and for screen readers. */
export function meter(): Meter {
  const ring = h('span', { class: 'meter-ring', 'aria-hidden': 'true' });
  const words = h('span', { class: 'meter-words' });
  const detail = h('span', { class: 'meter-detail', role: 'tooltip', id: 'meter-detail' });
  const trigger = h(
    'button',
    { type: 'button', class: 'meter-button', 'aria-describedby': 'meter-detail' },
    ring,
    words,
  );
  const element = h('span', { class: 'meter' }, trigger, detail);
  trigger.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') trigger.blur();
  });
  const update = (usage: ChatUsage, mode: Mode): void => {
    const spent = usage.inputTokens + usage.outputTokens + usage.cacheReadTokens + usage.cacheWriteTokens;
    show(element, mode !== 'offline' && (spent > 0 || usage.contextTokens > 0));
    const share = usage.contextLimit > 0 ? usage.contextTokens / usage.contextLimit : 0;
    const percent = `${Math.min(100, Math.round(share * 100))}%`;
    ring.style.setProperty('--share', percent);
    ring.dataset.full = share > 0.8 ? 'nearly' : 'no';
    setText(words, percent);
    trigger.setAttribute('aria-label', `Context ${percent} full`);
    detail.replaceChildren(...rows(usage, percent));
  };
  return { element, update };
}

const count = (tokens: number): string => tokens.toLocaleString('en');

function rows(usage: ChatUsage, percent: string): HTMLElement[] {
  const row = (name: string, value: string) =>
    h('span', { class: 'meter-row' }, h('span', {}, name), h('span', {}, value));
  return [
    row('Context', `${percent} of ${count(usage.contextLimit)} tokens`),
    row('Input', count(usage.inputTokens)),
    row('Output', count(usage.outputTokens)),
    row('Cache read', count(usage.cacheReadTokens)),
    row('Cache write', count(usage.cacheWriteTokens)),
    ...(usage.dollars === undefined ? [] : [row('This chat', dollars(usage.dollars))]),
  ];
}
