import { type Bound, chainOf, topLevel } from '../../code';
import type { Operation, Statement } from '../../model';
import { identOf, opaque, scriptOf, spanOf, statement } from '../code/build';
import { textIn } from '../code/compose';
import { enumValues } from '../code/enum-values';
import { type OpenedFile, openTogether } from '../code/set-scopes';
import { boundArgs } from '../code/values';
import type { ReadContext, ReadFile, SourceFile } from '../format';
import type { Casing } from './casing';
import { columnOf } from './columns';
import { configBeside } from './config';
import { type Reading, schemaOf, type TableDecl, tableOf } from './declared';
import { sqlText } from './expressions';
import { extraOf, hasRowSecurity, nameOfTable } from './keys';
import { transaction } from './transaction';

export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  const [only] = readTogether([{ ...file, path: file.uri }], context);
  return only ?? { up: { uri: file.uri, statements: [], comments: [], problems: [] }, transaction };
}

/** Reads a schema's files as the tables that drizzle-kit makes of them. */
export function readTogether(files: readonly SourceFile[], context: ReadContext): readonly ReadFile[] {
  const casing: Casing = files[0] && configBeside(files[0].path, context)?.casing;
  const on: Reading = { dialect: context.dialect, casing, tables: new Map() };
  return openTogether(files, context).map((opened) => ({
    up: scriptOf(opened.module, statementsOf(opened, on)),
    transaction,
  }));
}

/** Types first, views last: a table may use an enum that stands below it. */
const ORDER: readonly string[] = [
  'createSchema',
  'createEnum',
  'createSequence',
  'createTable',
  'opaque',
  'createView',
];

function statementsOf({ module, scope }: OpenedFile, on: Reading): readonly Statement[] {
  const found = topLevel(module.body).flatMap((stmt): readonly Statement[] => {
    if (stmt.kind !== 'assign' || !stmt.value || stmt.value.kind !== 'call') return [];
    const operations = operationsOf({ expr: stmt.value, scope }, on);
    return operations.length === 0 ? [] : [statement(spanOf(module, stmt), operations)];
  });
  const rank = ({ operations }: Statement) => ORDER.indexOf(operations[0]?.kind ?? 'opaque');
  return [...found].sort((a, b) => rank(a) - rank(b));
}

function operationsOf(bound: Bound, on: Reading): readonly Operation[] {
  const table = tableOf(bound, on);
  if (table) return tableOperations(table, on);
  const { expr, scope } = bound;
  const { root, links } = chainOf(expr);
  const [first] = links;
  const own = root.kind === 'name' && first ? first.call : root;
  if (own.kind !== 'call') return [];
  const args = boundArgs(own.args, scope);
  const name = own.callee.kind === 'name' ? own.callee.name : (first?.name ?? '');
  const schema = root.kind === 'name' ? schemaOf({ expr: root, scope }) : undefined;
  if (root.kind === 'name' && schema === undefined) return [];
  if (/^(?:pg|mysql|sqlite|singlestore)?Table$/i.test(name))
    return [opaque(scope.module, expr, 'the name or the columns of this table cannot be told')];
  return objectOperations({ bound, name, args, schema, on, steps: links.map((link) => link.name) });
}

interface Declaration {
  readonly bound: Bound;
  readonly name: string;
  readonly args: readonly Bound[];
  readonly schema: string | undefined;
  readonly on: Reading;
  readonly steps: readonly string[];
}

function objectOperations({ bound, name, args, schema, on, steps }: Declaration): readonly Operation[] {
  const { module } = bound.scope;
  const span = spanOf(module, bound.expr);
  const ident = args[0] && identOf(args[0]);
  if (!ident) return [];
  const named = schema === undefined ? ident : { ...ident, schema };
  switch (name) {
    case 'pgSchema':
      return ident.name === 'public' ? [] : [{ kind: 'createSchema', schema: ident, span }];
    case 'pgEnum':
    case 'enum': {
      const values = enumValues(args[1]);
      if (!values) return [opaque(module, bound.expr, 'the values of this enum cannot be told')];
      return [{ kind: 'createEnum', type: named, values, span }];
    }
    case 'pgSequence':
    case 'sequence':
      return [{ kind: 'createSequence', sequence: named, span }];
    case 'pgRole':
      return [{ kind: 'createRole', role: ident, text: module.text.slice(bound.expr.start, bound.expr.end), span }];
    default:
      if (!/^(?:(?:pg|mysql|sqlite)(?:Materialized)?View|view|materializedView)$/.test(name)) return [];
      // What exists already is none of drizzle-kit's.
      return steps.includes('existing') ? [] : [viewOf(bound, named, /materialized/i.test(name), on)];
  }
}

function viewOf(
  bound: Bound,
  view: Extract<Operation, { kind: 'createView' }>['view'],
  materialized: boolean,
  on: Reading,
): Operation {
  const { module } = bound.scope;
  const { links } = chainOf(bound.expr);
  const given = links.find(({ name }) => name === 'as')?.call.args[0]?.value;
  const text = given && sqlText({ expr: given, scope: bound.scope }, { on });
  const query = text?.text ?? (given ? module.text.slice(given.start, given.end) : '');
  return {
    kind: 'createView',
    view,
    columns: [],
    query: query.trim(),
    sources: [],
    span: spanOf(module, bound.expr),
    ...(materialized ? { materialized: true } : {}),
    ...(textIn(bound, 'securityInvoker') ? { securityInvoker: true } : {}),
  };
}

function tableOperations(table: TableDecl, on: Reading): readonly Operation[] {
  const { module } = table;
  const span = spanOf(module, table.call);
  const name = nameOfTable(table);
  if (!table.columns) return [opaque(module, table.call, 'the columns of this table cannot be told')];
  const columns = table.columns.map((decl) => ({ decl, read: columnOf(decl, table, on) }));
  const extra = extraOf(table, on);
  const constraints = [...columns.flatMap(({ read }) => read.constraints), ...extra.constraints];
  const indexes = [...columns.flatMap(({ read }) => read.indexes), ...extra.indexes];
  return [
    {
      kind: 'createTable',
      table: name,
      columns: columns.map(({ read }) => read.spec),
      constraints,
      indexes: [],
      options: [],
      span,
    },
    ...indexes.map((index): Operation => ({ kind: 'createIndex', table: name, index, span: index.span })),
    ...(hasRowSecurity(table, extra)
      ? [{ kind: 'alterTable', table: name, change: { kind: 'rowSecurity', mode: 'enable' }, span } satisfies Operation]
      : []),
    ...extra.operations,
    ...columns.flatMap(({ decl, read }) =>
      read.unread === undefined ? [] : [opaque(decl.module, decl.place, read.unread)],
    ),
  ];
}
