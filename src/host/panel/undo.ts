/** Taking back what was accepted, and nothing else: what was written since stays. */
import { applyPatch, reversePatch, structuredPatch } from 'diff';
import type { FileChange } from '../../model';
import { sameText } from '../same-text';

export type TakenBack =
  | { readonly kind: 'change'; readonly file: FileChange }
  /** It cannot be told what would be taken back: the reason, as the end of a sentence. */
  | { readonly kind: 'impossible'; readonly because: string };

/** The change that takes an accepted one back. `now` is the file's text as it is; undefined when there is no such file. */
export function takeBack({ uri, before, after }: FileChange, now: string | undefined): TakenBack {
  const change = (to: string | undefined): TakenBack => ({ kind: 'change', file: { uri, before: now, after: to } });
  const impossible = (because: string): TakenBack => ({ kind: 'impossible', because });
  if (after === undefined) return now === undefined ? change(before) : impossible('exists again');
  if (now === undefined) return impossible('is gone');
  if (sameText(now, after)) return change(before);
  if (before === undefined) return impossible('was made by it and has been changed since');
  const lines = (text: string) => text.replace(/\r\n?/g, '\n');
  const patch = reversePatch(structuredPatch('', '', lines(before), lines(after), '', '', { context: 2 }));
  const merged = applyPatch(lines(now), patch, { fuzzFactor: 0 });
  return merged === false ? impossible('has been changed since at the same lines') : change(merged);
}
