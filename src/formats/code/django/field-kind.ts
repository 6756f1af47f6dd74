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
import type { Dialect } from '../../../model';
import type { FieldKind, FieldOptions, Relation } from './field';
import { knownClass, MANY_TO_MANY, NO_COLUMN, REFERENCES } from './known-classes';
import type { OwnClass } from './own-classes';
import { isKnownClass } from './types';

/** What reading a field may ask of the project. */
export interface FieldContext {
  readonly dialect: Dialect;
  /** A field class that the project defines itself; undefined when it is nobody's. */
  ownClass(className: string, scope: Bound['scope']): OwnClass | undefined;
  /** The model that a reference names by its class, as `app.Model`; migrations name them in strings. */
  modelOf?(to: Bound): string | undefined;
  /** A text or number of the project's settings. */
  settingText?(name: string): string | undefined;
}

export interface KnownKind {
  readonly kind: FieldKind;
  /** The class that it is in the end: Django's own, or one that is known. */
  readonly base: string;
  /** The call with what classes of the project make of it. */
  readonly call: Call;
}

export function argumentText(
  expr: Expr | undefined,
  scope: Bound['scope'],
  context?: FieldContext,
): string | undefined {
  if (!expr) return undefined;
  const text = textValue({ expr, scope })?.text;
  if (text !== undefined || !context?.settingText) return text;
  const name = dotted(resolve({ expr, scope }).expr);
  return name?.startsWith('settings.') ? context.settingText(name.slice('settings.'.length)) : undefined;
}

/** What a field is, by its class and its arguments; undefined when the class is no field. */
export function kindOf(
  className: string,
  call: Call,
  scope: Bound['scope'],
  context: FieldContext,
): KnownKind | undefined {
  const simple = importedClass(className, scope, context) ?? className.split('.').at(-1) ?? className;
  // What Django's module says is Django's; any other name may be the project's, whatever it is like.
  const own = /^models\.\w+$/.test(className) && isKnownClass(simple) ? undefined : context.ownClass(className, scope);
  if (own) {
    const known = ofOwnClass(own, call, scope, context);
    if (known) return known;
    // A class of the project that is no field, or one to which no backend gives a type, makes no column.
    if (!own.bases.some((base) => /\w(?:Field|Key)$/.test(base.split('.').at(-1) ?? base)))
      return own.bases.some((base) => /\bField$/.test(base))
        ? { kind: { kind: 'none' }, base: simple, call }
        : undefined;
  }
  const kind = ofClass(simple, undefined, call, scope, context);
  if (kind) return { kind, base: simple, call };
  if (!/(?:Field|Key|Manager)$/.test(simple)) return undefined;
  return {
    kind: simple.endsWith('Manager') ? { kind: 'none' } : { kind: 'unknown', type: className },
    base: simple,
    call,
  };
}

/** `import_string(settings.DEFAULT_AUTO_FIELD)`: the class that the settings name. */
function importedClass(className: string, scope: Bound['scope'], context: FieldContext): string | undefined {
  const value = className.includes('.') ? undefined : scope.value(className);
  if (value?.expr.kind !== 'call' || dotted(value.expr.callee)?.split('.').at(-1) !== 'import_string') return undefined;
  const [first] = value.expr.args;
  if (!first) return undefined;
  const isDefault = dotted(first.value)?.endsWith('.DEFAULT_AUTO_FIELD') === true;
  const name = argumentText(first.value, value.scope, context) ?? (isDefault ? 'AutoField' : undefined);
  return name?.split('.').at(-1);
}

/** A class of the project is what its base is, with the arguments that its `__init__` adds. */
function ofOwnClass(own: OwnClass, written: Call, scope: Bound['scope'], context: FieldContext): KnownKind | undefined {
  const has = (name: string | undefined) => written.args.some((one) => one.name === name);
  const call = { ...written, args: [...own.forced, ...written.args, ...own.implied.filter(({ name }) => !has(name))] };
  const names = [...(own.internalType === undefined ? [] : [own.internalType]), ...own.bases];
  for (const name of names) {
    const base = name.split('.').at(-1) ?? name;
    const kind = ofClass(base, undefined, call, scope, context);
    if (kind && own.databaseType !== undefined && kind.kind !== 'none')
      return { kind: { kind: 'database', type: own.databaseType }, base, call };
    if (kind) return { kind, base, call };
  }
  const isField = own.bases.some((base) => /Field$/.test(base));
  return isField && own.databaseType !== undefined
    ? { kind: { kind: 'database', type: own.databaseType }, base: 'Field', call }
    : undefined;
}

function ofClass(
  type: string,
  maxLength: string | undefined,
  call: Call,
  scope: Bound['scope'],
  context: FieldContext,
): FieldKind | undefined {
  if (NO_COLUMN.has(type)) return { kind: 'none' };
  if (type === 'CompositePrimaryKey') return { kind: 'compositeKey', fields: keyFields(call, scope) };
  if (REFERENCES.has(type)) {
    const relation = relationOf(call, scope, context);
    return relation ? { kind: 'foreignKey', relation } : { kind: 'unknown', type };
  }
  if (MANY_TO_MANY.has(type)) return manyToMany(call, scope, context);
  if (type === 'ArrayField') {
    const base = argument(call.args, 0, 'base_field');
    const inner = base && resolve({ expr: base, scope });
    const known =
      inner?.expr.kind === 'call'
        ? kindOf(dotted(inner.expr.callee) ?? '', inner.expr, inner.scope, context)
        : undefined;
    const size = argumentText(argument(call.args, 1, 'size'), scope);
    return {
      kind: 'array',
      base: known?.kind ?? { kind: 'unknown', type },
      ...(size === undefined ? {} : { size }),
    };
  }
  if (type === 'GeneratedField' || isKnownClass(type)) {
    const options = optionsOf(call, scope, context);
    // A length that is worked out at run time is no length that is known.
    if (options === undefined) return { kind: 'unknown', type };
    const length = options.maxLength ?? maxLength;
    return { kind: 'plain', type, options: length === undefined ? options : { ...options, maxLength: length } };
  }
  // django-prices 2: a pair of other fields, and no column.
  if (type === 'MoneyField' && argument(call.args, undefined, 'amount_field')) return { kind: 'none' };
  // django-countries: its length is that of all countries behind each other.
  if (
    type === 'CountryField' &&
    argument(call.args, undefined, 'multiple') &&
    !argument(call.args, undefined, 'max_length')
  )
    return { kind: 'unknown', type };
  const known = knownClass(type);
  return known && ofClass(known.type, known.maxLength, call, scope, context);
}

function optionsOf(call: Call, scope: Bound['scope'], context: FieldContext): FieldOptions | undefined {
  const text = (name: string) => argumentText(argument(call.args, undefined, name), scope, context);
  const [maxLength, digits, decimals] = [text('max_length'), text('max_digits'), text('decimal_places')];
  const [srid, dimensions] = [text('srid'), text('dimensions')];
  const given = argument(call.args, undefined, 'max_length');
  if (given && maxLength === undefined && !isNone(given, scope)) return undefined;
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

function isNone(expr: Expr, scope: Bound['scope']): boolean {
  const value = resolve({ expr, scope }).expr;
  return value.kind === 'constant' && value.value === null;
}

/** The model that a reference names: a string, a class, `settings.AUTH_USER_MODEL`. */
function targetOf(written: Expr | undefined, at: Bound['scope'], context: FieldContext): string | undefined {
  if (!written) return undefined;
  if (dotted(written)?.endsWith('AUTH_USER_MODEL')) return 'settings.AUTH_USER_MODEL';
  const own = context.modelOf?.({ expr: written, scope: at });
  if (own !== undefined) return own;
  const { expr, scope } = resolve({ expr: written, scope: at });
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

function keyFields(call: Call, scope: Bound['scope']): readonly string[] {
  return call.args.flatMap(({ name, value }) => (name === undefined ? (argumentText(value, scope) ?? []) : []));
}

/** What the database itself does when the row that is referred to goes (Django 6.1). */
const ON_DELETE: Readonly<Record<string, Relation['onDelete']>> = {
  DB_CASCADE: 'cascade',
  DB_SET_NULL: 'set null',
  DB_SET_DEFAULT: 'set default',
};

function onDeleteOf(call: Call): Relation['onDelete'] {
  const given = argument(call.args, 1, 'on_delete');
  const name = (given && dotted(given))?.split('.').at(-1) ?? '';
  return Object.hasOwn(ON_DELETE, name) ? ON_DELETE[name] : undefined;
}

/** The model's name in `'app.Model'`, or the words that stand for it. */
function nameIn(expr: Expr): Placed {
  if (expr.kind === 'member') return expr.nameAt;
  if (expr.kind !== 'string') return { start: expr.start, end: expr.end };
  const dot = expr.value.lastIndexOf('.') + 1;
  const [only, ...others] = expr.pieces;
  const plain = only && others.length === 0 && only.end - only.start === expr.value.length;
  return plain ? { start: only.start + dot, end: only.end } : { start: expr.start, end: expr.end };
}

function relationOf(call: Call, scope: Bound['scope'], context: FieldContext): Relation | undefined {
  const named = argument(call.args, 0, 'to');
  const to = targetOf(named, scope, context);
  if (to === undefined || !named) return undefined;
  const onDelete = onDeleteOf(call);
  const toField = argumentText(argument(call.args, undefined, 'to_field'), scope);
  const constraint = argument(call.args, undefined, 'db_constraint');
  const hasConstraint = constraint === undefined || truth({ expr: constraint, scope }) !== false;
  return {
    to,
    toAt: nameIn(named),
    constraint: hasConstraint,
    ...(toField === undefined ? {} : { toField }),
    ...(onDelete === undefined ? {} : { onDelete }),
  };
}

function manyToMany(call: Call, scope: Bound['scope'], context: FieldContext): FieldKind {
  const relation = relationOf(call, scope, context);
  if (!relation) return { kind: 'unknown', type: 'ManyToManyField' };
  const table = argumentText(argument(call.args, undefined, 'db_table'), scope);
  const through = argument(call.args, undefined, 'through') !== undefined;
  return { kind: 'manyToMany', relation, through, ...(table === undefined ? {} : { table }) };
}
