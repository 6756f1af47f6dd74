import type { Call, CodeModule, Expr, FunctionDef, FunctionExpr, Placed, Stmt } from '../../code';
import type { Script, Span, Statement } from '../../model';

/** A statement of a program that does one step of a migration, and what stands round it. */
export interface Host {
  readonly module: CodeModule;
  readonly place: Placed;
  readonly text: string;
  /** White space before it on its line. */
  readonly indent: string;
  readonly form: 'expression' | 'return';
  /** The named function that it stands in: `up`, `change`, `upgrade`; absent where the function has no name of its own. */
  readonly direction: string | undefined;
  /** What that function calls its first parameter: `knex`, `queryRunner`. */
  readonly receiver: string | undefined;
  /** The call that is the step; absent where the step is told otherwise (by a chain's end, by SQL). */
  readonly call: Call | undefined;
}

type Node = Stmt | Expr;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function isNode(value: object): value is Node {
  return 'kind' in value && 'start' in value && 'end' in value;
}

/** The nodes round a stretch of a program, outermost first. */
export function around(module: CodeModule, start: number, end: number): readonly Node[] {
  const path: Node[] = [];
  const visit = (value: unknown): boolean => {
    if (Array.isArray(value)) return value.some(visit);
    if (!isObject(value)) return false;
    if ('start' in value && 'end' in value && !covers(value, start, end)) return false;
    if (isNode(value)) path.push(value);
    Object.values(value).some(visit);
    return isNode(value);
  };
  visit(module.body);
  return path;
}

function covers(place: { readonly start: unknown; readonly end: unknown }, start: number, end: number): boolean {
  return typeof place.start !== 'number' || typeof place.end !== 'number' || (place.start <= start && place.end >= end);
}

/** The statement of the migration's function in which a step stands, if it does that step alone and always. */
export function hostOf(module: CodeModule, script: Script, { span }: Statement): Host | undefined {
  const [start, end] = [span.start.offset, span.end.offset];
  const path = around(module, start, end);
  const from = path.findIndex((node) => node.kind === 'function');
  const inside = from < 0 ? [] : path.slice(from + 1);
  const at = inside.findIndex((node) => node.kind === 'expression' || node.kind === 'return');
  const host = inside[at];
  if (host?.kind !== 'expression' && host?.kind !== 'return') return undefined;
  // What runs on a condition or in a loop may run twice or never.
  if (inside.slice(0, at).some(({ kind }) => kind === 'if' || kind === 'loop')) return undefined;
  // Some grammars count a statement's semicolon to it, some do not.
  const place = { start: host.start, end: module.text[host.end] === ';' ? host.end + 1 : host.end };
  const text = module.text.slice(place.start, place.end);
  const before = module.text.slice(0, host.start);
  const indent = /(?:^|\n)([ \t]*)$/.exec(before)?.[1];
  const function_ = path[from] as FunctionDef | FunctionExpr;
  if (indent === undefined || standsWithOthers(script, host, span)) return undefined;
  return {
    module,
    place,
    text,
    indent,
    form: host.kind,
    direction: 'name' in function_ ? function_.name : undefined,
    receiver: function_.params[0]?.name,
    call: path.findLast((node): node is Call => node.kind === 'call' && node.start === start && node.end === end),
  };
}

function standsWithOthers({ statements }: Script, host: Placed, span: Span): boolean {
  const within = statements.filter(
    (one) =>
      one.span.start.offset >= host.start &&
      one.span.end.offset <= host.end &&
      one.operations.some(({ kind }) => kind !== 'transactionControl'),
  );
  return within.length !== 1 || within[0]?.span !== span;
}
