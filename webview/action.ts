/** The one button beside a sentence. */
import type { Action } from '../src/protocol';
import type { Post } from './post';
import { button } from './toolkit';

/** A button that does the action for a turn (empty: for none in particular). */
export function actionButton(action: Action, turn: string, look: 'primary' | 'secondary', post: Post): HTMLElement {
  return button({
    label: action.label,
    look,
    onClick: () => post(action.kind === 'retry' ? { kind: 'retry', turn } : { kind: 'act', action: action.kind, turn }),
  });
}
