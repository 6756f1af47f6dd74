import { type Bound, resolve, textValue } from '../../code';
import type { Operation } from '../../model';
import { spanOf } from '../code/build';
import { type BoundCall, type Compile, flag, nameOf, wordOf } from '../code/sqlalchemy/compile';
import { typeSql } from '../code/sqlalchemy/types';

/**
 * `sa.Enum('a', name='kind').create(op.get_bind())`, `.drop(…)`: a type of its own where the engine has such. Undefined for a call on
 * anything else.
 */
export function enumCall(
  call: BoundCall,
  receiver: Bound,
  method: string,
  on: Compile,
): readonly Operation[] | undefined {
  if (method !== 'create' && method !== 'drop') return undefined;
  const { expr } = resolve(receiver);
  if (expr.kind !== 'call' || !/^(?:Enum|ENUM)$/i.test(wordOf(expr) ?? '')) return undefined;
  const own = typeSql(receiver, on)?.enum;
  if (!own) return [];
  const span = spanOf(call.scope.module, call.expr);
  const name = typeof own.name === 'string' ? { name: own.name, span } : nameOf(own.name);
  if (!name || (typeof own.name !== 'string' && textValue(own.name) === undefined)) return undefined;
  const type = { ...name, ...(own.schema === undefined ? {} : { schema: own.schema }) };
  if (method === 'create') return [{ kind: 'createEnum', type, values: own.values, span }];
  // ENUM.drop looks first by default, Enum.drop does not.
  const looks = flag(call, 'checkfirst') ?? wordOf(expr) === 'ENUM';
  return [{ kind: 'dropObject', objectType: 'type', name: type, ...(looks ? { ifExists: true } : {}), span }];
}
