import { type CodeModule, dotted, type Expr, type Placed, resolve, type Scope, type Stmt, truth } from '../../code';
import { spanOf } from '../code/build';
import type { Field } from '../code/django/field';
import type { FieldContext } from '../code/django/field-kind';
import { isOfPackage } from '../code/django/packages';
import { readField } from '../code/django/read-field';
import { type FoundClass, importedName, isModelItself, type Modules } from './classes';
import { isAbstract, type Meta, optionOf, ownMeta } from './meta';

/** A field, and where Python made it: fields stand in that order, whatever class has them. */
export interface MadeField {
  readonly field: Field;
  readonly module: CodeModule;
  readonly start: number;
}

/** What a class that is a model declares and inherits (django/db/models/base.py, `ModelBase.__new__`). */
export interface Declared {
  readonly found: FoundClass;
  readonly form: 'abstract' | 'proxy' | 'table';
  /** Its own fields and those of abstract bases, in the order in which Python made them; no key that nobody declared. */
  readonly fields: readonly MadeField[];
  /** What it has as its attribute `Meta`: its own, or that of an abstract base. */
  readonly meta: Meta | undefined;
  /** What its subclasses have as theirs: the Meta of a model with a table is taken off it. */
  readonly handedOn: Meta | undefined;
  /** Models with tables that it extends, and those that its abstract bases do. */
  readonly parents: readonly { readonly model: Declared; readonly at: Placed }[];
  /** The models that it extends, as written. */
  readonly bases: readonly Declared[];
  /** Bases that are nowhere to be found: what columns they bring is not known. */
  readonly unknown: readonly Expr[];
}

export interface Inheritance {
  readonly modules: Modules;
  readonly context: FieldContext;
  readonly known: Map<FoundClass['def'], Declared | undefined>;
}

/** The class as a model; undefined for one that is none. */
export function declaredBy(found: FoundClass, on: Inheritance): Declared | undefined {
  const { def } = found;
  if (on.known.has(def)) return on.known.get(def);
  // While it is being read it is nobody's base: classes in a circle end here.
  on.known.set(def, undefined);
  const made = isModelItself(found) ? itself(found) : build(found, on);
  on.known.set(def, made);
  return made;
}

function itself(found: FoundClass): Declared {
  return {
    found,
    form: 'abstract',
    fields: [],
    meta: undefined,
    handedOn: undefined,
    parents: [],
    bases: [],
    unknown: [],
  };
}

interface Bases {
  readonly models: readonly { readonly model: Declared; readonly at: Expr }[];
  readonly unknown: readonly Expr[];
}

/** Bases that bring no columns, of packages that are not there. */
const PLAIN =
  /^(?:object|ABC|Generic|Protocol|Enum|NamedTuple|TypedDict|Exception)$|(?:Queryset|QuerySet|Manager|Enum|Choices|Serializer|Form|View|Admin|Error|Exception|Config|Storage|Index|Indexed|Field|Meta|DirtyFieldsMixin|ExportModelOperationsMixin)$/;

function basesOf({ def, scope }: FoundClass, on: Inheritance): Bases {
  const models: { model: Declared; at: Expr }[] = [];
  const unknown: Expr[] = [];
  for (const written of def.bases) {
    // `Generic[T]`, `models.Model[T]`.
    const at = written.kind === 'index' ? written.object : written;
    const found = on.modules.classAt({ expr: at, scope });
    const model = found && declaredBy(found, on);
    if (model) models.push({ model, at });
    const name = dotted(at)?.split('.').at(-1);
    if (!found && name !== undefined && !PLAIN.test(name) && isForeign(dotted(at) ?? '', scope)) unknown.push(at);
  }
  return { models, unknown };
}

/** A class that is imported, from no module of the project. */
function isForeign(name: string, scope: Scope): boolean {
  return importedName(name, scope.module) !== undefined;
}

function build(found: FoundClass, on: Inheritance): Declared | undefined {
  const { models, unknown } = basesOf(found, on);
  const own = ownFields(found, on.context);
  // A class with fields of Django's whose base is nowhere to be found is a model nevertheless.
  if (models.length === 0 && (unknown.length === 0 || own.isDjangos === undefined)) return undefined;
  const meta = ownMeta(found) ?? models.map(({ model }) => model.handedOn).find((one) => one !== undefined);
  const abstract = isAbstract(ownMeta(found), on.modules);
  const metaOf = (one: FoundClass) => declaredBy(one, on)?.handedOn ?? ownMeta(one);
  const proxy = optionOf(ownMeta(found), 'proxy', on.modules, metaOf);
  const form = abstract ? 'abstract' : proxy && truth(proxy) === true ? 'proxy' : 'table';
  return {
    found,
    form,
    fields: inherited(found, own.fields, models),
    meta,
    handedOn: abstract && ownMeta(found) ? ownMeta(found) : models.map(({ model }) => model.handedOn).find(Boolean),
    parents: parentsOf(models),
    bases: models.map(({ model }) => model),
    unknown: [
      ...models.flatMap(({ model, at }) => (model.form === 'abstract' && model.unknown.length > 0 ? [at] : [])),
      ...unknown,
    ],
  };
}

function parentsOf(models: Bases['models']): Declared['parents'] {
  return models.flatMap(({ model, at }): Declared['parents'] => {
    if (model.form === 'abstract') return model.parents;
    return [{ model: model.form === 'proxy' ? (model.parents[0]?.model ?? model) : model, at }];
  });
}

/** Names that a class's body gives a meaning: an inherited field of that name is none. */
function namesIn(body: readonly Stmt[]): ReadonlySet<string> {
  return new Set(
    body.flatMap((stmt) => {
      if (stmt.kind === 'function' || stmt.kind === 'class') return [stmt.name];
      return stmt.kind === 'assign' && stmt.value && stmt.target.kind === 'name' ? [stmt.target.name] : [];
    }),
  );
}

/** Fields in the order in which they were made: those of the bases' modules first, in each as they stand there. */
function inherited({ def, scope }: FoundClass, own: readonly Field[], models: Bases['models']): readonly MadeField[] {
  const taken = new Set(namesIn(def.body));
  const fields: MadeField[] = [];
  for (const { model, at } of models) {
    if (model.form !== 'abstract') continue;
    for (const made of model.fields) {
      if (taken.has(made.field.name)) continue;
      taken.add(made.field.name);
      fields.push(isOfPackage(made.field.from) ? { ...made, field: shownAt(made.field, at, scope.module) } : made);
    }
  }
  const here = own.map((field): MadeField => ({ field, module: scope.module, start: field.nameAt.start }));
  return inOrder([...fields, ...here], scope.module);
}

/** A field of a package is shown at the base that brings it. */
function shownAt(field: Field, { start, end }: Expr, from: CodeModule): Field {
  const at = { start, end };
  const { clientDefault } = field;
  const shown = { ...field, nameAt: at, place: at, from };
  return clientDefault ? { ...shown, clientDefault: { ...clientDefault, span: spanOf(from, at) } } : shown;
}

/** What a module imports was made before it. */
function inOrder(fields: readonly MadeField[], last: CodeModule): readonly MadeField[] {
  const modules = [...new Set(fields.map(({ module }) => module))].filter((module) => module !== last);
  const rank = ({ module }: MadeField) => (module === last ? modules.length : modules.indexOf(module));
  return [...fields].sort((a, b) => rank(a) - rank(b) || a.start - b.start);
}

interface OwnFields {
  readonly fields: readonly Field[];
  /** Set where one of the classes is imported from Django. */
  readonly isDjangos: true | undefined;
}

/** The fields of a class's body, conditions opened. */
function ownFields({ def, scope }: FoundClass, context: FieldContext): OwnFields {
  const inside = scope.child();
  let isDjangos: true | undefined;
  const fields = new Map<string, Field>();
  const walk = (body: readonly Stmt[]) => {
    for (const stmt of body) {
      if (stmt.kind === 'if') {
        const holds = truth({ expr: stmt.test, scope: inside });
        if (holds !== false) walk(stmt.consequence);
        if (holds !== true) walk(stmt.otherwise);
      }
      if (stmt.kind === 'class') inside.define(stmt);
      if (stmt.kind !== 'assign' || stmt.target.kind !== 'name' || !stmt.value) continue;
      const { target, value } = stmt;
      const bound = { expr: value, scope: inside };
      const isCall = resolve(bound).expr.kind === 'call';
      const field = isCall ? readField({ name: target.name, nameAt: target }, bound, context) : undefined;
      // A name that gets another value has that one: the later field, or none.
      fields.delete(target.name);
      if (field) fields.set(target.name, field);
      else inside.set(target.name, { expr: value, scope: inside });
      if (field && value.kind === 'call' && isFromDjango(dotted(value.callee) ?? '', scope)) isDjangos = true;
    }
  };
  walk(def.body);
  return { fields: [...fields.values()], isDjangos };
}

function isFromDjango(name: string, { module }: Scope): boolean {
  return importedName(name, module)?.startsWith('django.') === true;
}
