import { type Bound, type CodeType, type Placed, resolve, type Scope, type Stmt, textValue } from '../../code';
import { entry, isSet, itemsOf } from '../code/compose';
import { type Called, type ClassRef, decoratorsOf, lineOf, targetOf } from '../code/decorated';
import { returned } from '../code/values';
import {
  type ColumnArgs,
  classWord,
  type EmbeddedArgs,
  type EntityArgs,
  type JoinArgs,
  joined,
  type KeyArgs,
  type Members,
  type Mode,
  namedClass,
  type Property,
  type RelationArgs,
} from './args';
import { conditionOf, foreignOf, keyOf } from './class-keys';
import { joinOf, joinTableOf, propertyNamed } from './joins';
import type { Strategy } from './types';

/** A member with its decorators. */
interface Member extends Property {
  readonly type: CodeType | undefined;
  readonly owner: ClassRef;
  readonly scope: Scope;
  readonly called: readonly Called[];
}

/** What a class and its base classes say of their columns and relations. */
export function membersOf(ref: ClassRef): Members {
  return joined([...lineOf(ref)].reverse().map(ownMembers));
}

/** What a class itself says. */
export function ownMembers(ref: ClassRef): Members {
  const { def, scope } = ref;
  const members = def.body.flatMap((stmt) => memberOf(stmt, ref));
  const own = decoratorsOf(def.decorators, scope).map((one): [Called, undefined] => [one, undefined]);
  const all: readonly (readonly [Called, Member | undefined])[] = [
    ...members.flatMap((member) => member.called.map((one): [Called, Member] => [one, member])),
    ...own,
  ];
  const of = <T>(make: (called: Called, member: Member | undefined) => readonly T[]): readonly T[] =>
    all.flatMap(([called, member]) => make(called, member));
  return {
    columns: members.flatMap(columnsOf),
    embeddeds: members.flatMap(embeddedOf),
    relations: members.flatMap(relationOf),
    indexes: of((called, member) => (called.name === 'Index' ? [keyOf(called, member, scope)] : [])),
    uniques: [
      ...of((called, member) => (called.name === 'Unique' ? [keyOf(called, member, scope)] : [])),
      ...members.flatMap(uniqueColumn),
    ],
    conditions: of((called) => conditionOf(called, scope)),
    foreigns: of((called, member) => foreignOf(called, member, scope)),
  };
}

function memberOf(stmt: Stmt, owner: ClassRef): readonly Member[] {
  const { scope } = owner;
  if (stmt.kind === 'assign' && stmt.target.kind === 'name') {
    const called = decoratorsOf(stmt.decorators, scope);
    const { name, start, end } = stmt.target;
    if (called.length === 0) return [];
    return [{ key: name, at: { start, end }, type: stmt.type, module: scope.module, owner, scope, called }];
  }
  if (stmt.kind !== 'function' || stmt.decorators.length === 0) return [];
  const called = decoratorsOf(stmt.decorators, scope);
  return [{ key: stmt.name, at: stmt.nameAt, type: stmt.returns, module: scope.module, owner, scope, called }];
}

const MODES: Readonly<Record<string, Mode>> = {
  Column: 'regular',
  PrimaryColumn: 'regular',
  PrimaryGeneratedColumn: 'regular',
  CreateDateColumn: 'createDate',
  UpdateDateColumn: 'updateDate',
  DeleteDateColumn: 'deleteDate',
  VersionColumn: 'version',
  TreeLevelColumn: 'treeLevel',
};

/** A class given as a function: `() => Name` makes an embedded of the property. */
function isFunction(bound: Bound | undefined): boolean {
  return bound !== undefined && resolve(bound).expr.kind === 'function';
}

function wordOf(bound: Bound | undefined): string | undefined {
  if (!bound) return undefined;
  const { expr, scope } = resolve(bound);
  if (expr.kind === 'function') return wordOf(returned({ def: expr, scope }));
  return expr.kind === 'name' ? namedClass(expr.name) : textValue({ expr, scope })?.text;
}

const STRATEGIES: readonly Strategy[] = ['increment', 'uuid', 'identity', 'rowid'];

function strategyOf(bound: Bound | undefined): Strategy | undefined {
  const text = bound && textValue(bound)?.text;
  return STRATEGIES.find((one) => one === text);
}

/** `generated: true` is an increment, `generated: 'uuid'` what it says. */
function generatedBy(options: Bound | undefined): Strategy | undefined {
  return strategyOf(entry(options, 'generated')) ?? (isSet(options, 'generated') ? 'increment' : undefined);
}

function columnsOf(member: Member): readonly ColumnArgs[] {
  const called = member.called.find(({ name }) => Object.hasOwn(MODES, name));
  const mode = called && MODES[called.name];
  if (!called || !mode || (called.name === 'Column' && isFunction(called.args[0]))) return [];
  const [first, second] = called.args;
  const isWord = wordOf(first) !== undefined;
  const options = isWord ? second : first ? (second ?? first) : undefined;
  const { key, at, module } = member;
  const generated = member.called.find(({ name }) => name === 'Generated');
  const own = { key, at, module, mode, options };
  if (called.name === 'PrimaryGeneratedColumn') {
    const strategy = strategyOf(first) ?? 'increment';
    const word =
      wordOf(entry(options, 'type')) ?? (strategy === 'uuid' ? 'uuid' : strategy === 'rowid' ? 'int' : 'Number');
    return [{ ...own, word, primary: true, strategy }];
  }
  const strategy = generated ? (strategyOf(generated.args[0]) ?? 'increment') : generatedBy(options);
  const given = isWord ? wordOf(first) : wordOf(entry(options, 'type'));
  const guessed = mode === 'regular' && !entry(options, 'type') ? classWord(member.type, member.scope) : undefined;
  const word = strategy === 'uuid' ? 'uuid' : (given ?? guessed ?? (strategy ? 'Number' : undefined));
  const primary = called.name === 'PrimaryColumn' || isSet(options, 'primary');
  return [{ ...own, word, primary, ...(strategy ? { strategy } : {}) }];
}

function uniqueColumn(member: Member): readonly KeyArgs[] {
  const called = member.called.find(({ name }) => name === 'Column');
  const [first, second] = called?.args ?? [];
  if (!called || isFunction(first) || !(isSet(first, 'unique') || isSet(second, 'unique'))) return [];
  const { key, at, module } = member;
  return [{ columns: [{ path: key, at }], name: undefined, options: undefined, at: called.at, module }];
}

function embeddedOf({ key, at, module, called }: Member): readonly EmbeddedArgs[] {
  const column = called.find(({ name, args }) => name === 'Column' && isFunction(args[0]));
  if (!column) return [];
  const target = targetOf(column.args[0]);
  const prefix = entry(column.args[1], 'prefix');
  const text = prefix && (resolve(prefix).expr.kind === 'constant' ? undefined : textValue(prefix)?.text);
  const isOff = prefix !== undefined && resolve(prefix).expr.kind === 'constant' && !isSet(column.args[1], 'prefix');
  return [{ key, at, module, body: target?.ref && membersOf(target.ref), prefix: isOff ? '' : text, shown: column.at }];
}

const RELATIONS: Readonly<Record<string, RelationArgs['kind']>> = {
  ManyToOne: 'many-to-one',
  OneToOne: 'one-to-one',
  ManyToMany: 'many-to-many',
  OneToMany: 'one-to-many',
  TreeParent: 'many-to-one',
  TreeChildren: 'one-to-many',
};

function relationOf({ key, at, module, owner, called }: Member): readonly RelationArgs[] {
  const one = called.find(({ name }) => Object.hasOwn(RELATIONS, name));
  const kind = one && RELATIONS[one.name];
  if (!one || !kind) return [];
  const isTree = one.name.startsWith('Tree');
  const [first, second, third] = one.args;
  const inverse = propertyNamed(second);
  const options = isTree ? first : inverse === undefined && third === undefined ? second : third;
  const target = isTree ? { ref: owner, name: owner.def.name, place: at } : targetOf(first);
  const join = called.find(({ name }) => name === 'JoinColumn');
  const table = called.find(({ name }) => name === 'JoinTable');
  return [
    {
      key,
      at,
      module,
      kind,
      target,
      inverse,
      options,
      joins: join ? joinsOf(join.args[0]) : [],
      joinTable: table && joinTableOf(table.args[0]),
      shown: one.at,
    },
  ];
}

function joinsOf(options: Bound | undefined): readonly JoinArgs[] {
  return options ? itemsOf(options).map(joinOf) : [joinOf(undefined)];
}

/** The table that a class stands for; undefined for classes without `@Entity` and its like. */
export function entityOf(ref: ClassRef): EntityArgs | undefined {
  const { def, scope } = ref;
  const called = decoratorsOf(def.decorators, scope);
  const one = called.find(({ name }) => /^(?:Entity|ChildEntity|ViewEntity)$/.test(name));
  if (!one) return undefined;
  const [first, second] = one.args;
  const isNamed = first !== undefined && textValue(first) !== undefined;
  const options = isNamed ? second : first;
  const name = isNamed ? first : entry(options, 'name');
  const inheritance = called.find(({ name: word }) => word === 'TableInheritance');
  const column = inheritance && entry(inheritance.args[0], 'column');
  const tree = called.find(({ name: word }) => word === 'Tree');
  const kind = one.name === 'Entity' ? 'table' : one.name === 'ChildEntity' ? 'child' : 'view';
  return {
    kind,
    className: def.name,
    ref,
    module: scope.module,
    nameAt: def.nameAt,
    place: placeOf(one.at, def),
    name: kind === 'child' ? undefined : name,
    options,
    members: membersOf(ref),
    discriminated: inheritance !== undefined,
    ...(column && inheritance ? { discriminator: { options: column, at: inheritance.at } } : {}),
    ...(tree
      ? { tree: { kind: (tree.args[0] && textValue(tree.args[0])?.text) ?? '', options: tree.args[1], at: tree.at } }
      : {}),
  };
}

function placeOf(first: Placed, def: Placed): Placed {
  return { start: Math.min(first.start, def.start), end: def.end };
}
