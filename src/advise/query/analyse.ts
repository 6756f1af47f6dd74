/** Looks at the queries of a text: what is wrong with them, which index serves each table, which would. */
import type { Schema } from '../../model';
import { tokensOf } from '../../sql';
import type { Block } from './block';
import { type Access, accessOf, type CandidateIndex } from './candidates';
import { issuesOf, type QueryIssue } from './issues';
import { readQueries } from './read-query';

export interface QueryAnalysis {
  readonly queries: number;
  readonly issues: readonly QueryIssue[];
  readonly access: readonly Access[];
  /** The candidates, one for each table and list of columns, those that a longer one serves left out. */
  readonly candidates: readonly CandidateIndex[];
  /** Tables that the schema does not know. */
  readonly unknown: readonly string[];
}

/** Never throws: what is no query has no findings. */
export function analyseQueries(text: string, schema: Schema): QueryAnalysis {
  if (schema.dialect === 'mongodb') return { queries: 0, issues: [], access: [], candidates: [], unknown: [] };
  const top = readQueries(text, schema.dialect);
  const blocks = top.flatMap(withInner);
  const named = new Set(commonNames(text, schema));
  const access = blocks.flatMap((block) => accessOf(block, schema));
  return {
    queries: top.length,
    issues: [...repeated(text, top, schema), ...blocks.flatMap((block) => issuesOf(block, schema))],
    access,
    candidates: distinct(access.flatMap((one) => (one.kind === 'candidate' ? [one.candidate] : []))),
    unknown: [...new Set(blocks.flatMap((block) => unknownTables(block, schema)))].filter((name) => !named.has(name)),
  };
}

const withInner = (block: Block): readonly Block[] => [block, ...block.inner.flatMap(withInner)];

function unknownTables({ tables }: Block, schema: Schema): readonly string[] {
  const known = new Set([...schema.tables.values(), ...schema.views.values()].map(({ name }) => name.toLowerCase()));
  return tables.map(({ name }) => name).filter((name) => !known.has(name.toLowerCase()));
}

/** Names that WITH gives. */
function commonNames(text: string, { dialect }: Schema): readonly string[] {
  const tokens = dialect === 'mongodb' ? [] : tokensOf(text, dialect);
  return tokens.flatMap(({ name }, at) => {
    const next = tokens[at + 1]?.word;
    return name !== '' && next === 'as' && tokens[at + 2]?.word === '(' ? [name] : [];
  });
}

/** An index is no candidate where another begins with its columns and leaves out no rows that it has. */
function distinct(candidates: readonly CandidateIndex[]): readonly CandidateIndex[] {
  const key = ({ table, columns, where }: CandidateIndex) =>
    `${table.schema ?? ''}.${table.name} ${where ?? ''}: ${columns.map(({ name, descending }) => `${name} ${descending}`).join(', ')}`;
  const all = [...new Map(candidates.map((candidate) => [key(candidate), candidate])).values()];
  return all.filter((one) => !all.some((other) => other !== one && key(other).startsWith(`${key(one)},`)));
}

/** The same statement again and again, but for its values: a list read row by row. */
function repeated(text: string, top: readonly Block[], { dialect }: Schema): readonly QueryIssue[] {
  if (dialect === 'mongodb') return [];
  const shapes = new Map<string, Block[]>();
  for (const block of top) {
    const shape = tokensOf(text.slice(block.start, block.end), dialect)
      .map(({ kind, text: word }) => (kind === 'string' || kind === 'number' ? '?' : word.toLowerCase()))
      .join(' ');
    shapes.set(shape, [...(shapes.get(shape) ?? []), block]);
  }
  return [...shapes.values()].flatMap((blocks) => {
    const [first] = blocks;
    if (first === undefined || blocks.length < 3 || first.kind !== 'select') return [];
    return [
      {
        id: 'n-plus-one',
        what: `The same query ${blocks.length} times, for one value each.`,
        why: 'Each is a round trip: a hundred rows take a hundred of them (N+1).',
        fix: 'Ask for all at once: `WHERE id = ANY($1)` or `IN (…)`, a join, or eager loading in the ORM (select_related, includes, Include, with, JOIN FETCH).',
        start: first.start,
        end: first.end,
      },
    ];
  });
}
