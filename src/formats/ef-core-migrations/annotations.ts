import { type Bound, type Link, type Scope, textValue } from '../../code';

export interface Annotations {
  readonly annotations: ReadonlyMap<string, Bound>;
  readonly oldAnnotations: ReadonlyMap<string, Bound>;
}

/** `.Annotation("name", value)` and `.OldAnnotation(…)` behind an operation or a column. */
export function annotationsOf(links: readonly Link[], scope: Scope): Annotations {
  const annotations = new Map<string, Bound>();
  const oldAnnotations = new Map<string, Bound>();
  for (const { name, call } of links) {
    const [key, value] = call.args;
    const text = key && textValue({ expr: key.value, scope })?.text;
    if (text === undefined || !value) continue;
    const into = name === 'OldAnnotation' ? oldAnnotations : annotations;
    into.set(text, { expr: value.value, scope });
  }
  return { annotations, oldAnnotations };
}
