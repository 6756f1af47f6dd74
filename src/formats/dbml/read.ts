import {
  type EnumType,
  type LineIndex,
  lineIndex,
  nameKey,
  type Operation,
  objectKey,
  type QualifiedName,
  type Statement,
} from '../../model';
import type { ReadContext, ReadFile } from '../format';
import { type Reading, spanOf } from './columns';
import { keyOf, type Reference, referenceIn } from './endpoints';
import { joinTable } from './join-table';
import { identOf, nameAt, qualifiedOf } from './names';
import { type Entry, parseDbml } from './parse';
import { wordOf } from './project';
import { type ReadTable, statementOf, tableOf } from './tables';
import { transaction } from './transaction';

/** Reads a file of DBML as the schema that @dbml/core exports of it. Never throws. */
export function read({ uri, text }: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  const lines = lineIndex(uri, text);
  const entries = parseDbml(text);
  const enums = entries.flatMap((entry) => enumOf(entry, lines) ?? []);
  const on: Reading = { dialect: context.dialect, text, lines, enums: enums.map(({ type }) => type) };
  const partials = new Map(
    entries.flatMap((entry) => {
      const name = wordOf(entry) === 'tablepartial' ? entry.tokens[1] : undefined;
      return name ? [[identOf(name, lines).name, entry] as const] : [];
    }),
  );
  const tables = entries.flatMap((entry) =>
    wordOf(entry) === 'table' ? [{ entry, table: tableOf(entry, partials, on) }] : [],
  );
  const aliases = aliasesIn(entries, lines);
  const statements = [
    ...enums.map(({ entry, operation }) => statementOf(spanOf(on, entry), [operation])),
    ...tables.flatMap(({ entry, table }) => tableStatements(entry, table, on)),
    ...tables.flatMap(({ table }) => (table ? movedStatements(table, aliases) : [])),
    ...entries.flatMap((entry) => (wordOf(entry) === 'ref' ? refStatements(entry, { tables, aliases, on }) : [])),
    ...entries.flatMap((entry) => (isKnown(entry) ? [] : [notUnderstood(entry, on, 'this is no element of DBML')])),
  ];
  return {
    up: { uri, statements: statements.map((one) => aimed(one, aliases)), comments: [], problems: [] },
    transaction,
  };
}

/** `Table users as U`: references may say U. */
type Aliases = ReadonlyMap<string, QualifiedName>;

const KNOWN: ReadonlySet<string> = new Set(['table', 'tablepartial', 'enum', 'ref']);
/** What is about the diagram or its reader, not the schema. */
const ASIDE: ReadonlySet<string> = new Set([
  'project',
  'tablegroup',
  'note',
  'diagramview',
  'records',
  'use',
  'reuse',
  'dep',
  'policy',
]);

function isKnown(entry: Entry): boolean {
  return KNOWN.has(wordOf(entry)) || ASIDE.has(wordOf(entry));
}

function notUnderstood(entry: Entry, on: Reading, reason: string): Statement {
  const span = spanOf(on, entry);
  return statementOf(span, [{ kind: 'opaque', span, text: on.text.slice(entry.start, entry.end), reason }]);
}

function aliasesIn(entries: readonly Entry[], lines: LineIndex): Aliases {
  return new Map(
    entries.flatMap((entry) => {
      const written = wordOf(entry) === 'table' ? nameAt(entry.tokens, 1, lines) : undefined;
      const after = written ? entry.tokens.slice(1 + written.length) : [];
      const [as, alias] = after;
      const table = written && qualifiedOf(written.parts);
      return table && alias && as?.text.toLowerCase() === 'as' ? [[identOf(alias, lines).name, table] as const] : [];
    }),
  );
}

function meant(name: QualifiedName, aliases: Aliases): QualifiedName {
  const table = name.schema === undefined ? aliases.get(name.name) : undefined;
  return table ? { ...name, name: table.name, ...(table.schema === undefined ? {} : { schema: table.schema }) } : name;
}

/** Keys of a table that lead to an alias lead to its table. */
function aimed(statement: Statement, aliases: Aliases): Statement {
  if (aliases.size === 0) return statement;
  const operations = statement.operations.map((one): Operation => {
    if (one.kind !== 'createTable') return one;
    const constraints = one.constraints.map((key) =>
      key.kind === 'foreignKey' ? { ...key, refTable: meant(key.refTable, aliases) } : key,
    );
    return { ...one, constraints };
  });
  return { ...statement, operations };
}

function enumOf(
  entry: Entry,
  lines: LineIndex,
): { readonly entry: Entry; readonly type: EnumType; readonly operation: Operation } | undefined {
  if (wordOf(entry) !== 'enum' || !entry.body) return undefined;
  const written = nameAt(entry.tokens, 1, lines);
  const name = written && qualifiedOf(written.parts);
  if (!name) return undefined;
  const values = entry.body.flatMap(({ tokens }) => (tokens[0] ? [identOf(tokens[0], lines).name] : []));
  const span = lines.span(entry.start, entry.end);
  const type: EnumType = {
    name: name.name,
    values,
    at: name.span,
    ...(name.schema === undefined ? {} : { schema: name.schema }),
  };
  return { entry, type, operation: { kind: 'createEnum', type: name, values, span } };
}

function tableStatements(entry: Entry, table: ReadTable | undefined, on: Reading): readonly Statement[] {
  if (!table) return [notUnderstood(entry, on, 'this table has no name or no body')];
  return [
    statementOf(spanOf(on, entry), [table.create, ...table.rest]),
    ...table.unread.map((line) => notUnderstood(line, on, 'this line is no column, index or note')),
  ];
}

function movedStatements({ moved }: ReadTable, aliases: Aliases): readonly Statement[] {
  return moved.map(({ owner, key }) => {
    const aimedKey = key.kind === 'foreignKey' ? { ...key, refTable: meant(key.refTable, aliases) } : key;
    return statementOf(key.span, [
      { kind: 'addConstraint', table: meant(owner, aliases), constraint: aimedKey, span: key.span },
    ]);
  });
}

interface Known {
  readonly tables: readonly { readonly table: ReadTable | undefined }[];
  readonly aliases: Aliases;
  readonly on: Reading;
}

/** `Ref name: a.b > c.d [delete: cascade]`, or several lines in braces. */
function refStatements(entry: Entry, known: Known): readonly Statement[] {
  const { on } = known;
  const colon = entry.tokens.findIndex(({ text }) => text === ':');
  const head = colon < 0 ? entry.tokens : entry.tokens.slice(0, colon);
  const name = head[1] && identOf(head[1], on.lines);
  const lines = entry.body ?? [{ ...entry, tokens: entry.tokens.slice(colon + 1) }];
  return lines.map((line) => {
    const sides = colon >= 0 || entry.body ? referenceIn(line.tokens, on.lines) : undefined;
    if (!sides) return notUnderstood(entry, on, 'this reference has no two sides');
    const span = spanOf(on, line);
    const reference: Reference = { ...sides, settings: line.settings, span, ...(name ? { name } : {}) };
    return statementOf(span, reference.relation === '<>' ? joined(reference, known) : keyed(reference, known));
  });
}

function keyed(reference: Reference, { aliases }: Known): readonly Operation[] {
  const { table, key } = keyOf(reference, false);
  const constraint = { ...key, refTable: meant(key.refTable, aliases) };
  return [{ kind: 'addConstraint', table: meant(table, aliases), constraint, span: reference.span }];
}

function joined(reference: Reference, { tables, aliases, on }: Known): readonly Operation[] {
  const keyFor = (name: QualifiedName) => objectKey(on.dialect, name.schema, name.name);
  const columnsOf = (name: QualifiedName) => {
    const found = tables.find(({ table }) => table && keyFor(table.name) === keyFor(meant(name, aliases)));
    const create = found?.table?.create;
    return create?.kind === 'createTable' ? create.columns : [];
  };
  return joinTable(
    reference,
    (side) => ({
      table: meant(side.table, aliases),
      types: side.columns.map(
        ({ name }) =>
          columnsOf(side.table).find((one) => nameKey(on.dialect, one.name.name) === nameKey(on.dialect, name))?.type,
      ),
    }),
    new Set(tables.flatMap(({ table }) => (table ? [table.name.name] : []))),
  );
}
