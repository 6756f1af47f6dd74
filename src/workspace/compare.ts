import { type DataLayer, DIALECT_NAMES, type Operation, type Says, type Schema, type Span } from '../model';
import { type DiffLine, type DiffOptions, diff, lineOf, type RenameQuestion, type SchemaDiff } from '../plan';
import { printStatements } from '../sql';
import { saysOf } from './consistency';

/** One side of a comparison: where a schema comes from. */
export interface ComparedSide {
  /** `history`, `models prisma`, `dump sql-dump`, or what a caller chooses. */
  readonly id: string;
  /** For people: "migrations (prisma-migrate)". */
  readonly title: string;
  readonly schema: Schema;
  /** What it has words for; absent for what can say everything. */
  readonly says?: Says;
}

/** What a data layer has to compare: its migrations, its models, its schema files. */
export function sidesOf(layer: DataLayer): readonly ComparedSide[] {
  const history = layer.migrations[0];
  return [
    ...(history ? [{ id: 'history', title: `migrations (${history.tool})`, schema: layer.schema }] : []),
    ...[...layer.models, ...layer.dumps].map((declared) => ({
      id: `${declared.kind} ${declared.tool}`,
      title: `${declared.kind === 'models' ? 'models' : 'schema file'} (${declared.tool})`,
      schema: declared.schema,
      says: saysOf(declared),
    })),
  ];
}

export interface Comparison {
  readonly before: ComparedSide;
  readonly after: ComparedSide;
  readonly difference: SchemaDiff;
}

/** What leads from one side to the other. Where the first side is the one that cannot say everything, its silence counts as well. */
export function compareSides(before: ComparedSide, after: ComparedSide, options: DiffOptions = {}): Comparison {
  const says = after.says ?? before.says;
  return { before, after, difference: diff(before.schema, after.schema, { ...options, ...(says ? { says } : {}) }) };
}

/** The comparison line by line, each with the place where the thing is written. */
export function comparedLines({ before, difference }: Comparison): readonly (DiffLine & { readonly span: Span })[] {
  return difference.operations.flatMap((operation: Operation) => {
    const line = lineOf(operation, before.schema);
    return line ? [{ ...line, span: operation.span }] : [];
  });
}

export function comparedSql({ before, difference }: Comparison): string {
  return printStatements(difference.operations, before.schema.dialect, { schema: before.schema });
}

export function questionText({ kind, table, from, to, score, reasons }: RenameQuestion): string {
  const place = kind === 'table' || table === undefined ? '' : `${table}.`;
  return `${place}${from} may have been renamed to ${to} (${Math.round(score * 100)} %: ${reasons.join('; ')})`;
}

/** The comparison as a document for people: what differs with links to its places, what is asked, and the statements. */
export function comparisonMarkdown(
  comparison: Comparison,
  name: string,
  link: (span: Span) => string | undefined,
): string {
  const { before, after, difference } = comparison;
  const head = `# ${name} (${DIALECT_NAMES[after.schema.dialect]}): from ${before.title} to ${after.title}\n`;
  const lines = comparedLines(comparison);
  if (lines.length === 0) return `${head}\nNothing differs.\n`;
  const WORDS = { '+': 'added', '-': 'gone', '~': 'changed' } as const;
  const items = lines.map(({ sign, text, span }) => {
    const target = link(span);
    return `- ${WORDS[sign]}: ${target === undefined ? text : `[${text}](${target})`}`;
  });
  const asked = difference.questions.map((question) => `- ${questionText(question)}`);
  const noted = difference.notes.map(({ because }) => `- ${because}`);
  const section = (title: string, content: readonly string[]) =>
    content.length === 0 ? [] : ['', `## ${title}`, '', ...new Set(content)];
  return `${[
    head.trimEnd(),
    ...section('What differs', items),
    ...section('Renamed, or dropped and added?', asked),
    ...section('What a plain statement cannot do', noted),
    ...section('Statements', [`\`\`\`sql\n${comparedSql(comparison).trimEnd()}\n\`\`\``]),
  ].join('\n')}\n`;
}
