import type { Call, CodeModule } from '../../code';
import type { Operation, TextEdit } from '../../model';
import { printScript } from '../../sql';
import type { Change, MendContext, Mending, StandingFile } from '../mending';
import { type Gentler, gentlerOf } from './gentler';
import { type Host, hostOf } from './host';

/** How one tool's programs are changed. */
export interface CodeMender {
  parse(file: StandingFile): CodeModule;
  /** The words that stand behind the last argument of a call to make it the gentler form. */
  option?(gentler: Gentler, call: Call, operation: Operation, host: Host): Insertion | undefined;
  /** SQL as the tool runs it, without indentation: one statement of the program. */
  raw?(sql: string, host: Host, change: Change): string | undefined;
  /** Edits elsewhere in the file that such statements need: imports. */
  needs?(host: Host): readonly TextEdit[];
  /** Edits that take the migration out of its transaction. */
  leave?(host: Host, context: MendContext): readonly TextEdit[] | undefined;
  /** Where a statement leaves the transaction by itself: its text, and what it becomes. */
  outside?(text: string, host: Host): string;
}

export interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** The changes that a tool in program text knows. */
export function mendingOf(mender: CodeMender): Mending {
  return {
    rewrite: (file, change, context) => {
      const host = hostOf(mender.parse(file), change.script, change.statement);
      return host && rewritten(mender, host, change, context);
    },
    leave: (file, { script, statement }, context) => {
      const host = hostOf(mender.parse(file), script, statement);
      if (!host) return undefined;
      if (mender.outside) return wrapped(mender.outside, host);
      return mender.leave?.(host, context);
    },
  };
}

function rewritten(mender: CodeMender, host: Host, change: Change, context: MendContext) {
  const steps = keeping(mender, host, change, context) ?? anew(mender, host, change, context);
  if (!steps) return undefined;
  const joined = steps.texts.join(`\n${host.indent}`);
  const leaves = change.transaction === 'leave';
  const elsewhere = leaves && !mender.outside ? mender.leave?.(host, context) : [];
  if (!elsewhere) return undefined;
  const { start, end } = host.place;
  const newText = leaves && mender.outside ? mender.outside(joined, host) : joined;
  const needs = steps.kind === 'raw' ? (mender.needs?.(host) ?? []) : [];
  // What is inserted where the statement starts comes before it.
  return [...elsewhere, { span: host.module.lines.span(start, end), newText }, ...needs];
}

interface Steps {
  readonly kind: 'kept' | 'raw';
  readonly texts: readonly string[];
}

/** The call as it stands, gentler by an option, with other steps before and behind it. */
function keeping(mender: CodeMender, host: Host, change: Change, context: MendContext): Steps | undefined {
  const [own, ...more] = change.from;
  if (!own || more.length > 0) return undefined;
  const at = change.to.findIndex((operation) => gentlerOf(own, operation) !== undefined);
  const kept = change.to[at];
  const gentler = kept && gentlerOf(own, kept);
  if (!kept || !gentler) return undefined;
  const text = gentler === 'same' ? host.text : withOption(mender, host, gentler, kept);
  const others = (some: readonly Operation[]) => rawSteps(mender, host, change, some, context);
  const [before, after] = [others(change.to.slice(0, at)), others(change.to.slice(at + 1))];
  if (text === undefined || !before || !after) return undefined;
  if (host.form === 'return' && before.length + after.length > 0) return undefined;
  return { kind: before.length + after.length > 0 ? 'raw' : 'kept', texts: [...before, text, ...after] };
}

function withOption(mender: CodeMender, host: Host, gentler: Gentler, operation: Operation): string | undefined {
  const insertion = host.call && mender.option?.(gentler, host.call, operation, host);
  if (!insertion) return undefined;
  const at = insertion.at - host.place.start;
  return host.text.slice(0, at) + insertion.text + host.text.slice(at);
}

/** All steps as SQL in the place of the statement. */
function anew(mender: CodeMender, host: Host, change: Change, context: MendContext): Steps | undefined {
  const texts = rawSteps(mender, host, change, change.to, context);
  if (!texts || texts.length === 0) return undefined;
  if (host.form === 'expression') return { kind: 'raw', texts };
  const [only, ...more] = texts;
  if (only === undefined || more.length > 0) return undefined;
  return { kind: 'raw', texts: [`return ${only.replace(/^await /, '')}`] };
}

function rawSteps(
  mender: CodeMender,
  host: Host,
  change: Change,
  operations: readonly Operation[],
  { dialect }: MendContext,
): readonly string[] | undefined {
  const { statements, unsupported } = printScript(operations, dialect);
  if (unsupported.length > 0) return undefined;
  const texts = statements.map((sql) => mender.raw?.(sql.trim().replace(/;$/, ''), host, change));
  const known = texts.filter((text) => text !== undefined);
  if (known.length !== texts.length) return undefined;
  const awaits = host.form === 'return' || /^await\b/.test(host.text);
  return known.map((text) => (awaits ? text : text.replace(/^await /, '')).replaceAll('\n', `\n${host.indent}`));
}

/** The edits by which the statement becomes what `outside` makes of it, letter by letter what stood there. */
function wrapped(outside: NonNullable<CodeMender['outside']>, host: Host): readonly TextEdit[] | undefined {
  const [head, tail] = outside('\0', host).split('\0');
  if (head === undefined || tail === undefined) return undefined;
  const { lines } = host.module;
  const { start, end } = host.place;
  const deeper = /[ \t]*$/.exec(head)?.[0].slice(host.indent.length) ?? '';
  const insert = (at: number, newText: string): TextEdit => ({ span: lines.span(at, at), newText });
  const breaks = [...host.text.matchAll(/\n(?=[^\r\n])/g)].map(({ index }) => insert(start + index + 1, deeper));
  return [insert(start, head), ...breaks, ...(tail === '' ? [] : [insert(end, tail)])];
}
