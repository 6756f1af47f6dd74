import { type DocumentSymbol, SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver/node';
import type { ColumnSpec, DataLayer, Operation, Span, Statement } from '../../model';
import { toRange } from '../convert';
import { columnText, tableName, typeText } from '../describe';
import { standingsAt } from '../history';
import type { IndexView } from '../index-view';

interface Named {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly detail?: string;
  readonly at: Span;
  readonly children?: readonly DocumentSymbol[];
}

/** The inner span where it lies in the outer one, else the outer one. */
function inside(outer: Span, inner: Span): Span {
  const isInside =
    outer.uri === inner.uri && outer.start.offset <= inner.start.offset && inner.end.offset <= outer.end.offset;
  return isInside ? inner : outer;
}

function columnSymbol(column: ColumnSpec): DocumentSymbol {
  return {
    name: column.name.name === '' ? '(unnamed)' : column.name.name,
    detail: column.type?.text ?? '',
    kind: SymbolKind.Field,
    range: toRange(column.span),
    // The protocol wants the selection inside the range.
    selectionRange: toRange(inside(column.span, column.name.span)),
  };
}

/** What one operation is called in the outline; operations on rows and sessions are not in it. */
function named(operation: Operation): Named | undefined {
  switch (operation.kind) {
    case 'createTable':
      return {
        name: tableName(operation.table),
        kind: SymbolKind.Class,
        detail: 'table',
        at: operation.table.span,
        // A column that a base class or a mixin brings stands in that one's file.
        children: operation.columns.filter(({ span }) => span.uri === operation.span.uri).map(columnSymbol),
      };
    case 'createView':
      return { name: tableName(operation.view), kind: SymbolKind.Interface, detail: 'view', at: operation.view.span };
    case 'createIndex': {
      const { index, table } = operation;
      const name = index.name?.name ?? `index on ${tableName(table)}`;
      return { name, kind: SymbolKind.Key, detail: `on ${tableName(table)}`, at: index.name?.span ?? table.span };
    }
    case 'createEnum':
      return { name: tableName(operation.type), kind: SymbolKind.Enum, detail: 'enum', at: operation.type.span };
    case 'createDomain':
      return {
        name: tableName(operation.type),
        kind: SymbolKind.TypeParameter,
        detail: 'domain',
        at: operation.type.span,
      };
    case 'createRoutine':
      return {
        name: tableName(operation.routine),
        kind: SymbolKind.Function,
        detail: operation.form,
        at: operation.routine.span,
      };
    case 'createTrigger':
      return {
        name: tableName(operation.trigger),
        kind: SymbolKind.Event,
        detail: `on ${tableName(operation.table)}`,
        at: operation.trigger.span,
      };
    case 'createSequence':
      return {
        name: tableName(operation.sequence),
        kind: SymbolKind.Number,
        detail: 'sequence',
        at: operation.sequence.span,
      };
    case 'dropTable':
      return { name: `drop ${tableName(operation.table)}`, kind: SymbolKind.Class, at: operation.table.span };
    case 'dropColumn':
      return {
        name: `drop ${tableName(operation.table)}.${operation.column.name}`,
        kind: SymbolKind.Field,
        at: operation.column.span,
      };
    case 'addColumn':
      return {
        name: `${tableName(operation.table)}.${operation.column.name.name}`,
        kind: SymbolKind.Field,
        detail: operation.column.type?.text ?? '',
        at: operation.column.name.span,
      };
    case 'alterColumn':
      return {
        name: `alter ${tableName(operation.table)}.${operation.column.name}`,
        kind: SymbolKind.Field,
        at: operation.column.span,
      };
    case 'addConstraint': {
      const { constraint, table } = operation;
      const name = constraint.name?.name ?? constraint.kind;
      return { name: `${tableName(table)}: ${name}`, kind: SymbolKind.Key, at: constraint.name?.span ?? table.span };
    }
    default:
      return undefined;
  }
}

function symbolsOf(statement: Statement): readonly DocumentSymbol[] {
  return statement.operations.flatMap((operation) => {
    const symbol = named(operation);
    if (!symbol) return [];
    const { name, kind, detail, at, children } = symbol;
    return {
      name: name === '' ? '(unnamed)' : name,
      kind,
      range: toRange(operation.span),
      selectionRange: toRange(inside(operation.span, at)),
      ...(detail === undefined ? {} : { detail }),
      ...(children === undefined ? {} : { children: [...children] }),
    };
  });
}

/** Answers `textDocument/documentSymbol`: the outline. */
export function documentSymbols(index: IndexView, uri: string): readonly DocumentSymbol[] {
  const [layer] = index.layersOf(uri);
  if (!layer) return [];
  return standingsAt(layer, uri).flatMap(({ script }) => script.statements.flatMap(symbolsOf));
}

/** At most so many answers to one search: the editor asks again as the user types on. */
const mostSymbols = 300;

/** True when the letters of the query come in this order in the name. */
function matches(query: string, name: string): boolean {
  let at = 0;
  for (const letter of query.toLowerCase()) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function layerSymbols(layer: DataLayer): readonly WorkspaceSymbol[] {
  return [...layer.schema.tables.values()].flatMap((table) => [
    {
      name: tableName(table),
      kind: SymbolKind.Class,
      containerName: layer.name,
      location: { uri: table.at.uri, range: toRange(table.at) },
    },
    ...table.columns.map((column) => ({
      name: `${tableName(table)}.${column.name}`,
      kind: SymbolKind.Field,
      containerName: columnText(layer.dialect, table, column) || typeText(column),
      location: { uri: column.at.uri, range: toRange(column.at) },
    })),
  ]);
}

/** Answers `workspace/symbol`: tables and columns as they are now. */
export function workspaceSymbols(index: IndexView, query: string): readonly WorkspaceSymbol[] {
  return index.layers
    .flatMap(layerSymbols)
    .filter(({ name }) => matches(query, name.toLowerCase()))
    .slice(0, mostSymbols);
}
