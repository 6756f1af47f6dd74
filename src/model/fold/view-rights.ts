import type { HistoryProblem } from '../migration';
import { objectKey } from '../names';
import type { Routine } from '../operation-run';
import { type FoldState, keyOf, NO_PROBLEMS } from './state';

/** `ALTER VIEW name SET (security_invoker = on)`, which the reader keeps as text: whose rights the view is read with. */
export function noteViewInvoker(state: FoldState, { name, text }: Routine): readonly HistoryProblem[] {
  if (name !== 'alter view') return NO_PROBLEMS;
  const words = text
    .toLowerCase()
    .split(/[\s=(),;]+/)
    .filter((word) => word !== '');
  const option = words.indexOf('security_invoker');
  const target = words[words[2] === 'if' ? 4 : 2];
  if (option < 0 || !target) return NO_PROBLEMS;
  const [last = '', schema] = target.replaceAll('"', '').split('.').reverse();
  const view = state.views.get(objectKey(state.dialect, schema, last));
  const isOn = words.includes('set') && !/^(?:off|false|0)$/.test(words[option + 1] ?? 'on');
  if (view) state.views.set(keyOf(state, view), { ...view, securityInvoker: isOn });
  return NO_PROBLEMS;
}
