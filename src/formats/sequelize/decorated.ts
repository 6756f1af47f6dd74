import {
  type Bound,
  type ClassDef,
  type CodeType,
  type Decorator,
  type Expr,
  type Name,
  type Placed,
  resolve,
  type Scope,
  type Stmt,
  textValue,
} from '../../code';
import type { ClassMet } from '../code/calls-in';
import { made } from '../code/compose';
import { constantAt, here, nameAt, type Said, saidObject, textAt } from '../code/said';
import {
  type Association,
  type Declared,
  type DeclaredAttribute,
  type ForeignKeyField,
  type Kind,
  saidOf,
} from './declaration';

/** Models in the words of sequelize-typescript: `@Table class User extends Model { @Column name: string }`. */

type Field = Extract<Stmt, { kind: 'assign' }>;

export function isTable({ decorators }: ClassDef): boolean {
  return decorators.some(({ name }) => lastWord(name) === 'Table');
}

const lastWord = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

interface Read {
  readonly model: Declared;
  readonly associations: readonly Association[];
}

export function decoratedModel(met: ClassMet, path: string): Read {
  const { def, scope } = met;
  const classes = [...basesOf(met), met];
  const fields = classes.flatMap((one) => fieldsOf(one));
  const attributes = new Map<string, DeclaredAttribute>();
  for (const one of fields) {
    const attribute = attributeOf(one);
    // What a class of another file declares stands here at the class that inherits it.
    const isHere = one.scope.module === scope.module;
    if (attribute)
      attributes.set(
        one.name,
        isHere ? attribute : { ...attribute, key: made(one.name, def.nameAt), place: def.nameAt },
      );
  }
  // A class's own decorator runs behind those of its fields, and behind the class above.
  const options: Said = new Map(
    classes.flatMap((one) => [...fieldsOf(one).flatMap(timestampOptions), ...tableOptions(one)]),
  );
  const name = options.get('modelName');
  const model: Declared = {
    name: (name && textValue(name)) ?? made(def.name, def.nameAt),
    place: def.nameAt,
    scope,
    path,
    origin: def,
    attributes: [...attributes.values()],
    options,
    indexes: indexesOf(fields).map((one) => here(one, def.nameAt, scope)),
    foreignKeys: fields.flatMap(foreignKeyOf),
  };
  return { model, associations: fields.flatMap((one) => associationsOf(one, model)) };
}

/** Classes above, the uppermost first: what they decorate is inherited. */
function basesOf({ def, scope }: ClassMet, depth = 0): readonly ClassMet[] {
  const [base] = def.bases;
  const named = base?.kind === 'call' ? base.callee : base;
  const found = named?.kind === 'name' ? classNamed(named, scope) : undefined;
  if (!found || found.def === def || depth > 8) return [];
  const above = { def: found.def, scope: found.scope };
  return [...basesOf(above, depth + 1), above];
}

/** The class of a name, which may have come as another file's default. */
function classNamed({ name, ...place }: Name, scope: Scope): ClassMet | undefined {
  const known = scope.class(name);
  if (known) return known;
  const { expr, scope: other } = resolve({ expr: { name, ...place }, scope });
  return expr.kind === 'name' ? other.class(expr.name) : undefined;
}

function tableOptions({ def, scope }: ClassMet): Said {
  const table = def.decorators.find(({ name }) => lastWord(name) === 'Table');
  const [first] = table?.args ?? [];
  return saidOf(first && { expr: first.value, scope });
}

interface FieldMet {
  readonly field: Field;
  readonly name: string;
  readonly scope: Scope;
}

function fieldsOf({ def, scope }: ClassMet): readonly FieldMet[] {
  return def.body.flatMap((stmt): readonly FieldMet[] => {
    // An accessor may be a column too: `@Column get name()`.
    if (stmt.kind === 'function' && stmt.decorators.length > 0)
      return [{ field: accessor(stmt), name: stmt.name, scope }];
    return stmt.kind === 'assign' && stmt.target.kind === 'name'
      ? [{ field: stmt, name: stmt.target.name, scope }]
      : [];
  });
}

function accessor(stmt: Extract<Stmt, { kind: 'function' }>): Field {
  const { start, end, nameAt: at, name, decorators, modifiers, returns } = stmt;
  return {
    kind: 'assign',
    start,
    end,
    target: { kind: 'name', ...at, name },
    decorators,
    modifiers,
    ...(returns ? { type: returns } : {}),
  };
}

function decoratorsOf({ field }: FieldMet, ...names: readonly string[]): readonly Decorator[] {
  return field.decorators.filter(({ name }) => names.includes(lastWord(name)));
}

const first = ({ args }: Decorator, scope: Scope): Bound | undefined => args[0] && { expr: args[0].value, scope };

/** Words that say yes by standing there. */
const YES: Readonly<Record<string, readonly [string, boolean]>> = {
  PrimaryKey: ['primaryKey', true],
  AutoIncrement: ['autoIncrement', true],
  NotNull: ['allowNull', false],
};

/** Words whose argument is the option's value, `true` without one. */
const VALUES: Readonly<Record<string, string>> = {
  AllowNull: 'allowNull',
  Unique: 'unique',
  Default: 'defaultValue',
  Comment: 'comment',
  ColumnName: 'field',
};

function attributeOf(met: FieldMet): DeclaredAttribute | undefined {
  const { field, scope, name } = met;
  // `@Attribute` and the words beside it are those of Sequelize 7's own decorators.
  const [column] = decoratorsOf(met, 'Column', 'Attribute');
  const stamp = decoratorsOf(met, 'CreatedAt', 'UpdatedAt', 'DeletedAt').length > 0;
  if (!column || (stamp && field.decorators.length === 1)) return undefined;
  const said = new Map(columnOptions(column, scope));
  const type = said.get('type') ?? inferred(field.type, scope, field.target);
  if (type) said.set('type', type);
  for (const decorator of field.decorators) {
    const word = lastWord(decorator.name);
    const yes = Object.hasOwn(YES, word) ? YES[word] : undefined;
    if (yes) said.set(yes[0], { expr: constantAt(yes[1], decorator), scope });
    const option = Object.hasOwn(VALUES, word) ? VALUES[word] : undefined;
    if (option) said.set(option, first(decorator, scope) ?? { expr: constantAt(true, decorator), scope });
  }
  return { key: made(name, field.target), place: { start: field.target.start, end: field.end }, said };
}

function columnOptions(column: Decorator, scope: Scope): Said {
  const given = first(column, scope);
  if (!given) return new Map();
  return resolve(given).expr.kind === 'map' ? saidOf(given) : new Map([['type', given]]);
}

/** What TypeScript tells at run time of a property's type (sequelize-typescript, data-type-service.ts). */
const INFERRED: Readonly<Record<string, string>> = {
  string: 'STRING',
  bigint: 'BIGINT',
  number: 'INTEGER',
  boolean: 'BOOLEAN',
  Date: 'DATE',
  Buffer: 'BLOB',
};

function inferred(type: CodeType | undefined, scope: Scope, place: Placed): Bound | undefined {
  if (!type || type.list) return undefined;
  // `CreationOptional<string>` and its kind are the type in them.
  if (/^(?:CreationOptional|NonAttribute)$/.test(type.name)) return inferred(type.args[0], scope, place);
  const isEnum = scope.class(type.name)?.def.form === 'enum';
  const word = isEnum
    ? enumWord(scope, type.name)
    : Object.hasOwn(INFERRED, type.name)
      ? INFERRED[type.name]
      : undefined;
  return word === undefined ? undefined : { expr: nameAt(word, place), scope: scope.child() };
}

function enumWord(scope: Scope, name: string): string {
  const members = scope.class(name)?.def.body ?? [];
  return members.every((one) => one.kind !== 'enumMember' || one.value?.kind === 'string') ? 'STRING' : 'INTEGER';
}

function timestampOptions(met: FieldMet): readonly (readonly [string, Bound])[] {
  const { field, scope, name } = met;
  const yes: Bound = { expr: constantAt(true, field.target), scope };
  return decoratorsOf(met, 'CreatedAt', 'UpdatedAt', 'DeletedAt').flatMap((decorator) => {
    const word = lastWord(decorator.name);
    const option = (word[0] ?? '').toLowerCase() + word.slice(1);
    const own: readonly (readonly [string, Bound])[] = [
      [option, { expr: textAt(name, field.target), scope }],
      ['timestamps', yes],
    ];
    return word === 'DeletedAt' ? [...own, ['paranoid', yes] as const] : own;
  });
}

/** `@Index`, `@Index('name')`, `@Index({ name, unique, order })`: those of one name are one index. */
function indexesOf(fields: readonly FieldMet[]): readonly Bound[] {
  const found = new Map<string, { said: Map<string, Bound>; columns: Expr[]; met: FieldMet; place: Placed }>();
  for (const met of fields)
    for (const decorator of decoratorsOf(met, 'Index')) {
      const given = first(decorator, met.scope);
      const name = given && textValue(given);
      const said = new Map(name && given ? [['name', given]] : saidOf(given));
      const own = said.get('name');
      const key = (own && textValue(own)?.text) ?? `#${found.size}`;
      const column = columnIn(met, said, decorator);
      const known = found.get(key);
      if (known) known.columns.push(column);
      else found.set(key, { said, columns: [column], met, place: decorator });
    }
  return [...found.values()].map(({ said, columns, met, place }) => {
    const list: Expr = { kind: 'list', start: place.start, end: place.end, items: columns };
    const whole = new Map<string, Bound>([...said, ['fields', { expr: list, scope: met.scope }]]);
    for (const word of ['order', 'length', 'collate']) whole.delete(word);
    return saidObject(whole, place, met.scope);
  });
}

function columnIn({ field, name }: FieldMet, said: Said, place: Placed): Expr {
  const entries = [['name', textAt(name, field.target)] as const];
  const given = ['order', 'length', 'collate'].flatMap((word) => {
    const value = said.get(word);
    return value ? [[word, value.expr] as const] : [];
  });
  const at = { start: place.start, end: place.end };
  return {
    kind: 'map',
    ...at,
    entries: [...entries, ...given].map(([key, value]) => ({ ...at, key: textAt(key, at), value })),
    spreads: [],
  };
}

/** `@ForeignKey(() => User) userId`: associations with that model use this column. */
function foreignKeyOf(met: FieldMet): readonly ForeignKeyField[] {
  return decoratorsOf(met, 'ForeignKey').flatMap((decorator) => {
    const to = first(decorator, met.scope);
    return to ? [{ to, name: made(met.name, met.field.target) }] : [];
  });
}

const ASSOCIATIONS: Readonly<Record<string, Kind>> = {
  BelongsTo: 'belongsTo',
  HasOne: 'hasOne',
  HasMany: 'hasMany',
  BelongsToMany: 'belongsToMany',
};

function associationsOf(met: FieldMet, model: Declared): readonly Association[] {
  return met.field.decorators.flatMap((decorator): readonly Association[] => {
    const word = lastWord(decorator.name);
    const kind = Object.hasOwn(ASSOCIATIONS, word) ? ASSOCIATIONS[word] : undefined;
    const target = first(decorator, met.scope);
    if (!kind || !target) return [];
    const said = associationOptions(kind, decorator, met);
    return [{ kind, source: model, target, said, place: decorator, scope: met.scope, path: model.path }];
  });
}

function associationOptions(kind: Kind, decorator: Decorator, { scope, name, field }: FieldMet): Said {
  const [, second, third, fourth] = decorator.args.map(({ value }): Bound => ({ expr: value, scope }));
  const alias: Said = new Map([['as', { expr: textAt(name, field.target), scope }]]);
  const isObject = second && resolve(second).expr.kind === 'map';
  if (isObject) return new Map([...alias, ...saidOf(second)]);
  const given: readonly (readonly [string, Bound | undefined])[] =
    kind === 'belongsToMany'
      ? [
          ['through', second],
          ['foreignKey', third],
          ['otherKey', fourth],
        ]
      : [['foreignKey', second]];
  return new Map([...alias, ...given.flatMap(([key, value]) => (value ? [[key, value] as const] : []))]);
}
