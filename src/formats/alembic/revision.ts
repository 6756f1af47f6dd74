import { type Bound, itemsOf, moduleScope, resolve, type Scope, textValue } from '../../code';
import { parsedPython } from '../code/python-imports';

/** What a file says of its place in the history. */
export interface Revision {
  readonly id: string;
  /** `down_revision`: none at a root, several at a merge. */
  readonly parents: readonly string[];
  readonly dependsOn: readonly string[];
  readonly labels: readonly string[];
  /** The first line of its docstring. */
  readonly title: string | undefined;
}

/** The identifiers of a migration; undefined for a file that is none. */
export function revisionOf(uri: string, text: string): Revision | undefined {
  const module = parsedPython(uri, text);
  const scope = moduleScope(module);
  const value = scope.value('revision');
  const id = value && textValue(value)?.text;
  if (id === undefined || id === '') return undefined;
  const [first] = module.body;
  const doc = first?.kind === 'expression' && first.value.kind === 'string' ? first.value.value : undefined;
  return {
    id,
    parents: idsOf(scope, 'down_revision'),
    dependsOn: idsOf(scope, 'depends_on'),
    labels: idsOf(scope, 'branch_labels'),
    title: doc === undefined ? undefined : titleOf(doc),
  };
}

/** A string, a tuple or list of them, or `None`. */
function idsOf(scope: Scope, name: string): readonly string[] {
  const value = scope.value(name);
  if (!value) return [];
  const one = textValue(value)?.text;
  if (one !== undefined) return [one];
  const items: readonly Bound[] = itemsOf(resolve(value)) ?? [];
  return items.flatMap((item) => textValue(item)?.text ?? []);
}

function titleOf(doc: string): string | undefined {
  const line = doc.split(/\r?\n/).find((one) => one.trim() !== '');
  return line?.trim().replace(/\.$/, '');
}
