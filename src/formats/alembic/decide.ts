import { type Bound, type Decide, dotted, itemsOf, resolve, textValue, truth } from '../../code';
import type { Dialect } from '../../model';
import { wordOf } from '../code/sqlalchemy/compile';
import { dialectNamed } from '../code/sqlalchemy/types';

/** Conditions on the dialect, which is known: `if op.get_bind().dialect.name == 'postgresql'`, `… in ('mysql', 'sqlite')`. */
export function dialectDecides(dialect: Dialect): Decide {
  const decide = ({ expr, scope }: Bound, depth = 0): boolean | undefined => {
    if (depth > 8) return undefined;
    const inner = (value: Bound['expr']) => decide({ expr: value, scope }, depth + 1);
    if (expr.kind === 'unary' && expr.operator === 'not') {
      const value = inner(expr.operand);
      return value === undefined ? undefined : !value;
    }
    if (expr.kind === 'binary') {
      const { operator, left, right } = expr;
      if (operator === 'and' || operator === 'or') {
        const [a, b] = [inner(left), inner(right)];
        if (operator === 'and')
          return a === false || b === false ? false : a === undefined || b === undefined ? undefined : true;
        return a === true || b === true ? true : a === undefined || b === undefined ? undefined : false;
      }
      return compared(operator, { expr: left, scope }, { expr: right, scope }, dialect);
    }
    const found = resolve({ expr, scope });
    if (found.expr.kind === 'call' && /^is_offline_mode$/.test(wordOf(found.expr) ?? '')) return false;
    if (found.expr !== expr && (found.expr.kind === 'binary' || found.expr.kind === 'unary'))
      return decide(found, depth + 1);
    return truth({ expr, scope });
  };
  return (test) => decide(test);
}

function compared(operator: string, left: Bound, right: Bound, dialect: Dialect): boolean | undefined {
  if (!/^(?:==|!=|in|not\s+in)$/.test(operator)) return undefined;
  const [subject, other] = isDialect(left) ? [left, right] : [right, left];
  if (!isDialect(subject)) return undefined;
  if (operator === '==' || operator === '!=') {
    const name = textValue(other)?.text;
    return name === undefined ? undefined : dialectNamed(name, dialect) === (operator === '==');
  }
  const names = itemsOf(resolve(other))?.map((item) => textValue(item)?.text);
  if (!names || names.some((name) => name === undefined)) return undefined;
  return names.some((name) => name !== undefined && dialectNamed(name, dialect)) === (operator === 'in');
}

/** `bind.dialect.name`, `op.get_context().dialect.name`, `bind.engine.name`, `connection.dialect.name`. */
function isDialect(bound: Bound): boolean {
  const { expr, scope } = resolve(bound);
  if (expr.kind !== 'member' || expr.name !== 'name') return false;
  const object = resolve({ expr: expr.object, scope }).expr;
  const word = object.kind === 'member' ? object.name : dotted(object);
  return word === 'dialect' || word === 'engine' || word === 'bind';
}
