import {
  type Bound,
  type CodeModule,
  chainOf,
  type Expr,
  type Placed,
  resolve,
  type Scope,
  textValue,
} from '../../code';
import type { Ident } from '../../model';
import { identAt, identOf } from '../code/build';
import { itemsOf } from '../code/compose';
import { classesOf } from '../code/csharp';

/** A word of a fluent expression with what it is given: `WithColumn("Id")`. */
export interface Word {
  readonly name: string;
  readonly args: readonly Bound[];
  readonly place: Placed;
}

/** A fluent expression: `Create`, then its words. `databases` are those of `IfDatabase(…)` around it. */
export interface Sentence {
  readonly root: string;
  readonly words: readonly Word[];
  readonly databases: readonly string[] | undefined;
}

const ROOTS = new Set(['Create', 'Alter', 'Delete', 'Rename', 'Execute', 'Insert', 'Update']);

/** The sentence that an expression says; undefined for other calls. */
export function sentenceOf(expr: Expr, scope: Scope): Sentence | undefined {
  const { root, links } = chainOf(expr);
  const words = links.map(
    ({ name, call }): Word => ({
      name,
      args: call.args.map(({ value }) => ({ expr: value, scope })),
      place: { start: call.callee.kind === 'member' ? call.callee.nameAt.start : call.start, end: call.end },
    }),
  );
  if (root.kind === 'name') return ROOTS.has(root.name) ? { root: root.name, words, databases: undefined } : undefined;
  if (root.kind !== 'member' || !ROOTS.has(root.name)) return undefined;
  const { object } = root;
  if (object.kind === 'name') return { root: root.name, words, databases: undefined };
  if (object.kind !== 'call' || object.callee.kind !== 'name' || object.callee.name !== 'IfDatabase') return undefined;
  const databases = object.args.map(({ value }) => textValue({ expr: value, scope })?.text ?? '');
  return { root: root.name, words, databases };
}

/** The sentence with the project's own words opened: extension methods that return more of it. */
export function opened(sentence: Sentence, extensions: Extensions, depth = 0): Sentence {
  const words = sentence.words.flatMap((word): readonly Word[] => extensions(word) ?? [word]);
  const isSame = words.length === sentence.words.length && words.every((word, at) => word === sentence.words[at]);
  return isSame || depth > 8 ? sentence : opened({ ...sentence, words }, extensions, depth + 1);
}

export type Extensions = (word: Word) => readonly Word[] | undefined;

/** `static … TableForModel(this ICreateExpressionRoot root, string name) { return root.Table(name)…; }` of the project's files. */
export function extensionsIn(modules: readonly { readonly module: CodeModule; readonly scope: Scope }[]): Extensions {
  const methods = modules.flatMap(({ module, scope }) =>
    classesOf(module.body).flatMap(({ body }) =>
      body.flatMap((one) => (one.kind === 'function' && one.modifiers.includes('static') ? [{ def: one, scope }] : [])),
    ),
  );
  return (word) => {
    const found = methods.find(({ def }) => def.name === word.name && def.params.length >= word.args.length);
    const [self, ...rest] = found?.def.params ?? [];
    const last = found?.def.body.at(-1);
    if (!found || !self || last?.kind !== 'return' || !last.value) return undefined;
    const { root, links } = chainOf(last.value);
    if (root.kind !== 'name' || root.name !== self.name) return undefined;
    const scope = found.scope.child();
    rest.forEach((param, at) => {
      scope.set(param.name, word.args[at] ?? (param.default && { expr: param.default, scope: found.scope }));
    });
    return links.map(
      ({ name, call }): Word => ({
        name,
        args: call.args.map(({ value }) => ({ expr: value, scope })),
        place: word.place,
      }),
    );
  };
}

/** The first of some words. */
export function wordOf(words: readonly Word[], ...names: readonly string[]): Word | undefined {
  return words.find(({ name }) => names.includes(name));
}

/** A name that a word is given; of another file it stands at the word. */
export function identIn(word: Word | undefined, at: number, home: CodeModule): Ident | undefined {
  const bound = word?.args[at];
  const ident = bound && identOf(bound);
  if (!ident || !word) return undefined;
  return resolve(bound).scope.module === home && ident.span.uri === home.uri
    ? ident
    : identAt(home, ident.name, word.place);
}

/** Every name that the words of this name are given, arrays opened. */
export function identsIn(words: readonly Word[], home: CodeModule, ...names: readonly string[]): readonly Ident[] {
  return words
    .filter(({ name }) => names.includes(name))
    .flatMap((word) =>
      word.args.flatMap((arg) =>
        itemsOf(arg).flatMap((item) => {
          const ident = identOf(item);
          if (!ident) return [];
          return ident.span.uri === home.uri ? [ident] : [identAt(home, ident.name, word.place)];
        }),
      ),
    );
}
