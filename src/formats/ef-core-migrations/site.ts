import { type Bound, type CodeModule, type Placed, resolve, type Scope, textValue, truth } from '../../code';
import {
  type Dialect,
  type Expression,
  type Ident,
  isMysqlFamily,
  type Operation,
  type QualifiedName,
  type Span,
} from '../../model';
import { expressionAt, identOf, opaque, spanOf } from '../code/build';
import { itemsOf } from '../code/compose';
import type { Given } from '../code/csharp';

/** An operation of a migration being read: what it was given, and what is said of it by `.Annotation(…)`. */
export interface Site {
  readonly module: CodeModule;
  readonly dialect: Dialect;
  readonly scope: Scope;
  /** The call with its annotations. */
  readonly place: Placed;
  readonly given: Given;
  readonly annotations: ReadonlyMap<string, Bound>;
  readonly oldAnnotations: ReadonlyMap<string, Bound>;
  /** Columns that this migration puts into indexes, as `table.column`: strings in them are bounded. */
  readonly indexed: ReadonlySet<string>;
  /** What of the operation cannot be told. */
  readonly gaps: Operation[];
}

export function spanOfSite({ module, place }: Site): Span {
  return spanOf(module, place);
}

/** Says of a part that it cannot be told. */
export function gap({ module, gaps }: Site, place: Placed, reason: string): void {
  gaps.push(opaque(module, place, reason));
}

/** A name that is given; undefined when it cannot be told. */
export function identGiven({ given }: Site, name: string): Ident | undefined {
  const bound = given(name);
  return bound && identOf(bound);
}

export function textGiven({ given }: Pick<Site, 'given'>, name: string): string | undefined {
  const bound = given(name);
  return bound && textValue(bound)?.text;
}

export function isGiven({ given }: Pick<Site, 'given'>, name: string): boolean {
  const bound = given(name);
  return bound !== undefined && truth(bound) === true;
}

export function numberGiven({ given }: Pick<Site, 'given'>, name: string): number | undefined {
  const bound = given(name);
  const value = bound && resolve(bound).expr;
  return value?.kind === 'number' ? Number(value.text) : undefined;
}

/** Engines whose tables lie in schemas. */
export function hasSchemas(dialect: Dialect): boolean {
  return dialect !== 'sqlite' && !isMysqlFamily(dialect);
}

/** A table by the parameters that name it and its schema. */
export function tableGiven(site: Site, name = 'table', schema = 'schema'): QualifiedName | undefined {
  const ident = identGiven(site, name);
  // SQLite and MySQL have no schemas inside a database: their providers leave the names out.
  const inSchema = hasSchemas(site.dialect) ? textGiven(site, schema) : undefined;
  return ident && { ...ident, ...(inSchema === undefined ? {} : { schema: inSchema }) };
}

/** One column or several: `column: "Id"`, `columns: new[] { "A", "B" }`. */
export function columnsGiven({ given }: Site, ...names: readonly string[]): readonly Ident[] | undefined {
  const bound = names.map(given).find((one) => one !== undefined);
  if (!bound) return undefined;
  const idents = itemsOf(bound).map((item) => identOf(item));
  const known = idents.filter((ident) => ident !== undefined);
  return known.length === idents.length ? known : undefined;
}

/** SQL that a string gives, with its place inside the quotes. */
export function sqlGiven({ given, dialect }: Site, name: string): Expression | undefined {
  const bound = given(name);
  const ident = bound && identOf(bound);
  if (!ident || !bound) return undefined;
  const { start, end } = ident.span;
  return expressionAt(bound.scope.module, ident.name, { start: start.offset, end: end.offset }, dialect);
}

/** An annotation's text, of several spellings the first that is there. */
export function annotated(from: ReadonlyMap<string, Bound>, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const bound = from.get(name);
    if (bound) return valueWord(bound);
  }
  return undefined;
}

/** Text, a number, or the last word of an enum's member: `IdentityByDefaultColumn`, `true`. */
export function valueWord(bound: Bound): string | undefined {
  const { expr, scope } = resolve(bound);
  if (expr.kind === 'member') return expr.name;
  if (expr.kind === 'constant') return expr.value === null ? undefined : String(expr.value);
  return textValue({ expr, scope })?.text;
}
