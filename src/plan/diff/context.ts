import {
  type Dialect,
  type Ident,
  nameKey,
  objectKey,
  type QualifiedName,
  type Says,
  type SchemaPart,
  type Span,
} from '../../model';
import type { DiffNote, RenameQuestion, Sides } from './types';

/** What the parts of a comparison share. */
export interface DiffContext extends Sides {
  readonly dialect: Dialect;
  readonly says: Says;
  readonly notes: DiffNote[];
  readonly questions: RenameQuestion[];
}

/** True when the wanted side's silence about a part means something. */
export function speaksOf(context: Pick<DiffContext, 'says'>, part: SchemaPart): boolean {
  return !context.says.silentOn.has(part);
}

export function same(context: Pick<DiffContext, 'dialect'>, a: string, b: string): boolean {
  return nameKey(context.dialect, a) === nameKey(context.dialect, b);
}

interface Placed {
  readonly schema?: string;
  readonly name: string;
  readonly at: Span;
}

export function ident(object: { readonly name: string; readonly at: Span }): Ident {
  return { name: object.name, span: object.at };
}

/** The name of an object of a schema as a statement says it. */
export function qualified({ schema, name, at }: Placed): QualifiedName {
  return { name, span: at, ...(schema === undefined ? {} : { schema }) };
}

export function keyOf(
  context: Pick<DiffContext, 'dialect'>,
  { schema, name }: { readonly schema?: string; readonly name: string },
): string {
  return objectKey(context.dialect, schema, name);
}

/** `audit.log`, as answers and questions name it. */
export function shown({ schema, name }: { readonly schema?: string; readonly name: string }): string {
  return schema === undefined ? name : `${schema}.${name}`;
}
