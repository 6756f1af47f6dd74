import {
  argument,
  type Bound,
  type Call,
  dotted,
  type Expr,
  type Placed,
  resolve,
  textValue,
  truth,
} from '../../../code';
import type { Dialect, Expression } from '../../../model';
import { expressionAt } from '../build';
import { printValue } from './expressions';
import type { Field, FieldKind, FieldOptions, Relation } from './field';
import { knownClass, MANY_TO_MANY, NO_COLUMN, REFERENCES } from './known-classes';
import { isAuto, isKnownClass } from './types';

/** What reading a field may ask of the project. */
export interface FieldContext {
  readonly dialect: Dialect;
  /** Names of the bases of a field class that the project defines itself, nearest first; empty when it is nobody's. */
  basesOf(className: string, scope: Bound['scope']): readonly string[];
}

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
  const kind = kindOf(className, expr, scope, context);
  if (!kind) return undefined;
  const isTrue = (...names: readonly string[]) => {
    const given = argument(expr.args, undefined, ...names);
    return given !== undefined && truth({ expr: given, scope }) === true;
  };
  const text = (argumentName: string) => textOf(argument(expr.args, undefined, argumentName), scope);
  const simple = className.split('.').at(-1) ?? className;
  const isUnique = isTrue('unique') || /OneToOneField$/.test(simple);
  const isKey = isTrue('primary_key');
  const column = text('db_column');
  const comment = text('db_comment');
  const collation = text('db_collation');
  const generated =
    kind.kind === 'plain' && simple === 'GeneratedField' ? generatedOf(expr, scope, context) : undefined;
  const indexArgument = argument(expr.args, undefined, 'db_index');
  const refers = kind.kind === 'foreignKey' || simple === 'SlugField' || knownClass(simple)?.type === 'SlugField';
  return {
    name,
    nameAt,
    place: { start: expr.start, end: expr.end },
    from: scope.module,
    kind: generated?.kind ?? kind,
    nullable: (isTrue('null') || simple === 'NullBooleanField') && !isKey,
    primaryKey: isKey,
    unique: isUnique && !isKey,
    indexed: !isUnique && !isKey && (indexArgument ? isTrue('db_index') : refers),
    ...(column === undefined ? {} : { column }),
    ...(comment === undefined ? {} : { comment }),
    ...(collation === undefined ? {} : { collation }),
    ...defaults(expr, scope, context.dialect, simple),
    ...(generated ? { generated: generated.generated } : {}),
  };
}

function textOf(expr: Expr | undefined, scope: Bound['scope']): string | undefined {
  return expr && textValue({ expr, scope })?.text;
}

function kindOf(className: string, call: Call, scope: Bound['scope'], context: FieldContext): FieldKind | undefined {
  const simple = className.split('.').at(-1) ?? className;
  const own = ofClass(simple, undefined, call, scope, context);
  if (own) return own;
  for (const base of context.basesOf(className, scope)) {
    const kind = ofClass(base.split('.').at(-1) ?? base, undefined, call, scope, context);
    if (kind) return kind;
  }
  if (!/(?:Field|Key|Manager)$/.test(simple)) return undefined;
  return simple.endsWith('Manager') ? { kind: 'none' } : { kind: 'unknown', type: className };
}

function ofClass(
  type: string,
  maxLength: string | undefined,
  call: Call,
  scope: Bound['scope'],
  context: FieldContext,
): FieldKind | undefined {
  if (NO_COLUMN.has(type)) return { kind: 'none' };
  if (REFERENCES.has(type)) {
    const relation = relationOf(call, scope);
    return relation ? { kind: 'foreignKey', relation } : { kind: 'unknown', type };
  }
  if (MANY_TO_MANY.has(type)) return manyToMany(call, scope);
  if (type === 'ArrayField') {
    const base = argument(call.args, 0, 'base_field');
    const inner = base && resolve({ expr: base, scope });
    const kind =
      inner?.expr.kind === 'call'
        ? kindOf(dotted(inner.expr.callee) ?? '', inner.expr, inner.scope, context)
        : undefined;
    const size = textOf(argument(call.args, 1, 'size'), scope);
    return { kind: 'array', base: kind ?? { kind: 'unknown', type }, ...(size === undefined ? {} : { size }) };
  }
  if (type === 'GeneratedField' || isKnownClass(type)) {
    const options = optionsOf(call, scope);
    const length = options.maxLength ?? maxLength;
    return { kind: 'plain', type, options: length === undefined ? options : { ...options, maxLength: length } };
  }
  const known = knownClass(type);
  return known && ofClass(known.type, known.maxLength, call, scope, context);
}

function optionsOf(call: Call, scope: Bound['scope']): FieldOptions {
  const text = (name: string) => textOf(argument(call.args, undefined, name), scope);
  const [maxLength, digits, decimals] = [text('max_length'), text('max_digits'), text('decimal_places')];
  const [srid, dimensions] = [text('srid'), text('dimensions')];
  const geography = argument(call.args, undefined, 'geography');
  return {
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(digits === undefined ? {} : { digits }),
    ...(decimals === undefined ? {} : { decimals }),
    ...(srid === undefined ? {} : { srid }),
    ...(dimensions === undefined ? {} : { dimensions }),
    ...(geography && truth({ expr: geography, scope }) ? { geography: true } : {}),
  };
}

/** The model that a reference names: a string, a class, `settings.AUTH_USER_MODEL`. */
export function targetOf(expr: Expr | undefined, scope: Bound['scope']): string | undefined {
  if (!expr) return undefined;
  const known = textValue({ expr, scope })?.text;
  if (known !== undefined) return known;
  const name = dotted(expr);
  if (name !== undefined) return name.endsWith('AUTH_USER_MODEL') ? 'settings.AUTH_USER_MODEL' : name;
  // get_user_model(), swapper.get_model_name('app', 'Model'): the latter names it.
  if (expr.kind !== 'call') return undefined;
  if (dotted(expr.callee)?.endsWith('get_user_model')) return 'settings.AUTH_USER_MODEL';
  const parts = expr.args.map(({ value }) => textValue({ expr: value, scope })?.text);
  return parts.length === 2 && parts.every((part) => part !== undefined) ? parts.join('.') : undefined;
}

function relationOf(call: Call, scope: Bound['scope']): Relation | undefined {
  const to = targetOf(argument(call.args, 0, 'to'), scope);
  if (to === undefined) return undefined;
  const toField = textOf(argument(call.args, undefined, 'to_field'), scope);
  const constraint = argument(call.args, undefined, 'db_constraint');
  const hasConstraint = constraint === undefined || truth({ expr: constraint, scope }) !== false;
  return { to, constraint: hasConstraint, ...(toField === undefined ? {} : { toField }) };
}

function manyToMany(call: Call, scope: Bound['scope']): FieldKind {
  const relation = relationOf(call, scope);
  if (!relation) return { kind: 'unknown', type: 'ManyToManyField' };
  const table = textOf(argument(call.args, undefined, 'db_table'), scope);
  const through = argument(call.args, undefined, 'through') !== undefined;
  return { kind: 'manyToMany', relation, through, ...(table === undefined ? {} : { table }) };
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
    kind: kind ?? ({ kind: 'unknown', type: 'GeneratedField' } as const),
    generated: {
      expression: expressionAt(scope.module, printed, expression, context.dialect),
      stored: stored === undefined || truth({ expr: stored, scope }) !== false,
    },
  };
}
