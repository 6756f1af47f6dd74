import { type Dialect, type Ident, isMysqlFamily, type QualifiedName, type Schema } from '../../model';
import { type QuoteStyle, quoteName, quoteText } from './names';

/** How the text looks. What is left out is as a DBA types it: two spaces, capitals, quotes only where needed. */
export interface PrintStyle {
  readonly indent?: string;
  readonly keywordCase?: 'upper' | 'lower';
  readonly quote?: QuoteStyle;
  /**
   * The schema before the first operation. With it, statements that must repeat what is there already can be written: MySQL's
   * MODIFY COLUMN, SQLite's rebuild of a table.
   */
  readonly schema?: Schema;
}

/** What a printed operation gives: text without the closing semicolon, or why the dialect has no text for it. */
export type Printed =
  | {
      readonly kind: 'sql';
      readonly statements: readonly string[];
      /** SQL Server: it must be the only statement of its batch. Oracle: a PL/SQL unit, which a slash ends. */
      readonly alone?: true;
    }
  | { readonly kind: 'unsupported'; readonly because: string };

/** Writes the small parts of a statement in one dialect and style. */
export interface Writer {
  readonly dialect: Dialect;
  readonly indent: string;
  readonly schema: Schema | undefined;
  /** Keywords, in the case that the style asks for. */
  k(words: string): string;
  name(name: Ident | string): string;
  table(name: QualifiedName): string;
  text(value: string): string;
  /** `(a, b)` */
  names(names: readonly (Ident | string)[]): string;
}

export function createWriter(dialect: Dialect, style: PrintStyle): Writer {
  const quote = style.quote ?? 'whenNeeded';
  const name = (ident: Ident | string) => quoteName(typeof ident === 'string' ? ident : ident.name, dialect, quote);
  return {
    dialect,
    indent: style.indent ?? '  ',
    schema: style.schema,
    k: (words) => (style.keywordCase === 'lower' ? words.toLowerCase() : words),
    name,
    table: (table) => (table.schema === undefined ? name(table) : `${name(table.schema)}.${name(table)}`),
    text: (value) => quoteText(value, dialect),
    names: (names) => `(${names.map(name).join(', ')})`,
  };
}

export function sql(...statements: readonly string[]): Printed {
  return { kind: 'sql', statements };
}

/** A statement that needs a batch (SQL Server) or a slash (Oracle) of its own. */
export function alone(...statements: readonly string[]): Printed {
  return { kind: 'sql', statements, alone: true };
}

export function unsupported(because: string): Printed {
  return { kind: 'unsupported', because };
}

/** Joins the parts that are there with single spaces. */
export function join(...parts: readonly (string | undefined | false)[]): string {
  return parts.filter((part) => part !== undefined && part !== false && part !== '').join(' ');
}

export function isMysql(w: Writer): boolean {
  return isMysqlFamily(w.dialect);
}
