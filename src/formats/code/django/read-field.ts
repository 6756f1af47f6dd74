import { argument, type Bound, type Call, dotted, type Expr, type Placed, resolve, truth } from '../../../code';
import type { Dialect, Expression } from '../../../model';
import { expressionAt } from '../build';
import { printValue } from './expressions';
import type { Field } from './field';
import { argumentText, type FieldContext, kindOf } from './field-kind';
import { knownClass } from './known-classes';
import { isAuto } from './types';

interface NamedField {
  readonly name: string;
  readonly nameAt: Placed;
}

/** A field from the call that makes it (`models.CharField(max_length=80)`); undefined when the value is no field at all. */
export function readField({ name, nameAt }: NamedField, value: Bound, context: FieldContext): Field | undefined {
  const { expr, scope } = resolve(value);
  if (expr.kind !== 'call') return undefined;
  const className = dotted(expr.callee);
  if (className === undefined) return undefined;
  const known = kindOf(className, expr, scope, context);
  if (!known) return undefined;
  const { kind, base, call } = known;
  const isTrue = (...names: readonly string[]) => {
    const given = argument(call.args, undefined, ...names);
    return given !== undefined && truth({ expr: given, scope }) === true;
  };
  const text = (argumentName: string) => argumentText(argument(call.args, undefined, argumentName), scope);
  const isUnique = isTrue('unique') || /OneToOneField$/.test(base);
  const isKey = isTrue('primary_key');
  const column = text('db_column');
  const comment = text('db_comment');
  const collation = text('db_collation');
  const generated = kind.kind === 'plain' && base === 'GeneratedField' ? generatedOf(call, scope, context) : undefined;
  const indexArgument = argument(call.args, undefined, 'db_index');
  const refers = kind.kind === 'foreignKey' || base === 'SlugField' || knownClass(base)?.type === 'SlugField';
  return {
    name,
    nameAt,
    place: { start: expr.start, end: expr.end },
    from: scope.module,
    kind: generated?.kind ?? kind,
    nullable: (isTrue('null') || base === 'NullBooleanField') && !isKey,
    primaryKey: isKey,
    unique: isUnique && !isKey,
    indexed: !isUnique && !isKey && (indexArgument ? isTrue('db_index') : refers),
    ...(column === undefined ? {} : { column }),
    ...(comment === undefined ? {} : { comment }),
    ...(collation === undefined ? {} : { collation }),
    ...defaults(call, scope, context.dialect, base),
    ...(isTrue('parent_link') ? { parentLink: true } : {}),
    ...(generated ? { generated: generated.generated } : {}),
  };
}

/** Classes that take an empty text for want of a default, where the field may be blank (`Field.get_default`, `empty_strings_allowed`). */
const TAKES_EMPTY = /(?:Char|Text|Slug|URL|Email|File|Image|FilePath)Field$/;

function defaults(call: Call, scope: Bound['scope'], dialect: Dialect, type: string): Partial<Field> {
  if (isAuto(type)) return {};
  const given = argument(call.args, undefined, 'default');
  const inDatabase = argument(call.args, undefined, 'db_default');
  const client = given ? defaultOf(given, scope, dialect) : impliedDefault(call, scope, type);
  const database = inDatabase && defaultOf(inDatabase, scope, dialect);
  return { ...(client ? { clientDefault: client } : {}), ...(database ? { databaseDefault: database } : {}) };
}

/** What Python gives though nobody says so: the time of adding, an empty text. */
function impliedDefault(call: Call, scope: Bound['scope'], type: string): Expression | undefined {
  const isTrue = (name: string) => {
    const expr = argument(call.args, undefined, name);
    return expr !== undefined && truth({ expr, scope }) === true;
  };
  const span = scope.module.lines.span(call.start, call.end);
  const literal = (text: string): Expression => ({ text, span, kind: 'literal', calls: [], columns: [] });
  if (isTrue('auto_now') || isTrue('auto_now_add')) return literal('now');
  return isTrue('blank') && !isTrue('null') && TAKES_EMPTY.test(type) ? literal("''") : undefined;
}

/** A default as SQL. What Python works out (`default=uuid.uuid4`) reaches the database as one value. */
function defaultOf(expr: Expr, scope: Bound['scope'], dialect: Dialect): Expression {
  const printed = printValue({ expr, scope }, dialect);
  if (printed !== undefined) return expressionAt(scope.module, printed, expr, dialect);
  const text = scope.module.text.slice(expr.start, expr.end);
  return { text, span: scope.module.lines.span(expr.start, expr.end), kind: 'literal', calls: [], columns: [] };
}

function generatedOf(call: Call, scope: Bound['scope'], context: FieldContext) {
  const output = argument(call.args, undefined, 'output_field');
  const expression = argument(call.args, undefined, 'expression');
  const stored = argument(call.args, undefined, 'db_persist');
  const inner = output && resolve({ expr: output, scope });
  if (inner?.expr.kind !== 'call' || !expression) return undefined;
  const kind = kindOf(dotted(inner.expr.callee) ?? '', inner.expr, inner.scope, context);
  const printed =
    printValue({ expr: expression, scope }, context.dialect) ??
    scope.module.text.slice(expression.start, expression.end);
  return {
    kind: kind?.kind ?? ({ kind: 'unknown', type: 'GeneratedField' } as const),
    generated: {
      expression: expressionAt(scope.module, printed, expression, context.dialect),
      stored: stored === undefined || truth({ expr: stored, scope }) !== false,
    },
  };
}
