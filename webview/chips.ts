/** Chips: exactly what goes with a message. */
import type { ContextChip } from '../src/protocol';
import { h, icon } from './dom';
import type { Post } from './post';

/** Icons of the kinds. */
export const glyphs = {
  file: 'file-code',
  table: 'table',
  column: 'symbol-field',
  selection: 'selection',
  finding: 'warning',
  migration: 'versions',
} as const;

/** A chip; the click opens what it stands for. */
export function chipElement(chip: ContextChip, post: Post): HTMLElement {
  const { place } = chip;
  const content = [icon(glyphs[chip.kind]), h('span', { class: 'chip-label' }, chip.label)];
  if (place === undefined) return h('span', { class: 'chip', title: chip.detail }, ...content);
  return h(
    'button',
    { type: 'button', class: 'chip', title: chip.detail, onclick: () => post({ kind: 'openPlace', place }) },
    ...content,
  );
}

/** A chip that can be taken away. */
export function removableChip(chip: ContextChip, post: Post, removed: () => void): HTMLElement {
  const remove = h(
    'button',
    {
      type: 'button',
      class: 'chip-remove',
      title: `Remove ${chip.label}`,
      'aria-label': `Remove ${chip.label}`,
      onclick: () => {
        post({ kind: 'removeContext', chip: chip.id });
        removed();
      },
    },
    icon('close'),
  );
  return h('li', { class: 'removable' }, chipElement(chip, post), remove);
}
