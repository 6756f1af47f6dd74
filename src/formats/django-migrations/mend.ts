import type { Call, CodeModule } from '../../code';
import type { Operation, TextEdit } from '../../model';
import { printStatements } from '../../sql';
import { type Gentler, gentlerOf } from '../code/gentler';
import { around } from '../code/host';
import { before, firstMember } from '../code/places';
import { parsedPython } from '../code/python-imports';
import type { Change, MendContext, Mending } from '../mending';

/** django.contrib.postgres.operations, by the operation that they stand for. */
const GENTLER: Readonly<Record<Gentler, Readonly<Record<string, string>>>> = {
  concurrently: { AddIndex: 'AddIndexConcurrently', RemoveIndex: 'RemoveIndexConcurrently' },
  notValid: { AddConstraint: 'AddConstraintNotValid' },
};

const INDENT = '    ';

/** The operation of a list of operations that a statement is, or stands in. */
function operationAt(module: CodeModule, { statement }: Pick<Change, 'statement'>): Call | undefined {
  const { start, end } = statement.span;
  const path = around(module, start.offset, end.offset);
  const list = path.findIndex(({ kind }) => kind === 'list');
  const call = path[list + 1];
  return list >= 0 && call?.kind === 'call' ? call : undefined;
}

function isAlone({ script, statement }: Pick<Change, 'script' | 'statement'>, call: Call): boolean {
  const inside = script.statements.filter(({ span }) => span.start.offset >= call.start && span.end.offset <= call.end);
  return inside.length === 1 && inside[0]?.span === statement.span;
}

function notAtomic(module: CodeModule, call: Call): readonly TextEdit[] | undefined {
  const edit = firstMember(module, call.start, 'atomic = False');
  return edit && [edit];
}

/** Imports of operations that PostgreSQL has, behind those that are there or before the first import. */
function imported({ body, text }: CodeModule, names: readonly string[], module: CodeModule): readonly TextEdit[] {
  const missing = names.filter((name) => !new RegExp(`\\b${name}\\b`).test(text));
  const first = body.find((stmt) => stmt.kind === 'import');
  if (missing.length === 0) return [];
  return first
    ? [before(module, first, `from django.contrib.postgres.operations import ${missing.join(', ')}`, '')]
    : [];
}

/** The name of an operation's class and where it stands, `migrations.` and all. */
function nameIn({ callee }: Call): string | undefined {
  return callee.kind === 'member' ? callee.name : callee.kind === 'name' ? callee.name : undefined;
}

function gentler(module: CodeModule, call: Call, change: Change): readonly TextEdit[] | undefined {
  const [own, ...more] = change.from;
  const [other, ...others] = change.to;
  if (!own || !other || more.length > 0 || others.length > 0) return undefined;
  const way = gentlerOf(own, other);
  const name = way && way !== 'same' ? GENTLER[way][nameIn(call) ?? ''] : undefined;
  if (name === undefined) return undefined;
  const { start, end } = call.callee;
  return [{ span: module.lines.span(start, end), newText: name }, ...imported(module, [name], module)];
}

function sqlText(operations: readonly Operation[], { dialect }: MendContext): string {
  const sql = printStatements(operations, dialect).trim();
  return `"""\n${sql.replaceAll('\\', '\\\\').replaceAll('"""', '\\"\\"\\"')}\n"""`;
}

/** The way back of a step, where it is plain; without one Django takes the migration for irreversible. */
function backOf(operation: Operation, context: MendContext): readonly string[] {
  if (operation.kind === 'validateConstraint') return ['reverse_sql=migrations.RunSQL.noop,'];
  const back = inverseOf(operation);
  return back ? [`reverse_sql=${sqlText([back], context)},`] : [];
}

function inverseOf(operation: Operation): Operation | undefined {
  const { span } = operation;
  if (operation.kind === 'createIndex' && operation.index.name) {
    const { concurrently = false, table } = operation;
    const index = { ...operation.index.name, ...(table.schema === undefined ? {} : { schema: table.schema }) };
    return { kind: 'dropIndex', span, index, ifExists: true, ...(concurrently ? { concurrently } : {}) };
  }
  if (operation.kind === 'addConstraint' && operation.constraint.name)
    return { kind: 'dropConstraint', span, table: operation.table, name: operation.constraint.name };
  if (operation.kind === 'alterColumn' && operation.change.kind === 'setNotNull')
    return { ...operation, change: { kind: 'dropNotNull' } };
  return undefined;
}

/** One RunSQL for each step, since what leaves the transaction must be sent alone; the last tells Django what it means. */
function asSql(module: CodeModule, call: Call, change: Change, context: MendContext): readonly TextEdit[] | undefined {
  const isRaw = nameIn(call) === 'RunSQL' || nameIn(call) === 'RunPython';
  // What Django would do in several steps, or could not take back, is better left in its words.
  const goesBack = change.to.every((operation) => backOf(operation, context).length > 0);
  if (isRaw || change.to.length === 0 || change.from.length > 1 || !goesBack) return undefined;
  const lineStart = module.text.lastIndexOf('\n', call.start) + 1;
  const indent = /^[ \t]*/.exec(module.text.slice(lineStart, call.start))?.[0] ?? '';
  const own = module.text.slice(call.start, call.end).replaceAll(`\n${indent}`, '\n');
  const calls = change.to.map((operation, at) => {
    const isLast = at === change.to.length - 1;
    const parts = [
      `sql=${sqlText([operation], context)},`,
      ...backOf(operation, context),
      ...(isLast ? [`state_operations=[\n${own.replace(/^(?=.)/, INDENT).replaceAll('\n', `\n${INDENT}`)},\n],`] : []),
    ];
    return `migrations.RunSQL(\n${parts.join('\n').replace(/^(?=.)/gm, INDENT)}\n)`;
  });
  const newText = calls.join(',\n').replaceAll('\n', `\n${indent}`);
  return [{ span: module.lines.span(call.start, call.end), newText }];
}

/** Django's own operations for PostgreSQL where it has them, else SQL that Django is told the meaning of. */
export const mend: Mending = {
  rewrite: ({ uri, text }, change, context) => {
    const module = parsedPython(uri, text);
    const call = operationAt(module, change);
    if (!call || !isAlone(change, call)) return undefined;
    const made = gentler(module, call, change) ?? asSql(module, call, change, context);
    const free = change.transaction === 'leave' ? notAtomic(module, call) : [];
    return made && free && [...made, ...free];
  },
  leave: ({ uri, text }, at) => {
    const module = parsedPython(uri, text);
    const call = operationAt(module, at);
    return call && notAtomic(module, call);
  },
};
