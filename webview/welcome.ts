/** What an empty chat shows: who this is and questions to begin with. */
import type { PanelState } from '../src/protocol';
import { h, icon, show } from './dom';

export interface Welcome {
  readonly element: HTMLElement;
  update(state: PanelState): void;
}

/** The greeting of an empty chat; a starter fills the box and is not sent. */
export function welcome(fill: (text: string) => void): Welcome {
  const starters = h('div', { class: 'starters', role: 'group', 'aria-label': 'Questions to begin with' });
  const element = h(
    'section',
    { class: 'welcome', hidden: '' },
    icon('database', 'welcome-icon'),
    h('h2', {}, 'Database Architect'),
    h(
      'p',
      {},
      'Ask about your schema, your migrations or a design. Changes come as proposals: nothing is written before you accept.',
    ),
    starters,
  );
  let key = '';
  const update = (state: PanelState) => {
    show(element, state.chat.turns.length === 0);
    const now = JSON.stringify(state.starters);
    if (now === key) return;
    key = now;
    starters.replaceChildren(
      ...state.starters.map((text) =>
        h('button', { type: 'button', class: 'follow-up', onclick: () => fill(text) }, icon('comment'), text),
      ),
    );
  };
  return { element, update };
}
