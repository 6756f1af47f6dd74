import type {
  ColumnSpec,
  ConstraintSpec,
  IndexColumn,
  IndexSpec,
  Operation,
  QualifiedName,
  Statement,
} from '../../model';
import { parseExpression } from '../../sql';
import { columnOf, isNote, type Moved, noteOf, type Reading, settingNamed, spanOf } from './columns';
import { identOf, nameAt, qualifiedOf } from './names';
import type { Entry } from './parse';
import type { Token } from './scan';

/** What a table's body comes to, its partials put in. */
interface Body {
  readonly columns: readonly ColumnSpec[];
  readonly keyColumns: readonly IndexColumn[];
  readonly constraints: readonly ConstraintSpec[];
  readonly indexes: readonly IndexSpec[];
  readonly moved: readonly Moved[];
  readonly unread: readonly Entry[];
}

const EMPTY: Body = { columns: [], keyColumns: [], constraints: [], indexes: [], moved: [], unread: [] };

/** What is read of one table: its own operations, keys that it gives to others, and lines that are not understood. */
export interface ReadTable {
  readonly name: QualifiedName;
  readonly create: Operation;
  /** Its indexes and its note. */
  readonly rest: readonly Operation[];
  readonly moved: readonly Moved[];
  readonly unread: readonly Entry[];
}

/** `Table core.users as U [note: '…'] { … }` */
export function tableOf(entry: Entry, partials: ReadonlyMap<string, Entry>, on: Reading): ReadTable | undefined {
  const written = nameAt(entry.tokens, 1, on.lines);
  const name = written && qualifiedOf(written.parts);
  if (!name || !entry.body) return undefined;
  const body = bodyOf(entry.body, name, partials, on);
  const inIndexes = body.constraints.find(({ kind }) => kind === 'primaryKey');
  const [first] = body.keyColumns;
  const last = body.keyColumns.at(-1);
  const key: readonly ConstraintSpec[] =
    !inIndexes && first && last
      ? [{ kind: 'primaryKey', columns: body.keyColumns, span: { ...first.span, end: last.span.end } }]
      : [];
  const note = noteOf(entry.settings, entry.body);
  const span = spanOf(on, entry);
  return {
    name,
    create: {
      kind: 'createTable',
      table: name,
      columns: unique(body.columns),
      constraints: [...key, ...body.constraints],
      indexes: [],
      options: [],
      span,
    },
    rest: [
      ...body.indexes.map((index): Operation => ({ kind: 'createIndex', table: name, index, span: index.span })),
      ...(note === undefined
        ? []
        : [{ kind: 'commentOn', objectType: 'table', name, comment: note, span } satisfies Operation]),
    ],
    moved: body.moved,
    unread: body.unread,
  };
}

/** A table's own column stands for a partial's of the same name. */
function unique(columns: readonly ColumnSpec[]): readonly ColumnSpec[] {
  const last = new Map(columns.map((column) => [column.name.name, column]));
  return columns.filter((column) => last.get(column.name.name) === column);
}

function bodyOf(
  entries: readonly Entry[],
  table: QualifiedName,
  partials: ReadonlyMap<string, Entry>,
  on: Reading,
  depth = 0,
): Body {
  const parts = entries.map((entry): Body => {
    const { tokens } = entry;
    const [first, second] = tokens;
    const word = first?.kind === 'word' ? first.text.toLowerCase() : first?.text;
    if (isNote(entry)) return EMPTY;
    if (entry.body && tokens.length === 1 && word === 'indexes') return indexesIn(entry.body, on);
    if (entry.body && tokens.length === 1 && word === 'checks') return checksIn(entry.body, on);
    // Sample rows and settings of the diagram are no part of the schema.
    if (entry.body) return word === 'records' ? EMPTY : { ...EMPTY, unread: [entry] };
    if (word === '~' && second) {
      const partial = partials.get(identOf(second, on.lines).name);
      if (!partial?.body || depth > 4) return { ...EMPTY, unread: [entry] };
      return bodyOf(partial.body, table, partials, on, depth + 1);
    }
    return lineOf(entry, table, on);
  });
  return {
    columns: parts.flatMap(({ columns }) => columns),
    keyColumns: parts.flatMap(({ keyColumns }) => keyColumns),
    constraints: parts.flatMap(({ constraints }) => constraints),
    indexes: parts.flatMap(({ indexes }) => indexes),
    moved: parts.flatMap(({ moved }) => moved),
    unread: parts.flatMap(({ unread }) => unread),
  };
}

function lineOf(entry: Entry, table: QualifiedName, on: Reading): Body {
  const read = columnOf(entry, table, on);
  if (!read) return { ...EMPTY, unread: [entry] };
  const { column, references, others } = read;
  const isKey = settingNamed(entry.settings, 'pk', 'primary key') !== undefined;
  const keyPart: IndexColumn = { column: column.name, span: column.name.span };
  const constraints = column.constraints.map(
    (one): ConstraintSpec => (one.kind === 'unique' ? { ...one, columns: [keyPart] } : one),
  );
  return {
    ...EMPTY,
    columns: [{ ...column, constraints }],
    keyColumns: isKey ? [keyPart] : [],
    constraints: references,
    moved: others,
  };
}

/** `indexes { (a, b) [unique, name: 'x'] \n `lower(c)` }`; an index with `pk` is the key. */
function indexesIn(entries: readonly Entry[], on: Reading): Body {
  const found = entries.flatMap((entry): readonly Body[] => {
    if (isNote(entry)) return [];
    const columns = partsOf(entry.tokens, on);
    if (columns.length === 0 || entry.body) return [{ ...EMPTY, unread: [entry] }];
    const span = spanOf(on, entry);
    const named = settingNamed(entry.settings, 'name')?.value[0];
    const name = named ? { name: identOf(named, on.lines) } : {};
    if (settingNamed(entry.settings, 'pk', 'primary key'))
      return [{ ...EMPTY, constraints: [{ kind: 'primaryKey', columns, span, ...name }] }];
    const type = settingNamed(entry.settings, 'type')?.value[0]?.text.toLowerCase();
    const isUnique = settingNamed(entry.settings, 'unique') !== undefined;
    const comment = noteOf(entry.settings);
    const index: IndexSpec = {
      columns,
      span,
      ...name,
      ...(isUnique ? { unique: true } : {}),
      ...(type === undefined ? {} : { method: type }),
      ...(comment === undefined ? {} : { comment }),
    };
    return [{ ...EMPTY, indexes: [index] }];
  });
  return {
    ...EMPTY,
    constraints: found.flatMap(({ constraints }) => constraints),
    indexes: found.flatMap(({ indexes }) => indexes),
    unread: found.flatMap(({ unread }) => unread),
  };
}

/** Columns and expressions of an index, in parentheses or one alone. */
function partsOf(tokens: readonly Token[], on: Reading): readonly IndexColumn[] {
  return tokens.flatMap((token): readonly IndexColumn[] => {
    if (token.kind === 'sign') return [];
    const { value } = token;
    if (token.kind !== 'expression' || !value) {
      const column = identOf(token, on.lines);
      return [{ column, span: column.span }];
    }
    const span = on.lines.span(value.start, value.end);
    return [{ expression: parseExpression(value.text, span, on.dialect), span }];
  });
}

function checksIn(entries: readonly Entry[], on: Reading): Body {
  const constraints = entries.flatMap((entry): readonly ConstraintSpec[] => {
    const value = entry.tokens[0]?.value;
    if (!value) return [];
    const named = settingNamed(entry.settings, 'name')?.value[0];
    const expression = parseExpression(value.text, on.lines.span(value.start, value.end), on.dialect);
    return [
      { kind: 'check', expression, span: spanOf(on, entry), ...(named ? { name: identOf(named, on.lines) } : {}) },
    ];
  });
  return { ...EMPTY, constraints };
}

/** One statement of a file. */
export function statementOf(span: Statement['span'], operations: readonly Operation[]): Statement {
  return {
    span,
    operations,
    confidence: operations.every(({ kind }) => kind !== 'opaque') ? 'reader' : 'none',
  };
}
