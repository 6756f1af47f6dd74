import { type Bound, chainOf, dotted, itemsOf, resolve, runFunction, type Scope, textValue } from '../../code';
import type { ChangeData, Operation, Statement } from '../../model';
import { identOf, opaque, spanOf, statement } from '../code/build';
import { tableIdent } from '../code/django/columns';
import { tableName } from '../code/django/names';
import { embeddedSql } from '../code/embedded-sql';
import { boundGiven, type Change, modelNamed, NOTHING, type Step, shownAt, textGiven } from './step';

/** Operations that run SQL or Python (django/db/migrations/operations/special.py). */

/** `RunSQL` takes one text, or a list of texts and of pairs of a text and its parameters. */
function sqlIn(bound: Bound | undefined, step: Step): readonly Statement[] {
  if (!bound) return [];
  const { expr, scope } = resolve(bound);
  if (dotted(expr)?.endsWith('RunSQL.noop')) return [];
  if (expr.kind === 'list') {
    const [first, second] = expr.items;
    const isPair =
      first &&
      second &&
      expr.items.length === 2 &&
      textValue({ expr: first, scope }) &&
      !textValue({ expr: second, scope });
    const parts = isPair ? [first] : expr.items;
    return parts.flatMap((part) => sqlIn({ expr: part, scope }, step));
  }
  const text = textValue({ expr, scope });
  if (text) return embeddedSql(scope.module, text, step.fields.dialect).statements;
  const span = spanOf(scope.module, expr);
  return [statement(span, [opaque(scope.module, expr, 'This SQL is put together when it runs.')])];
}

export function runSqlOperation(step: Step): Change {
  const up = sqlIn(boundGiven(step, 0, 'sql'), step);
  const reverse = boundGiven(step, 1, 'reverse_sql');
  stateOnly(boundGiven(step, 2, 'state_operations'), step);
  return {
    up,
    down: sqlIn(reverse, step),
    ...(reverse && resolve(reverse).expr.kind !== 'constant' ? {} : { irreversible: 'RunSQL has no reverse_sql' }),
  };
}

/** Operations that change what Django believes, and not the database. */
function stateOnly(list: Bound | undefined, step: Step): void {
  for (const operation of (list && itemsOf(list)) ?? []) step.apply(operation);
}

export function separateOperation(step: Step): Change {
  const database = boundGiven(step, 0, 'database_operations');
  const state = boundGiven(step, 1, 'state_operations');
  const before = new Map(step.history.models);
  const made = ((database && itemsOf(database)) ?? []).map((operation) => step.apply(operation));
  step.history.models.clear();
  for (const [key, model] of before) step.history.models.set(key, model);
  stateOnly(state, step);
  const irreversible = made.find((change) => change.irreversible !== undefined)?.irreversible;
  return {
    up: made.flatMap(({ up }) => up),
    down: [...made].reverse().flatMap(({ down }) => down),
    ...(irreversible === undefined ? {} : { irreversible }),
  };
}

/** What a function of Python does to rows, as far as its queries tell. */
export function runPythonOperation(step: Step): Change {
  const code = boundGiven(step, 0, 'code');
  const reverse = boundGiven(step, 1, 'reverse_code');
  return {
    up: pythonStatements(code, step),
    down: pythonStatements(reverse, step),
    ...(reverse && resolve(reverse).expr.kind !== 'constant' ? {} : { irreversible: 'RunPython has no reverse_code' }),
  };
}

function pythonStatements(code: Bound | undefined, step: Step): readonly Statement[] {
  if (!code) return [];
  const { expr, scope } = resolve(code);
  const name = dotted(expr);
  if (name?.endsWith('RunPython.noop')) return [];
  const called =
    expr.kind === 'function' ? { def: expr, scope } : name === undefined ? undefined : scope.function(name);
  const span = spanOf(scope.module, expr);
  const known: Operation = {
    kind: 'call',
    span,
    name: name ?? 'lambda',
    text: scope.module.text.slice(expr.start, expr.end),
  };
  if (!called) return [statement(span, [known])];
  const found: Statement[] = [];
  runFunction(called, [], undefined, (call, frame) => {
    const sql = executed(call, frame.scope, step);
    if (sql) {
      found.push(...sql.map((one) => ({ ...one, ...(frame.conditional ? { conditional: frame.conditional } : {}) })));
      return true;
    }
    const change = renamedTable(call, frame.scope) ?? rowChange(call, frame.scope, step);
    if (!change) return false;
    found.push(statement(change.span, [change], frame.conditional));
    return true;
  });
  return found.length > 0 ? found : [statement(span, [known])];
}

type Call = Parameters<Parameters<typeof runFunction>[3]>[0];

/** `schema_editor.execute("…")`, `cursor.execute("…")`. */
function executed(call: Call, scope: Scope, step: Step): readonly Statement[] | undefined {
  if (call.callee.kind !== 'member' || call.callee.name !== 'execute') return undefined;
  const [first] = call.args;
  return first && sqlIn({ expr: first.value, scope }, step);
}

/** `schema_editor.alter_db_table(Model, 'old', 'new')`. */
function renamedTable(call: Call, scope: Scope): Operation | undefined {
  if (call.callee.kind !== 'member' || call.callee.name !== 'alter_db_table') return undefined;
  const [, from, to] = call.args.map(({ value }) => identOf({ expr: value, scope }));
  return from && to && { kind: 'renameTable', span: spanOf(scope.module, call), table: from, to };
}

const CHANGES: Readonly<Record<string, ChangeData['change']>> = {
  update: 'update',
  bulk_update: 'update',
  delete: 'delete',
  create: 'insert',
  bulk_create: 'insert',
  get_or_create: 'insert',
  update_or_create: 'insert',
};

/** `Model.objects.filter(…).update(…)`, where Model is `apps.get_model('app', 'Model')`. */
function rowChange(call: Call, scope: Scope, step: Step): ChangeData | undefined {
  const { root, links } = chainOf(call);
  const last = links.at(-1)?.name ?? '';
  const change = Object.hasOwn(CHANGES, last) ? CHANGES[last] : undefined;
  if (!change || !links.some(({ name }) => name === last)) return undefined;
  const table = tableIn(root, scope, step, call);
  if (!table) return undefined;
  const filtered = links.some(({ name, call: link }) => /^(?:filter|exclude)$/.test(name) && link.args.length > 0);
  const columns =
    change === 'update'
      ? (links.at(-1)?.call.args ?? []).flatMap(({ name, nameAt }) =>
          name === undefined || !nameAt ? [] : [{ name, span: spanOf(scope.module, nameAt) }],
        )
      : [];
  return {
    kind: 'changeData',
    span: spanOf(scope.module, call),
    change,
    tables: [table],
    sources: [],
    hasWhere: filtered,
    isBatched: links.some(({ call: link }) => link.args.some(({ name }) => name === 'batch_size')),
    columns,
  };
}

function tableIn(root: Bound['expr'], scope: Scope, step: Step, place: Call): ChangeData['tables'][number] | undefined {
  // The manager is a member of what get_model gave: `Book.objects`, `Book._default_manager`.
  const model = root.kind === 'member' ? root.object : root;
  const { expr, scope: inner } = resolve({ expr: model, scope });
  if (expr.kind !== 'call' || expr.callee.kind !== 'member' || expr.callee.name !== 'get_model') return undefined;
  const words = expr.args.map(({ value }) => textValue({ expr: value, scope: inner })?.text);
  const [app, name] = words.length === 1 ? (words[0]?.split('.') ?? []) : words;
  if (app === undefined || name === undefined) return undefined;
  const known = modelNamed({ history: step.history, app }, name);
  const at = { call: place, scope };
  if (known) return tableIdent(shownAt(known, at), step.history);
  return { name: tableName(`${app}_${name.toLowerCase()}`, step.fields.dialect), span: spanOf(scope.module, place) };
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  BtreeGinExtension: 'btree_gin',
  BtreeGistExtension: 'btree_gist',
  BloomExtension: 'bloom',
  CITextExtension: 'citext',
  CryptoExtension: 'pgcrypto',
  HStoreExtension: 'hstore',
  TrigramExtension: 'pg_trgm',
  UnaccentExtension: 'unaccent',
  VectorExtension: 'vector',
};

/** `CITextExtension()`, `CreateExtension('postgis')` (contrib.postgres.operations). */
export function extensionOperation(step: Step, className: string): Change | undefined {
  const known = Object.hasOwn(EXTENSIONS, className) ? EXTENSIONS[className] : undefined;
  const name = known ?? (className === 'CreateExtension' ? textGiven(step, 0, 'name') : undefined);
  if (name === undefined) return undefined;
  const span = spanOf(step.scope.module, step.call);
  const up: Operation = { kind: 'createExtension', span, extension: { name, span }, ifNotExists: true };
  const down: Operation = { kind: 'dropObject', span, objectType: 'extension', name: { name, span }, ifExists: true };
  return step.fields.dialect === 'postgresql'
    ? { up: [statement(span, [up])], down: [statement(span, [down])] }
    : NOTHING;
}
