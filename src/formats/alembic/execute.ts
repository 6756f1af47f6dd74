import { type Bound, type Call, chainOf, resolve, textValue } from '../../code';
import type { ChangeData, Ident, Operation, QualifiedName, Statement } from '../../model';
import { spanOf, statement } from '../code/build';
import { embeddedSql } from '../code/embedded-sql';
import { type Compile, callOf, given, nameOf, positional, wordOf } from '../code/sqlalchemy/compile';
import { schemaOf } from '../code/sqlalchemy/table';
import { withSchema } from './site';

/** Calls around a statement that leave it as it is: `text('…').bindparams(id=1)`. */
const LEAVES = new Set(['bindparams', 'columns', 'execution_options', 'params']);

/** What `execute` is given: SQL as text, or a statement of SQLAlchemy's language; undefined when it cannot be told. */
export function executed(bound: Bound, on: Compile): readonly Statement[] | undefined {
  const found = resolve(bound);
  const { expr, scope } = found;
  if (expr.kind === 'call' && expr.callee.kind === 'member' && LEAVES.has(expr.callee.name))
    return executed({ expr: expr.callee.object, scope }, on);
  const text = textValue(bound);
  if (text) return embeddedSql(scope.module, text, on.dialect).statements;
  if (expr.kind === 'list') {
    const all = expr.items.map((item) => executed({ expr: item, scope }, on));
    return all.every((one) => one !== undefined) ? all.flat() : undefined;
  }
  if (expr.kind !== 'call') return undefined;
  const operations = construct(expr, found, on);
  return operations && [statement(spanOf(scope.module, expr), operations)];
}

const CHANGES: Readonly<Record<string, ChangeData['change']>> = {
  insert: 'insert',
  update: 'update',
  delete: 'delete',
  select: 'select',
  values: 'insert',
};

/** `update(users).where(…).values(…)`, `users.insert().values(…)`, `CreateSequence(Sequence('s'))`. */
function construct(expr: Call, { scope }: Bound, on: Compile): readonly Operation[] | undefined {
  const schemaChange = ddl({ expr, scope });
  if (schemaChange) return schemaChange;
  const { root, links } = chainOf(expr);
  const [first] = links;
  const span = spanOf(scope.module, expr);
  const verb = [rootVerb(root), ...links].find((link) => link !== undefined && Object.hasOwn(CHANGES, link.name));
  const change = verb && CHANGES[verb.name];
  if (!verb || !change) return undefined;
  if (change === 'select') return [];
  // `sa.update(table)`, or `table.update()`.
  const [argument] = verb.call.args;
  const target = argument?.name === undefined && argument ? tableOf({ expr: argument.value, scope }, on) : undefined;
  const object = verb.call.callee.kind === 'member' ? verb.call.callee.object : undefined;
  const table = target ?? (object && tableOf({ expr: object, scope }, on));
  const hasWhere = links.some(({ name }) => name === 'where' || name === 'filter');
  return [
    {
      kind: 'changeData',
      change: first ? change : change,
      tables: table ? [table] : [],
      sources: [],
      hasWhere,
      isBatched: false,
      columns: [],
      span,
    },
  ];
}

function rootVerb(root: Bound['expr']): { readonly name: string; readonly call: Call } | undefined {
  return root.kind === 'call' ? { name: wordOf(root) ?? '', call: root } : undefined;
}

/** `sa.table('users', …)`, `Table('users', meta, …)`, or a class with `__tablename__`. */
export function tableOf(bound: Bound, _on: Compile): QualifiedName | undefined {
  const { expr, scope } = resolve(bound);
  if (expr.kind === 'call' && /^(?:table|Table|TableClause)$/.test(wordOf(expr) ?? '')) {
    const call = { expr, scope };
    return withSchema(nameOf(given(call, 0, 'name')), schemaOf(call));
  }
  if (expr.kind === 'member' && expr.name === '__table__') return tableOf({ expr: expr.object, scope }, _on);
  const found = expr.kind === 'name' ? scope.class(expr.name) : undefined;
  for (const member of found?.def.body ?? [])
    if (
      found &&
      member.kind === 'assign' &&
      member.target.kind === 'name' &&
      member.target.name === '__tablename__' &&
      member.value
    )
      return nameOf({ expr: member.value, scope: found.scope });
  return undefined;
}

/** Statements on sequences and schemas (sqlalchemy.schema). */
function ddl(call: { readonly expr: Call; readonly scope: Bound['scope'] }): readonly Operation[] | undefined {
  const word = wordOf(call.expr);
  const [first] = positional(call);
  const span = spanOf(call.scope.module, call.expr);
  if (word === 'CreateSchema' || word === 'DropSchema') {
    const name = nameOf(first);
    if (!name) return undefined;
    return word === 'CreateSchema'
      ? [{ kind: 'createSchema', schema: name, span }]
      : [{ kind: 'dropObject', objectType: 'schema', name, span }];
  }
  if (word !== 'CreateSequence' && word !== 'DropSequence') return undefined;
  const sequence = callOf(first);
  const name: Ident | undefined = sequence && nameOf(given(sequence, 0, 'name'));
  if (!name) return undefined;
  return word === 'CreateSequence'
    ? [{ kind: 'createSequence', sequence: name, span }]
    : [{ kind: 'dropObject', objectType: 'sequence', name, span }];
}
