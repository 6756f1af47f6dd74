import type { Operation, QualifiedName } from '../../model';
import { spanOf } from '../code/build';
import { identIn, type Word } from './chain';
import type { Site } from './columns';

/** What a sentence does; undefined when it is not understood. */
export type Said = readonly Operation[] | undefined;

export interface Telling extends Site {
  readonly words: readonly Word[];
  readonly whole: Word['place'];
}

export type Tell = (on: Telling) => Said;

const SQLITE_HAS_NONE = 'sqlite';

/** A table that a word names, in the schema that `InSchema` or `WithSchema` says behind it. */
export function tableIn({ words, module, dialect }: Telling, ...names: readonly string[]): QualifiedName | undefined {
  const at = words.findIndex(({ name }) => names.includes(name));
  const ident = identIn(words[at], 0, module);
  const next = words[at + 1];
  const schema = next && /^(?:In|With)Schema$/.test(next.name) ? identIn(next, 0, module)?.name : undefined;
  return ident && { ...ident, ...(schema === undefined || dialect === SQLITE_HAS_NONE ? {} : { schema }) };
}

export const own = ({ words, module }: Telling) => identIn(words[0], 0, module);
export const spanIn = ({ module, whole }: Telling) => spanOf(module, whole);
