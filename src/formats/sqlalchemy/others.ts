import { type Bound, chainOf, resolve, textValue } from '../../code';
import type { Operation, QualifiedName, Statement } from '../../model';
import { opaque, spanOf, statement } from '../code/build';
import { embeddedSql } from '../code/embedded-sql';
import { type BoundCall, type Compile, given, itemsIn, nameOf, positional, wordOf } from '../code/sqlalchemy/compile';
import { createIndexOf } from '../code/sqlalchemy/indexes';
import { referenceOf } from '../code/sqlalchemy/references';
import { dialectNamed } from '../code/sqlalchemy/types';
import type { Project } from './tables';

/** What stands beside tables in a module and is made with them: SQL that listens to their creation, indexes, sequences. */
export function besideTables(bound: Bound, project: Project): readonly Statement[] {
  const call = bound.expr.kind === 'call' ? { expr: bound.expr, scope: bound.scope } : undefined;
  if (!call) return [];
  const word = wordOf(call.expr);
  const unread: Operation[] = [];
  const on = project.compile({}, (item, reason) => {
    unread.push(opaque(item.scope.module, item.expr, reason));
  });
  if (word === 'listen') return listened(call, on);
  if (word !== 'Index') return [];
  const index = standingIndex(call, on);
  return index ? [statement(spanOf(call.scope.module, call.expr), [index, ...unread])] : [];
}

/** `event.listen(Base.metadata, 'after_create', DDL('CREATE VIEW …').execute_if(dialect='postgresql'))` */
function listened(call: BoundCall, on: Compile): readonly Statement[] {
  const [, event, listener] = positional(call);
  const name = event && textValue(event)?.text;
  if (!listener || (name !== 'after_create' && name !== 'before_create')) return [];
  const found = resolve(listener);
  const { root, links } = chainOf(found.expr);
  // `DDL('…').execute_if(…)`: the chain's root is the call of DDL.
  const made = root.kind === 'call' ? root : links[0]?.call;
  const guard = links.find((link) => link.name === 'execute_if')?.call;
  const ddl = made && wordOf(made) === 'DDL' ? made : undefined;
  const [text] = ddl?.args ?? [];
  const value = text && textValue({ expr: text.value, scope: found.scope });
  if (!value || (guard && !isFor({ expr: guard, scope: found.scope }, on))) return [];
  return embeddedSql(found.scope.module, value, on.dialect).statements;
}

/** `execute_if(dialect='postgresql')`, `execute_if(dialect=('mysql', 'mariadb'))` */
function isFor(guard: BoundCall, { dialect }: Compile): boolean {
  const value = given(guard, undefined, 'dialect');
  if (!value) return true;
  const items = itemsIn(value);
  const names = (items.length > 0 ? items : [value]).map((item) => textValue(item)?.text);
  return names.some((name) => name !== undefined && dialectNamed(name, dialect));
}

/** `Index('ix_name', User.email)`: it is on the table that its columns are of. */
function standingIndex(call: BoundCall, on: Compile): Operation | undefined {
  const [name, ...items] = positional(call);
  const table = items.map((item) => tableIn(item, on, 0)).find((found) => found !== undefined);
  return table && createIndexOf({ call, name: given(call, undefined, 'name') ?? name, table, items }, on);
}

function tableIn(item: Bound, on: Compile, depth: number): QualifiedName | undefined {
  const { expr, scope } = item.expr.kind === 'member' ? item : resolve(item);
  if (depth > 6) return undefined;
  if (expr.kind === 'member') {
    const ident = on.referenced?.({ expr, scope });
    return ident?.name.includes('.') ? referenceOf(ident).table : undefined;
  }
  if (expr.kind !== 'call') return undefined;
  const inner = [
    ...expr.args.map(({ value }) => value),
    ...(expr.callee.kind === 'member' ? [expr.callee.object] : []),
  ];
  for (const one of inner) {
    const table = nameOf({ expr: one, scope }) ? undefined : tableIn({ expr: one, scope }, on, depth + 1);
    if (table) return table;
  }
  return undefined;
}
