import type { Operation, Statement } from '../../model';
import type { TemplateRegion } from '../text/mask';
import { type Source, spanOf } from '../text/source';
import { statementOf } from './make';

/** Marks statements of template branches, and adds what templates stand for that cannot be told. */
export function withTemplates(source: Source, statements: readonly Statement[]): readonly Statement[] {
  if (source.templates.length === 0 && source.unknownTemplates.length === 0) return statements;
  const marked = statements.map((statement) => inBranch(source, statement));
  return source.unknownTemplates.length === 0 ? marked : addUnknown(source, marked);
}

function inBranch(source: Source, statement: Statement): Statement {
  if (statement.conditional) return statement;
  const region = regionAround(source.templates, statement.span.start.offset, statement.span.end.offset);
  if (!region) return statement;
  return { ...statement, conditional: { kind: 'template', span: spanOf(source, region.start, region.end) } };
}

/** Regions are in the order of their starts and nest: the last that starts before and ends behind is the innermost. */
function regionAround(regions: readonly TemplateRegion[], start: number, end: number): TemplateRegion | undefined {
  let low = 0;
  let high = regions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((regions[middle]?.start ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  // Nesting is shallow in what people write; looking further back than this is not worth the time.
  for (let i = low - 1; i >= 0 && i > low - 64; i--) {
    const region = regions[i];
    if (region && region.end >= end) return region;
  }
  return undefined;
}

function addUnknown(source: Source, statements: readonly Statement[]): readonly Statement[] {
  const found: Statement[] = [];
  let next = 0;
  const { unknownTemplates } = source;
  for (const statement of statements) {
    while ((unknownTemplates[next]?.start ?? Number.POSITIVE_INFINITY) < statement.span.start.offset) {
      found.push(alone(source, unknownTemplates[next++]));
    }
    const inside: Operation[] = [];
    while ((unknownTemplates[next]?.start ?? Number.POSITIVE_INFINITY) < statement.span.end.offset) {
      inside.push(...alone(source, unknownTemplates[next++]).operations);
    }
    found.push(
      inside.length === 0
        ? statement
        : { ...statement, operations: [...statement.operations, ...inside], confidence: 'none' },
    );
  }
  while (next < unknownTemplates.length) found.push(alone(source, unknownTemplates[next++]));
  return found;
}

function alone(source: Source, region: TemplateRegion | undefined): Statement {
  const { start, end } = region ?? { start: 0, end: 0 };
  const span = spanOf(source, start, end);
  const text = source.text.slice(start, end);
  const reason = 'A template stands here for SQL that the file does not show.';
  return statementOf(span, [{ kind: 'opaque', text, reason, span }], undefined);
}
