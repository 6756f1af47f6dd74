import { type Bound, resolve, type Scope, type Stmt, textValue, truth } from '../../../code';
import { type Dialect, isMysqlFamily } from '../../../model';
import { type BoundCall, type Compile, callOf, constructOf, given, itemsIn, positional, wordOf } from './compile';
import type { CompiledType, EnumType } from './compiled-type';
import { LIBRARY_TYPES, TYPES, type TypeArgs } from './type-names';

const DEEPEST = 8;
const NO_TYPE = 'this type is of no library that is known, so what it is in the database is not known';
const NO_VALUES = 'the values of this enumeration cannot be told without running it';

/** The SQL of a type: a construct, a class of the project that decorates one, or a name that stands for either. */
export function typeSql(bound: Bound, on: Compile, depth = 0): CompiledType | undefined {
  if (depth > DEEPEST) return undefined;
  const found = resolve(bound);
  const { expr, scope } = found;
  const call = expr.kind === 'call' ? { expr, scope } : undefined;
  if (call && expr.kind === 'call' && expr.callee.kind === 'member') {
    const { name, object } = expr.callee;
    if (name === 'with_variant') return variant(call, { expr: object, scope }, on, depth);
    if (name === 'evaluates_none' || name === 'copy' || name === 'as_mutable') {
      const [first] = positional(call);
      return typeSql(name === 'as_mutable' && first ? first : { expr: object, scope }, on, depth + 1);
    }
  }
  const word = constructOf(found);
  if (word === undefined) return undefined;
  // `list[str]` of SQLModel and the like is no type of a column.
  const own = ownType(found, on, depth);
  if (own) return own;
  return knownType(original(word, scope), call, on, depth) ?? { sql: word, untold: NO_TYPE };
}

/** The name under which a construct was made, where `import … as` gave it another. */
function original(word: string, { module }: Scope): string {
  for (const stmt of module.body) {
    if (stmt.kind !== 'import') continue;
    const found = stmt.names.find(({ as, name }) => as === word && name !== '*');
    if (found) return found.name;
  }
  return word;
}

function knownType(word: string, call: BoundCall | undefined, on: Compile, depth: number): CompiledType | undefined {
  if (word === 'Enum' || word === 'ENUM' || word === 'SAEnum') return call && enumType(call, word, on);
  if (word === 'SET' && call && isMysqlFamily(on.dialect)) return { sql: `SET(${quotedList(labelsOf(call) ?? [])})` };
  if (word === 'ARRAY') return call && arrayType(call, on, depth);
  if (word === 'MutableDict' || word === 'MutableList' || word === 'NullType') return undefined;
  const writer = Object.hasOwn(TYPES, word)
    ? TYPES[word]
    : Object.hasOwn(LIBRARY_TYPES, word)
      ? LIBRARY_TYPES[word]
      : undefined;
  if (!writer) return undefined;
  const collation = call && given(call, undefined, 'collation');
  const collates = collation && textValue(collation)?.text;
  return { sql: writer(argsOf(call), on.dialect), ...(collates === undefined ? {} : { collation: collates }) };
}

function argsOf(call: BoundCall | undefined): TypeArgs {
  const find = (at: number, names: readonly string[]) => {
    const value = call && given(call, at, ...names);
    const { expr } = value ? resolve(value) : { expr: undefined };
    return expr?.kind === 'number' || expr?.kind === 'string' ? expr : undefined;
  };
  return {
    number: (at, ...names) => {
      const found = find(at, names);
      if (found?.kind === 'number') return found.text;
      return found?.kind === 'string' && /^(?:max|\d+)$/.test(found.value) ? found.value : undefined;
    },
    text: (at, ...names) => {
      const found = find(at, names);
      return found?.kind === 'string' ? found.value : undefined;
    },
    flag: (...names) =>
      names.some((name) => {
        const [word = name, wanted] = name.split('=');
        const value = call && given(call, undefined, word);
        return value !== undefined && truth(value) === (wanted !== 'False');
      }),
  };
}

const quotedText = (text: string) => `'${text.replaceAll("'", "''")}'`;
const quotedList = (values: readonly string[]) => values.map(quotedText).join(', ');

/** `X().with_variant(Y(), 'sqlite', 'mysql')`: Y where the dialect is named. */
function variant(call: BoundCall, base: Bound, on: Compile, depth: number): CompiledType | undefined {
  const [other, ...names] = positional(call);
  const dialects = names.map((name) => textValue(name)?.text);
  const isMeant = dialects.some((name) => name !== undefined && dialectNamed(name, on.dialect));
  return typeSql(isMeant && other ? other : base, on, depth + 1);
}

/** SQLAlchemy's names of dialects. MariaDB's is MySQL's, with a name of its own from 1.4 on. */
export function dialectNamed(name: string, dialect: Dialect): boolean {
  if (name === 'mssql') return dialect === 'sqlserver';
  if (name === 'mysql') return isMysqlFamily(dialect);
  return name === dialect || (name === 'postgres' && dialect === 'postgresql');
}

function arrayType(call: BoundCall, on: Compile, depth: number): CompiledType | undefined {
  const item = given(call, 0, 'item_type');
  const inner = item && typeSql(item, on, depth + 1);
  if (!inner) return undefined;
  const dimensions = given(call, undefined, 'dimensions');
  const count = dimensions && resolve(dimensions).expr;
  const times = count?.kind === 'number' ? Number(count.text) : 1;
  return { ...inner, sql: inner.sql + '[]'.repeat(Math.min(Math.max(times, 1), 6)) };
}

/** `Enum('a', 'b')`, `Enum(*VALUES)`, `Enum(Status)` of a Python enumeration: its names, or what `values_callable` picks. */
function enumType(call: BoundCall, word: string, on: Compile): CompiledType | undefined {
  const told = labelsOf(call);
  const values = told ?? [];
  const untold = told ? {} : { untold: NO_VALUES };
  const named = given(call, undefined, 'name');
  const ofClass = enumClass(call);
  const name = named ?? ofClass?.def.name.toLowerCase();
  if (isMysqlFamily(on.dialect) && isNative(call)) return { sql: `ENUM(${quotedList(values)})`, ...untold };
  if (on.dialect === 'postgresql' && isNative(call) && name !== undefined) {
    const text = typeof name === 'string' ? name : textValue(name)?.text;
    if (text === undefined) return undefined;
    const schema = given(call, undefined, 'schema');
    const within = schema && textValue(schema)?.text;
    const create = given(call, undefined, 'create_type');
    const own: EnumType = {
      name,
      values,
      creates: told !== undefined && !(create && truth(create) === false),
      ...(within === undefined ? {} : { schema: within }),
    };
    const quoted = /^[a-z_][a-z0-9_]*$/.test(text) ? text : `"${text.replaceAll('"', '""')}"`;
    return { sql: within === undefined ? quoted : `${within}.${quoted}`, enum: own, ...untold };
  }
  const length = given(call, undefined, 'length');
  const said = length && resolve(length).expr;
  const longest = Math.max(0, ...values.map((value) => value.length), said?.kind === 'number' ? Number(said.text) : 0);
  const checks = given(call, undefined, 'create_constraint');
  const size = longest === 0 ? '' : on.dialect === 'oracle' ? `(${longest} CHAR)` : `(${longest})`;
  return {
    sql: `${on.dialect === 'oracle' ? 'VARCHAR2' : 'VARCHAR'}${size}`,
    ...untold,
    ...(checks && truth(checks) === true && word === 'Enum'
      ? { checks: { values, ...(named ? { name: named } : {}) } }
      : {}),
  };
}

function isNative(call: BoundCall): boolean {
  const native = given(call, undefined, 'native_enum');
  return !(native && truth(native) === false);
}

function enumClass(call: BoundCall) {
  const [first] = positional(call);
  const found = first && resolve(first);
  return found?.expr.kind === 'name' ? found.scope.class(found.expr.name) : undefined;
}

/** The values; undefined where one of them comes from elsewhere. */
function labelsOf(call: BoundCall): readonly string[] | undefined {
  const ofClass = enumClass(call);
  if (ofClass) {
    const picks = given(call, undefined, 'values_callable') !== undefined;
    return ofClass.def.body.flatMap((member): readonly string[] => {
      if (
        member.kind !== 'assign' ||
        member.target.kind !== 'name' ||
        !member.value ||
        member.target.name.startsWith('_')
      )
        return [];
      if (!picks) return [member.target.name];
      const value = textValue({ expr: member.value, scope: ofClass.scope });
      return [value?.text ?? member.target.name];
    });
  }
  const items = positional(call);
  const [only] = items;
  const listed = only && items.length === 1 ? itemsIn(only) : [];
  const texts = (listed.length > 0 ? listed : items).map((item) => textValue(item)?.text);
  const known = texts.filter((text) => text !== undefined);
  return known.length === texts.length ? known : undefined;
}

/** A class of the project: a `TypeDecorator` with its `impl`, or a `UserDefinedType` with its `get_col_spec`. */
function ownType({ expr, scope }: Bound, on: Compile, depth: number): CompiledType | undefined {
  const named = expr.kind === 'call' ? resolve({ expr: expr.callee, scope }) : { expr, scope };
  if (named.expr.kind !== 'name') return undefined;
  const found = named.scope.class(named.expr.name);
  if (!found) return undefined;
  for (const member of found.def.body) {
    if (member.kind === 'assign' && member.target.kind === 'name' && member.target.name === 'impl' && member.value) {
      const chosen = chosenFor(found, on, depth);
      if (chosen) return chosen;
      return decorated(
        { expr: member.value, scope: found.scope },
        expr.kind === 'call' ? { expr, scope } : undefined,
        on,
        depth,
      );
    }
    if (member.kind === 'function' && member.name === 'get_col_spec') {
      const returned = member.body.find((stmt) => stmt.kind === 'return');
      const value =
        returned?.kind === 'return' && returned.value
          ? textValue({ expr: returned.value, scope: found.scope })
          : undefined;
      if (value) return { sql: value.text };
    }
  }
  const [base] = found.def.bases;
  return base && wordOf(base) !== found.def.name
    ? typeSql({ expr: base, scope: found.scope }, on, depth + 1)
    : undefined;
}

/** Arguments of a decorator's constructor go to its `impl`. */
function decorated(impl: Bound, call: BoundCall | undefined, on: Compile, depth: number): CompiledType | undefined {
  const { expr, scope } = resolve(impl);
  if (expr.kind === 'call' || !call || call.expr.args.length === 0) return typeSql(impl, on, depth + 1);
  return typeSql({ expr: { ...call.expr, callee: expr }, scope }, on, depth + 1);
}

/** `load_dialect_impl`: `if dialect.name == 'postgresql': return dialect.type_descriptor(UUID())`. */
function chosenFor(
  found: NonNullable<ReturnType<Scope['class']>>,
  on: Compile,
  depth: number,
): CompiledType | undefined {
  const method = found.def.body.find((member) => member.kind === 'function' && member.name === 'load_dialect_impl');
  if (method?.kind !== 'function') return undefined;
  const value = returnedFor(method.body, found.scope, on);
  const described = value && callOf(value);
  const inner = described && wordOf(described.expr) === 'type_descriptor' ? described.expr.args[0]?.value : undefined;
  return inner && described ? typeSql({ expr: inner, scope: described.scope }, on, depth + 1) : undefined;
}

function returnedFor(body: readonly Stmt[], scope: Scope, on: Compile): Bound | undefined {
  for (const stmt of body) {
    if (stmt.kind === 'return') return stmt.value && { expr: stmt.value, scope };
    if (stmt.kind !== 'if') continue;
    const { test } = stmt;
    const named =
      test.kind === 'binary' && test.operator === '==' ? textValue({ expr: test.right, scope })?.text : undefined;
    if (named === undefined) return undefined;
    const branch = dialectNamed(named, on.dialect) ? stmt.consequence : stmt.otherwise;
    const value = returnedFor(branch, scope, on);
    if (value) return value;
  }
  return undefined;
}
