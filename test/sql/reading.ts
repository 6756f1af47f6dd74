import type { Dialect, Operation, OperationKind, OperationOf, Script, Span, Statement } from '../../src/model';
import { readSql } from '../../src/sql';

export function read(dialect: Dialect, text: string): Script {
  return readSql('file:///case.sql', text, dialect);
}

export function operationsIn(dialect: Dialect, text: string): readonly Operation[] {
  return read(dialect, text).statements.flatMap((statement) => statement.operations);
}

/** The only operation of the text, which must be of this kind. */
export function only<K extends OperationKind>(dialect: Dialect, text: string, kind: K): OperationOf<K> {
  const operations = operationsIn(dialect, text);
  const [first] = operations;
  if (operations.length !== 1 || first?.kind !== kind) {
    throw new Error(
      `Expected one ${kind}, read ${operations.map((operation) => operation.kind).join(', ') || 'nothing'}`,
    );
  }
  return first as OperationOf<K>;
}

export function kindsIn(dialect: Dialect, text: string): readonly string[] {
  return operationsIn(dialect, text).map((operation) => operation.kind);
}

export function textAt(text: string, span: Span): string {
  return text.slice(span.start.offset, span.end.offset);
}

export function statementTexts(text: string, script: Script): readonly string[] {
  return script.statements.map((statement: Statement) => textAt(text, statement.span));
}
