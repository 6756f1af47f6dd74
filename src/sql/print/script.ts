import { createFold, DIALECT_NAMES, type Dialect, type Operation, objectKey, type QualifiedName } from '../../model';
import { printTableOperation } from './alter';
import { printAlterIndex, printCreateIndex, printDropIndex, printReindex, printRenameIndex } from './indexes';
import { printObject } from './objects';
import { printOracle } from './oracle';
import { printRebuild } from './rebuild';
import { printSession } from './session';
import { printSqlServer, statedTogether } from './sqlserver';
import { printCreateTable } from './table';
import { createWriter, type Printed, type PrintStyle, type Writer } from './writer';

/** An operation that the dialect, or what we know, gives no text for. */
export interface Unprinted {
  readonly operation: Operation;
  readonly because: string;
}

export interface PrintedScript {
  /** All statements, each closed with a semicolon, an empty line between them, a newline at the end. */
  readonly sql: string;
  /** Each statement without its semicolon. */
  readonly statements: readonly string[];
  readonly unsupported: readonly Unprinted[];
}

/** Operations as SQL of a dialect. What has no text is listed, never dropped in silence. */
export function printScript(operations: readonly Operation[], dialect: Dialect, style: PrintStyle = {}): PrintedScript {
  const { parts, unsupported } = printAll(operations, dialect, style);
  const statements = parts.flatMap((part) => (part.kind === 'sql' ? part.statements : []));
  return {
    sql: layOut(
      dialect,
      parts.filter(({ kind }) => kind === 'sql'),
    ),
    statements,
    unsupported,
  };
}

/** The same as one text; what has no text becomes a comment that says so. */
export function printStatements(operations: readonly Operation[], dialect: Dialect, style: PrintStyle = {}): string {
  const { parts } = printAll(operations, dialect, style);
  return layOut(dialect, parts);
}

/** An empty line between statements; GO lines around what must be alone in its batch, a slash behind PL/SQL. */
function layOut(dialect: Dialect, parts: readonly Printed[]): string {
  const pieces: string[] = [];
  let isOpen = false;
  for (const part of parts) {
    if (part.kind === 'unsupported') {
      pieces.push(`-- Not written for ${DIALECT_NAMES[dialect]}: ${part.because}.`);
      continue;
    }
    const isAlone = part.alone === true;
    if (isAlone && isOpen && dialect === 'sqlserver') pieces.push('GO');
    pieces.push(...part.statements.map((one) => closed(dialect, one, isAlone)));
    if (isAlone && dialect === 'sqlserver') pieces.push('GO');
    isOpen = !isAlone;
  }
  return pieces.length === 0 ? '' : `${pieces.join('\n\n')}\n`;
}

function closed(dialect: Dialect, statement: string, isAlone: boolean): string {
  if (!isAlone || dialect !== 'oracle') return statement.endsWith(';') && isAlone ? statement : `${statement};`;
  return `${statement.endsWith(';') ? statement : `${statement};`}\n/`;
}

interface Printing {
  readonly parts: readonly Printed[];
  readonly unsupported: readonly Unprinted[];
}

function printAll(operations: readonly Operation[], dialect: Dialect, style: PrintStyle): Printing {
  const parts: Printed[] = [];
  const unsupported: Unprinted[] = [];
  // The schema moves on with the operations, so that a later statement restates what an earlier one made.
  const fold = style.schema ? createFold(dialect, undefined, style.schema) : undefined;
  const fitting = GROUPS[dialect];
  for (let at = 0; at < operations.length; ) {
    const schema = fold?.snapshot();
    const writer = createWriter(dialect, schema ? { ...style, schema } : style);
    const group = schema ? rebuildGroup(writer, operations, at) : [];
    const taken = group.length > 0 ? group : operations.slice(at, at + (fitting?.(operations, at) ?? 1));
    const first = taken[0];
    if (first === undefined) break;
    const printed =
      group.length > 0 && schema && 'table' in first && first.table
        ? printRebuild(writer, group, first.table, schema)
        : printOperation(writer, first, taken[1]);
    parts.push(printed);
    if (printed.kind === 'unsupported')
      unsupported.push(...taken.map((operation) => ({ operation, because: printed.because })));
    for (const operation of taken) fold?.apply(operation);
    at += taken.length;
  }
  return { parts, unsupported };
}

/** The run of changes of one table from here on, when SQLite has no ALTER TABLE for one of them. */
function rebuildGroup(writer: Writer, operations: readonly Operation[], from: number): readonly Operation[] {
  if (writer.dialect !== 'sqlite') return [];
  const first = operations[from];
  const table = first && changedTable(first);
  if (!table) return [];
  let to = from;
  let needsRebuild = false;
  for (; to < operations.length; to++) {
    const operation = operations[to];
    const other = operation && changedTable(operation);
    if (!operation || !other || keyOf(other) !== keyOf(table)) break;
    if (printOperation(writer, operation).kind === 'unsupported') needsRebuild = true;
  }
  return needsRebuild ? operations.slice(from, to) : [];
}

const keyOf = (name: QualifiedName): string => objectKey('sqlite', name.schema, name.name);

/** The table of an operation that a rebuild can take in. Renames stay statements of their own: the copy goes by column names. */
function changedTable(operation: Operation): QualifiedName | undefined {
  switch (operation.kind) {
    case 'addColumn':
    case 'dropColumn':
    case 'alterColumn':
    case 'addConstraint':
    case 'dropConstraint':
      return operation.table;
    default:
      return undefined;
  }
}

/** How many operations from here on are one statement of the dialect. */
const GROUPS: Readonly<Partial<Record<Dialect, (operations: readonly Operation[], at: number) => number>>> = {
  sqlserver: statedTogether,
};

function printOperation(w: Writer, op: Operation, next?: Operation): Printed {
  const own =
    w.dialect === 'sqlserver' ? printSqlServer(w, op, next) : w.dialect === 'oracle' ? printOracle(w, op) : undefined;
  if (own) return own;
  switch (op.kind) {
    case 'createTable':
      return printCreateTable(w, op);
    case 'createIndex':
      return printCreateIndex(w, op);
    case 'dropIndex':
      return printDropIndex(w, op);
    case 'renameIndex':
      return printRenameIndex(w, op);
    case 'alterIndex':
      return printAlterIndex(w, op);
    case 'reindex':
      return printReindex(w, op);
    case 'dropTable':
    case 'renameTable':
    case 'addColumn':
    case 'dropColumn':
    case 'renameColumn':
    case 'alterColumn':
    case 'addConstraint':
    case 'validateConstraint':
    case 'alterConstraint':
    case 'dropConstraint':
    case 'renameConstraint':
    case 'alterTable':
      return printTableOperation(w, op);
    case 'setParameter':
    case 'transactionControl':
    case 'lockTable':
    case 'maintenance':
    case 'call':
    case 'opaque':
    case 'changeData':
      return printSession(w, op);
    default:
      return printObject(w, op);
  }
}
