import type { Bound, Scope } from '../../code';
import type { Operation, QualifiedName } from '../../model';
import { opaque } from '../code/build';
import type { ColumnParts } from '../code/sqlalchemy/columns';
import { type BoundCall, type Compile, callOf, given, nameOf, positional, wordOf } from '../code/sqlalchemy/compile';
import { schemaOf, tableOperations, takeColumns } from '../code/sqlalchemy/table';
import { evaluated } from '../code/values';
import { type Attribute, attributesOf, declaredBy, type Release, returnedFor } from './attributes';
import { basesOf, type ClassRef } from './classes';
import { madeCall } from './hints';
import { classMetadata, type MetaDataWords, metadataWords } from './metadata';
import type { Model, Models } from './models';
import { attributeColumns, type ClassReading, classScope, type TableWords, tableArguments } from './orm-columns';
import { typeMapOf } from './python-types';

/** What reading the models of a project needs everywhere. */
export interface Project {
  readonly models: Models;
  readonly release: Release;
  /** What constructs are compiled with in a table; `untold` hears of what cannot be told. */
  readonly compile: (words: MetaDataWords, untold: Compile['untold']) => Compile;
  /** Classes that are in the table of a class above them, by that class. */
  readonly under: ReadonlyMap<ClassRef['def'], readonly Model[]>;
}

/** A table before it is compiled. */
interface Frame {
  readonly name: QualifiedName;
  readonly call: BoundCall;
  readonly on: Compile;
  readonly items: readonly Bound[];
  readonly unread: readonly Operation[];
}

/** A class's table, as its `__table_args__` and metadata have it. */
function frameOf(model: Model, project: Project): Frame {
  const { ref } = model;
  const unread: Operation[] = [];
  const words = classMetadata(ref);
  const on = project.compile(words, (bound, reason) => {
    unread.push(opaque(bound.scope.module, bound.expr, reason));
  });
  const said = tableArgs(model);
  const args: TableWords = said ? tableArguments(said) : { items: [], words: [], scope: ref.scope };
  const place = { start: ref.def.start, end: ref.def.end };
  const call: BoundCall = { expr: madeCall('Table', args.words, place), scope: args.scope };
  const isSaid = args.words.some((word) => word.name === 'schema');
  const schema = isSaid ? schemaOf(call) : words.schema;
  const name: QualifiedName = { ...model.name, ...(schema === undefined ? {} : { schema }) };
  return { name, call, on, items: args.items, unread };
}

/** Name and columns alone, for those who refer to them. */
export function modelColumns(
  model: Model,
  project: Project,
): { readonly name: QualifiedName; readonly columns: readonly ColumnParts[] } {
  const { name, on } = frameOf(model, project);
  return { name, columns: columnsOf(model, name, project, on).map(({ parts }) => parts) };
}

export function modelName(model: Model, project: Project): QualifiedName {
  return frameOf(model, project).name;
}

/** Everything that a class's table is made by. */
export function modelTable(model: Model, project: Project): readonly Operation[] {
  const { name, call, on, items, unread } = frameOf(model, project);
  const columns = columnsOf(model, name, project, on);
  const scopes = new Map<Scope, Scope>();
  const within = (scope: Scope) => {
    const known = scopes.get(scope) ?? classScope(scope, columns);
    scopes.set(scope, known);
    return known;
  };
  // An attribute's name means its column, whatever the name is elsewhere.
  const rebound = items.map(({ expr, scope }): Bound => ({ expr, scope: within(scope) }));
  const parts = columns.map((one) => one.parts);
  const made = tableOperations({ call, name: model.name, schema: name.schema, columns: parts, items: rebound }, on);
  return [...(isTold(model) ? made : made.map(inPart)), ...unread];
}

/** A mixin of some library (authlib's `OAuth2ClientMixin`, fastapi-users' `SQLAlchemyBaseUserTable`) brings columns that nobody here reads. */
function isTold({ sources }: Model): boolean {
  return !sources.flatMap(basesOf).some((base) => base.kind === 'library' && /Mixin$|Base\w*Table/.test(base.word));
}

function inPart(operation: Operation): Operation {
  return operation.kind === 'createTable' ? { ...operation, partial: true } : operation;
}

/** Attributes of the class and of the classes under it in the same table, each with its column. */
function columnsOf(
  model: Model,
  owner: QualifiedName,
  project: Project,
  on: Compile,
): readonly { readonly attribute: Attribute; readonly parts: ColumnParts }[] {
  const seen = new Set<string>();
  return [model, ...(project.under.get(model.ref.def) ?? [])].flatMap((one) => {
    const reading: ClassReading = {
      on,
      owner,
      flavour: one.flavour,
      map: typeMapOf([one.ref, ...one.bases]),
      isModel: ({ expr, scope }) => {
        const ref = expr.kind === 'name' ? scope.class(expr.name) : undefined;
        return ref !== undefined && project.models.of(ref) !== undefined;
      },
    };
    return attributesOf(one, project.release).flatMap((attribute) =>
      attributeColumns(attribute, reading).flatMap((parts) => {
        const isNew = !seen.has(parts.spec.name.name);
        seen.add(parts.spec.name.name);
        return isNew ? [{ attribute, parts }] : [];
      }),
    );
  });
}

/** `__table_args__` of the class, or of the nearest class above that is no model. */
function tableArgs(model: Model): Bound | undefined {
  for (const { def, scope } of model.sources)
    for (const member of def.body) {
      if (member.kind === 'function' && member.name === '__table_args__') return returnedFor(member, scope, model);
      const isNamed =
        member.kind === 'assign' && member.target.kind === 'name' && member.target.name === '__table_args__';
      if (isNamed && member.value) return declaredBy({ expr: member.value, scope }, model).bound;
    }
  return undefined;
}

/** `Table('name', metadata, Column(…), …)`; undefined for what is no table, or one that is looked up in the database. */
export function coreTable(
  bound: Bound,
  project: Project,
):
  | {
      readonly name: QualifiedName;
      readonly columns: readonly ColumnParts[];
      readonly operations: readonly Operation[];
    }
  | undefined {
  const call = bound.expr.kind === 'call' ? { expr: bound.expr, scope: bound.scope } : undefined;
  const ident = call && wordOf(call.expr) === 'Table' ? nameOf(given(call, 0, 'name')) : undefined;
  if (!call || !ident) return undefined;
  const unread: Operation[] = [];
  const [, second, ...rest] = positional(call);
  const hasMetadata = second !== undefined && isMetadata(second);
  const words = metadataWords(
    given(call, undefined, 'metadata') ?? (hasMetadata ? second : undefined) ?? ownerOf(call),
  );
  const on = project.compile(words, (item, reason) => {
    unread.push(opaque(item.scope.module, item.expr, reason));
  });
  const schema = call.expr.args.some(({ name }) => name === 'schema') ? schemaOf(call) : words.schema;
  const name: QualifiedName = { ...ident, ...(schema === undefined ? {} : { schema }) };
  const items = second && !hasMetadata ? [second, ...rest] : rest;
  const { columns, rest: others } = takeColumns(items.map(evaluated), name, on);
  if (columns.length === 0) return undefined;
  const operations = tableOperations({ call, name: ident, schema, columns, items: others }, on);
  return { name, columns, operations: [...operations, ...unread] };
}

function isMetadata(bound: Bound): boolean {
  const call = callOf(bound);
  return !call || wordOf(call.expr) === 'MetaData';
}

/** `db.Table('name', …)` is in the metadata of `db`. */
function ownerOf({ expr, scope }: BoundCall): Bound | undefined {
  if (expr.callee.kind !== 'member') return undefined;
  const { callee } = expr;
  return { expr: { ...callee, name: 'metadata' }, scope };
}
