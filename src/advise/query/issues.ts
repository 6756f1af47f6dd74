/** What makes a query slow or wrong whatever indexes there are. */
import { type Dialect, isMysqlFamily, type Schema } from '../../model';
import type { Block, Predicate } from './block';
import { type PlacedTable, placeColumn, placeTables } from './resolve';

export interface QueryIssue {
  readonly id: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  /** Offsets into the text. */
  readonly start: number;
  readonly end: number;
}

type Check = (block: Block, placed: readonly PlacedTable[], schema: Schema) => readonly QueryIssue[];

const at = ({ start, end }: { readonly start: number; readonly end: number }) => ({ start, end });

const selectStar: Check = (block) =>
  block.kind === 'select' && block.star && block.tables.length > 0
    ? [
        {
          id: 'select-star',
          what: '`SELECT *` reads every column.',
          why: 'Wide values are fetched for nothing, no index can answer alone, and a new column changes what the program gets.',
          fix: 'Name the columns that are used.',
          ...at(block),
        },
      ]
    : [];

const offset: Check = (block) =>
  block.offset === undefined || (typeof block.offset === 'number' && block.offset < 1_000)
    ? []
    : [
        {
          id: 'offset-pagination',
          what: `OFFSET ${block.offset === 'parameter' ? 'grows with the page' : block.offset}: all rows before it are read and thrown away.`,
          why: 'The later the page, the slower; rows that come or go meanwhile are shown twice or not at all.',
          fix: 'Page by key: `WHERE (placed_at, id) < ($1, $2) ORDER BY placed_at DESC, id DESC LIMIT n`, with an index on those columns.',
          ...at(block),
        },
      ];

const wildcard: Check = ({ predicates }, _, { dialect }) =>
  flat(predicates).flatMap((predicate) => {
    if (
      predicate.kind !== 'like' ||
      predicate.operand?.kind !== 'string' ||
      !/^[A-Za-z]*'[%_]/.test(predicate.operand.text)
    )
      return [];
    const fix =
      dialect === 'postgresql'
        ? 'A trigram index serves it: `CREATE EXTENSION pg_trgm; CREATE INDEX … USING gin (column gin_trgm_ops)`; or full text search.'
        : isMysqlFamily(dialect)
          ? 'A FULLTEXT index with MATCH … AGAINST serves words; a reversed, generated column serves endings.'
          : 'A full text index serves words; a reversed, generated column serves endings.';
    return [
      {
        id: 'leading-wildcard',
        what: `\`${predicate.text}\` begins with a wildcard.`,
        why: 'A B-tree is sorted from the first character: every row is looked at.',
        fix,
        ...at(predicate),
      },
    ];
  });

const wrapped: Check = ({ predicates }, placed, schema) =>
  flat(predicates).flatMap((predicate) => {
    if (predicate.kind !== 'wrapped' || predicate.column === undefined || predicate.operand?.kind === 'column')
      return [];
    const found = placeColumn(predicate.column, placed, schema);
    if (found?.column === undefined) return [];
    // An index on the very expression serves it.
    const left = squeezed(predicate.text);
    const served = found.in.table?.indexes.some(({ columns }) =>
      columns.some(({ expression }) => expression !== undefined && left.includes(squeezed(expression.text))),
    );
    if (served === true) return [];
    const date = /timestamp|datetime|date/.test(found.column.type?.family ?? '');
    const fix = date
      ? `Compare the column itself with a range: \`${found.name} >= … AND ${found.name} < …\`.`
      : schema.dialect === 'mariadb'
        ? 'Compare the bare column, or index a generated column of the expression.'
        : 'Compare the bare column, or make an index on the expression.';
    return [
      {
        id: 'wrapped-column',
        what: `\`${predicate.text}\` computes with ${found.name} before comparing.`,
        why: `An index on ${found.name} is of no use for it: every row is computed.`,
        fix,
        ...at(predicate),
      },
    ];
  });

const squeezed = (text: string) => text.toLowerCase().replace(/[\s()"`]|::\w+/g, '');

const notIn: Check = ({ predicates }, _, schema) =>
  flat(predicates).flatMap((predicate) => {
    const { subquery } = predicate;
    if (predicate.kind !== 'not in' || subquery === undefined || subquery.kind !== 'select') return [];
    const [selected] = subquery.selected;
    const inner = placeTables(subquery, schema);
    const found = selected === undefined ? undefined : placeColumn(selected, inner, schema);
    const excluded = subquery.predicates.some(({ text }) => /is\s+not\s+null/i.test(text));
    if (found?.column?.notNull === true || isKey(found) || excluded) return [];
    return [
      {
        id: 'not-in-nullable',
        what: `NOT IN over ${found?.name ?? 'a column'} that may be NULL.`,
        why: 'One NULL in the list makes the condition unknown for every row: nothing is found. It is also planned badly.',
        fix: 'Use `NOT EXISTS (SELECT 1 FROM … WHERE …)`.',
        ...at(predicate),
      },
    ];
  });

const isKey = (found: ReturnType<typeof placeColumn>) =>
  found?.in.table?.primaryKey?.columns.some(({ column }) => column?.name === found.name) === true;

const orColumns: Check = ({ predicates }, placed, schema) =>
  predicates.flatMap((predicate) => {
    if (predicate.kind !== 'or' || predicate.branches === undefined) return [];
    const names = predicate.branches.map((branch) => {
      const [first] = branch;
      const found = first?.column === undefined ? undefined : placeColumn(first.column, placed, schema);
      return found === undefined ? undefined : `${found.in.use.alias}.${found.name}`;
    });
    if (names.some((name) => name === undefined) || new Set(names).size < 2) return [];
    return [
      {
        id: 'or-over-columns',
        what: `OR over ${[...new Set(names)].join(' and ')}.`,
        why: 'One index serves one of them; engines combine two at best (bitmap or index merge), and across tables not at all.',
        fix: 'Index each column, or write two queries with UNION (ALL, where a row cannot meet both).',
        ...at(predicate),
      },
    ];
  });

const cartesian: Check = (block, placed) => {
  const { tables, predicates } = block;
  if (tables.length < 2 || tables.some(({ join }) => join === 'cross')) return [];
  // Tables that a condition names together belong together; a group of its own is joined with everything.
  const groups = new Map(tables.map(({ alias }, n) => [alias.toLowerCase(), n]));
  const merge = (a: string, b: string) => {
    const [from, to] = [groups.get(a), groups.get(b)];
    for (const [alias, group] of groups) if (group === from && to !== undefined) groups.set(alias, to);
  };
  const owner = (column: { readonly qualifier?: string; readonly name: string }) => {
    if (column.qualifier !== undefined) return column.qualifier.toLowerCase();
    const owners = placed.filter(({ table }) =>
      table?.columns.some(({ name }) => name.toLowerCase() === column.name.toLowerCase()),
    );
    return owners.length === 1 ? owners[0]?.use.alias.toLowerCase() : undefined;
  };
  for (const { columns } of predicates) {
    const owners = columns.map(owner);
    // A column whose table is not known may join anything.
    if (columns.length > 1 && owners.some((one) => one === undefined)) return [];
    const [first, ...others] = owners.flatMap((one) => one ?? []);
    for (const other of others) if (first !== undefined && groups.has(first) && groups.has(other)) merge(first, other);
  }
  if (new Set(groups.values()).size < 2) return [];
  const lonely = tables.filter(
    ({ alias }) => groups.get(alias.toLowerCase()) !== groups.get(tables[0]?.alias.toLowerCase() ?? ''),
  );
  const named = lonely.map(({ alias }) => alias).join(', ');
  return [
    {
      id: 'missing-join-condition',
      what: `Nothing joins ${named} to the other tables.`,
      why: 'Every row is paired with every row: the result is the product of both.',
      fix: 'Add the join condition, or write CROSS JOIN where the product is meant.',
      ...at(lonely[0] ?? block),
    },
  ];
};

const implicitCast: Check = ({ predicates }, placed, schema) =>
  flat(predicates).flatMap((predicate) => {
    const { column, operand, kind } = predicate;
    if (column === undefined || operand?.kind !== 'number' || (kind !== 'equal' && kind !== 'range')) return [];
    const found = placeColumn(column, placed, schema);
    if (!/^(?:varchar|text|char|citext)$/.test(found?.column?.type?.family ?? '')) return [];
    return [
      {
        id: 'implicit-cast',
        what: `${found?.name} is text and is compared with the number ${operand.text}.`,
        why: castWhy(schema.dialect),
        fix: `Compare with text: '${operand.text}'.`,
        ...at(predicate),
      },
    ];
  });

const castWhy = (dialect: Dialect) =>
  dialect === 'postgresql'
    ? 'PostgreSQL has no such operator and refuses the query.'
    : dialect === 'oracle'
      ? 'Oracle turns the column into numbers: its index is of no use, and a row that is no number is an error.'
      : 'Each value of the column is turned into a number: its index is of no use, and different texts become equal.';

const randomOrder: Check = (block) =>
  block.orderBy.some(({ text }) => /^(?:random|rand|newid)\s*\(/i.test(text))
    ? [
        {
          id: 'random-order',
          what: 'ORDER BY a random number.',
          why: 'Every row gets a number and all are sorted, for a few of them.',
          fix: 'Take a random key (`WHERE id >= $1 ORDER BY id LIMIT n`), or TABLESAMPLE.',
          ...at(block),
        },
      ]
    : [];

const unbounded: Check = (block) =>
  block.kind !== 'select' && !block.hasWhere && block.tables.length === 1
    ? [
        {
          id: 'no-where',
          what: `${block.kind.toUpperCase()} without WHERE changes every row.`,
          why: 'It locks and rewrites the whole table in one transaction.',
          fix: 'Say which rows, and go in batches by key.',
          ...at(block),
        },
      ]
    : [];

const CHECKS: readonly Check[] = [
  cartesian,
  notIn,
  implicitCast,
  wrapped,
  wildcard,
  orColumns,
  offset,
  randomOrder,
  unbounded,
  selectStar,
];

/** Every predicate, those in branches of OR too. */
function flat(predicates: readonly Predicate[]): readonly Predicate[] {
  return predicates.flatMap((predicate) => [predicate, ...(predicate.branches ?? []).flatMap(flat)]);
}

/** The issues of one block, the gravest first. */
export function issuesOf(block: Block, schema: Schema): readonly QueryIssue[] {
  const placed = placeTables(block, schema);
  return CHECKS.flatMap((check) => check(block, placed, schema));
}
