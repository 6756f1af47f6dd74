import type { ChangeData, Ident, Operation, QualifiedName, Span } from '../model';
import { quoteName, readSql } from '../sql';
import type { PlanContext } from './context';

/** Where operations stand that a plan made: in no file yet. */
const NOWHERE = 'plan:step.sql';

const origin = { line: 0, column: 0, offset: 0 };
export const nowhere: Span = { uri: NOWHERE, start: origin, end: origin };

/** SQL that a plan writes, as operations. What changes rows keeps its text, so that it can be written again. */
export function steps(context: Pick<PlanContext, 'dialect'>, ...statements: readonly string[]): readonly Operation[] {
  return statements.flatMap((text) => withText(readSql(NOWHERE, text, context.dialect), text));
}

/** The operations of SQL that somebody typed, with the text of what changes rows. */
export function withText(script: ReturnType<typeof readSql>, text: string): readonly Operation[] {
  return script.statements.flatMap(({ operations, span }) =>
    operations.map((operation) =>
      operation.kind === 'changeData'
        ? { ...operation, text: text.slice(span.start.offset, span.end.offset).replace(/;\s*$/, '') }
        : operation,
    ),
  );
}

/** Names as the dialect needs them written. */
export function nameOf(context: Pick<PlanContext, 'dialect'>, name: Ident | string): string {
  return quoteName(typeof name === 'string' ? name : name.name, context.dialect);
}

export function tableOf(
  context: Pick<PlanContext, 'dialect'>,
  { schema, name }: { readonly schema?: string; readonly name: string },
): string {
  const own = quoteName(name, context.dialect);
  return schema === undefined ? own : `${quoteName(schema, context.dialect)}.${own}`;
}

/** A table's name for people. */
export function spoken({ schema, name }: { readonly schema?: string; readonly name: string }): string {
  return schema === undefined ? name : `${schema}.${name}`;
}

export function qualifiedName({ schema, name }: { readonly schema?: string; readonly name: string }): QualifiedName {
  return { name, span: nowhere, ...(schema === undefined ? {} : { schema }) };
}

/** The shortest limit for names: PostgreSQL's 63 bytes; MySQL has 64 characters. */
const LONGEST = 63;

/** A name of parts; where it is too long, a short sum of the whole keeps it different from others that begin alike. */
export function madeName(...parts: readonly string[]): string {
  const whole = parts.join('_');
  const bytes = new TextEncoder().encode(whole);
  if (bytes.length <= LONGEST) return whole;
  let sum = 0;
  for (const byte of bytes) sum = (sum * 31 + byte) >>> 0;
  const tail = sum.toString(36).slice(0, 6);
  let head = whole;
  while (new TextEncoder().encode(head).length > LONGEST - tail.length - 1) head = head.slice(0, -1);
  return `${head}_${tail}`;
}

/** SQL over several lines without the indentation that the program has around it. */
export function lines(...all: readonly (string | false | undefined)[]): string {
  return all.filter((line): line is string => typeof line === 'string').join('\n');
}

export function isChange(operation: Operation): operation is ChangeData {
  return operation.kind === 'changeData';
}

/** A lone column name. */
export function isBare(text: string): boolean {
  return /^(?:"[^"]+"|`[^`]+`|[A-Za-z_]\w*)$/.test(text) && !/^(?:null|true|false|current_\w+)$/i.test(text);
}
