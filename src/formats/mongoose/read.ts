import { type Bound, type CodeModule, dotted, resolve } from '../../code';
import type { QualifiedName, Statement } from '../../model';
import { identOf, opaque, scriptOf, spanOf, statement } from '../code/build';
import { openTogether } from '../code/set-scopes';
import type { ReadContext, ReadFile, SourceFile } from '../format';
import { callsOf, type FoundCall } from './calls';
import { collectionsOf, type Project } from './collections';
import { type FoundModel, type Model, modelName, modelsOf, nameOfModel } from './models';
import { collectionName } from './plural';
import { classRef, type SchemaRef, schemaCall, schemaRef } from './refs';
import { type KnownSchemas, knownSchemas } from './schemas';
import type { Site, Unread } from './shape';
import { type Standing, toldBy } from './standing';
import { tableOf } from './table';
import { transaction } from './transaction';

export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  const [only] = readTogether([{ ...file, path: file.uri }], context);
  return only ?? { up: { uri: file.uri, statements: [], comments: [], problems: [] }, transaction };
}

/** Reads a project's schemas and models as the collections that Mongoose makes of them. */
export function readTogether(files: readonly SourceFile[], context: ReadContext): readonly ReadFile[] {
  const opened = openTogether(files, context);
  const calls = opened.flatMap(({ module, scope }) => callsOf(module, scope));
  const told = groupTold(calls);
  const schemas = knownSchemas(told);
  const found = calls.flatMap(modelsOf);
  const models = distinct(found.flatMap((one) => ('model' in one ? [one.model] : [])));
  const project = collectionsOf(models, schemas, told);
  const target = (ref: Bound) => targetOf(ref, project);
  const made = project.collections.map((one) => ({ site: one.site, operations: tableOf(one, { target }) }));
  const unread = [...unreadModels(found), ...schemas.unread(), ...strays(calls, schemas)];
  const statements = [
    ...made.map(({ site, operations }) => ({
      module: site.module,
      made: statement(spanOf(site.module, site.place), operations),
    })),
    ...distinctSites(unread).map((one) => ({ module: one.module, made: notUnderstood(one) })),
  ];
  return byFile(opened, statements);
}

interface Placed {
  readonly module: CodeModule;
  readonly made: Statement;
}

/** Each file's own statements in the order of their places; what stands in none of the files goes with the first. */
function byFile(
  opened: readonly { readonly module: CodeModule }[],
  statements: readonly Placed[],
): readonly ReadFile[] {
  const uris = new Set(opened.map(({ module }) => module.uri));
  return opened.map(({ module }, at) => {
    const own = statements.filter((one) => one.module.uri === module.uri || (at === 0 && !uris.has(one.module.uri)));
    const sorted = own.map(({ made }) => made).sort((a, b) => a.span.start.offset - b.span.start.offset);
    return { up: scriptOf(module, sorted), transaction };
  });
}

function groupTold(calls: readonly FoundCall[]): ReadonlyMap<SchemaRef['key'], readonly Standing[]> {
  const told = new Map<SchemaRef['key'], Standing[]>();
  for (const { key, standing } of calls.flatMap((call) => toldBy(call))) {
    const known = told.get(key);
    if (known) known.push(standing);
    else told.set(key, [standing]);
  }
  return told;
}

/** A model that is made in several places (`models.User || model('User', schema)`, per connection) is one. */
function distinct(models: readonly Model[]): readonly Model[] {
  const known = new Map<string, Model>();
  for (const model of models) {
    const key = `${model.name.name} ${model.collection?.name ?? ''} ${model.base ?? ''} ${placeKey({ ...model.ref.scope, place: model.ref.key })}`;
    if (!known.has(key)) known.set(key, model);
  }
  return [...known.values()];
}

function placeKey({ module, place }: Site): string {
  return `${module.uri} ${place.start}`;
}

function distinctSites(unread: readonly Unread[]): readonly Unread[] {
  return [...new Map(unread.map((one) => [placeKey(one), one])).values()];
}

function notUnderstood({ module, place, reason }: Unread): Statement {
  return statement(spanOf(module, place), [opaque(module, place, reason)]);
}

function unreadModels(found: readonly FoundModel[]): readonly Unread[] {
  return found.flatMap((one) => ('reason' in one ? [{ ...one.site, reason: one.reason }] : []));
}

/** Schemas of which nothing makes a model, and which no other schema holds. */
function strays(calls: readonly FoundCall[], { used }: KnownSchemas): readonly Unread[] {
  return calls.flatMap(({ call, scope, module }): readonly Unread[] => {
    const isClass = dotted(call.callee) === 'SchemaFactory.createForClass';
    const ref = isClass ? schemaRef({ expr: call, scope }) : undefined;
    const key = schemaCall(call, scope) ?? ref?.key;
    if (!key || used.has(key)) return [];
    return [{ module, place: call, reason: 'no model of this schema was found' }];
  });
}

/** The collection that a `ref` leads to: a model's name, a class, or the model itself. */
function targetOf(ref: Bound, { ofModel }: Project): QualifiedName | undefined {
  const { expr, scope } = resolve(ref);
  const own = ref.expr.kind === 'member' ? modelName(ref) : undefined;
  const made = own ?? identOf({ expr, scope });
  const declared = classRef({ expr, scope });
  const name =
    made?.name ?? nameOfModel({ expr, scope }) ?? (declared?.kind === 'class' ? declared.key.name : undefined);
  if (name === undefined) return undefined;
  const span = made?.span ?? spanOf(ref.scope.module, ref.expr);
  return { name: ofModel.get(name)?.name ?? collectionName(name), span };
}
