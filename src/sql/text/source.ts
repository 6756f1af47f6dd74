import { type Dialect, type LineIndex, lineIndex, type Span } from '../../model';
import { COLUMN_WORDS, type ColumnWords, LEXIS, type Lexis } from '../dialects';
import { maskTemplates, type TemplateRegion } from './mask';

/** A text with what reading it needs. `code` has the same length as `text`: templates in it are masked by names and blanks. */
export interface Source {
  readonly uri: string;
  readonly text: string;
  readonly code: string;
  readonly dialect: Dialect;
  readonly lexis: Lexis;
  readonly columnWords: ColumnWords;
  readonly lines: LineIndex;
  /** Branches of template conditions that were kept, in order. */
  readonly templates: readonly TemplateRegion[];
  /** Templates that stand for whole statements or definitions. */
  readonly unknownTemplates: readonly TemplateRegion[];
}

export function createSource(uri: string, text: string, dialect: Dialect): Source {
  const masked = maskTemplates(text, dialect);
  return {
    uri,
    text,
    code: masked.code,
    dialect,
    lexis: LEXIS[dialect],
    columnWords: COLUMN_WORDS[dialect],
    lines: lineIndex(uri, text),
    templates: masked.regions,
    unknownTemplates: masked.unknown,
  };
}

export function spanOf(source: Source, start: number, end: number): Span {
  return source.lines.span(start, end);
}
