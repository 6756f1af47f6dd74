import { type Bound, type CodeModule, dotted, type Placed, resolve, textValue } from '../../code';
import { readOptions } from '../code/django/declared';
import type { Field } from '../code/django/field';
import { modelKey, shortened } from '../code/django/names';
import { isOfPackage, packageLabel } from '../code/django/packages';
import {
  autoFieldOf,
  columnsIn,
  hasKey,
  keyOf,
  type Model,
  type ModelOptions,
  type Setting,
  tableOf,
} from '../code/django/state';
import type { OwnerApp } from './apps';
import { type FoundClass, importedName } from './classes';
import { type Declared, declaredBy, type Inheritance } from './inherit';
import { optionOf, ownMeta } from './meta';

/** What making models of classes needs everywhere. */
export interface Making extends Inheritance {
  readonly setting: Setting;
  readonly appOf: (module: CodeModule) => OwnerApp;
  /** A text of the project's settings. */
  readonly settingText: (name: string) => string | undefined;
}

/** Finds an option of the class's `Meta`, its own or inherited. */
function optionsOf({ meta }: Declared, on: Making): (name: string) => Bound | undefined {
  const metaOf = (one: FoundClass) => declaredBy(one, on)?.handedOn ?? ownMeta(one);
  return (name) => optionOf(meta, name, on.modules, metaOf);
}

/** The label of the app that a class's model belongs to. */
export function labelOf(declared: Declared, on: Making): string {
  const said = optionsOf(declared, on)('app_label');
  const label = said && textValue(said)?.text;
  if (label !== undefined) return label;
  const { module } = declared.found.scope;
  return isOfPackage(module) ? packageLabel(module.uri) : on.appOf(module).label;
}

/** The model whose table a class's rows are in. */
export function keyOfDeclared(declared: Declared, on: Making): string {
  return modelKey(labelOf(declared, on), declared.found.def.name);
}

/** The model that a reference names by its class: the project's, or by its import somebody else's. */
export function modelNamed(to: Bound, on: Making): string | undefined {
  const { expr, scope } = resolve(to);
  const name = dotted(expr);
  if (name === undefined || name.endsWith('AUTH_USER_MODEL')) return undefined;
  const found = on.modules.classAt({ expr, scope });
  // Asked while the class itself is being read, which knows its name already.
  if (found) {
    const { module } = found.scope;
    const declared = on.known.get(found.def);
    const label = declared
      ? labelOf(declared, on)
      : isOfPackage(module)
        ? packageLabel(module.uri)
        : on.appOf(module).label;
    return `${label}.${found.def.name}`;
  }
  const imported = importedName(name, scope.module);
  const parts = imported?.split('.') ?? [];
  if (imported === undefined || imported.startsWith('.') || parts.length < 2) return undefined;
  return `${packageLabel(parts.slice(0, -1).join('.'))}.${parts.at(-1)}`;
}

/** The class as a model with a table, or one that uses another's; undefined for abstract ones. */
export function modelOf(declared: Declared, on: Making): Model | undefined {
  if (declared.form === 'abstract') return undefined;
  const { def, scope } = declared.found;
  const option = optionsOf(declared, on);
  const app = labelOf(declared, on);
  const own = { app, name: def.name, nameAt: def.nameAt, place: def, from: scope.module };
  const written = declared.fields.map(({ field }) => field);
  if (declared.form === 'proxy') {
    const options = { ...readOptions(option, on.context.dialect, (field) => field), proxy: true };
    const [parent] = declared.parents;
    return { ...own, fields: [], options, ...(parent ? { proxyOf: keyOfDeclared(parent.model, on) } : {}) };
  }
  const fields = withOrder(withKey(withParents(written, declared, own, on), own, on.setting), option, own);
  const said = named(readOptions(option, on.context.dialect, columnsIn({ fields })), own);
  const options = isTree(declared) ? withTreeIndex(said, own, on.setting) : said;
  return { ...own, fields, options: managedHere(options, option, own, on) };
}

type Own = Pick<Model, 'app' | 'name' | 'nameAt' | 'place' | 'from'>;

/** A field that Django adds by itself. */
function added(name: string, kind: Field['kind'], own: Own, at: Placed = own.nameAt): Field {
  return {
    name,
    nameAt: at,
    place: at,
    from: own.from,
    kind,
    nullable: false,
    primaryKey: false,
    unique: false,
    indexed: false,
  };
}

/** The link to each model that this one extends: the first is its key, where it has no other. */
function withParents(fields: readonly Field[], declared: Declared, own: Own, on: Making): readonly Field[] {
  const keys = new Map(declared.parents.map(({ model, at }) => [keyOfDeclared(model, on), { model, at }]));
  const linked = (field: Field) =>
    field.parentLink && field.kind.kind === 'foreignKey' ? keyOf(field.kind.relation.to, own, on.setting) : undefined;
  const given = new Map(
    fields.flatMap((field) => (linked(field) === undefined ? [] : [[linked(field), field] as const])),
  );
  const links = [...keys].map(([key, { model, at }]): Field => {
    const name = `${model.found.def.name.toLowerCase()}_ptr`;
    const to = `${labelOf(model, on)}.${model.found.def.name}`;
    const made = added(name, { kind: 'foreignKey', relation: { to, constraint: true } }, own, at);
    return given.get(key) ?? { ...made, unique: true };
  });
  const [first] = links;
  const isKeyed = hasKey(fields);
  const key = first && !isKeyed ? { ...first, primaryKey: true, unique: false } : first;
  const made = links.filter(
    (link) => ![...given.values()].includes(link) && !fields.some(({ name }) => name === link.name),
  );
  const asKey = (field: Field) => (field === first && key ? key : field);
  return [...made.map(asKey), ...fields.map(asKey)];
}

/** The automatic key stands first: its counter runs backwards (`Field.auto_creation_counter`). */
function withKey(fields: readonly Field[], own: Own, setting: Setting): readonly Field[] {
  if (hasKey(fields)) return fields;
  const type = autoFieldOf(own.app, setting);
  return [{ ...added('id', { kind: 'plain', type, options: {} }, own), primaryKey: true }, ...fields];
}

/** `order_with_respect_to` gives a table the column `_order`. */
function withOrder(fields: readonly Field[], option: (name: string) => Bound | undefined, own: Own): readonly Field[] {
  const order = option('order_with_respect_to');
  if (!order || textValue(order) === undefined) return fields;
  return [...fields, added('_order', { kind: 'plain', type: 'IntegerField', options: {} }, own)];
}

/** `name="%(app_label)s_%(class)s_x"` of an abstract model's indexes and constraints. */
function named(options: ModelOptions, { app, name }: Own): ModelOptions {
  const filled = (text: string) =>
    text.replaceAll('%(app_label)s', app.toLowerCase()).replaceAll('%(class)s', name.toLowerCase());
  return {
    ...options,
    indexes: options.indexes.map((index) =>
      index.name === undefined ? index : { ...index, name: filled(index.name) },
    ),
    constraints: options.constraints.map((one) => ({ ...one, name: filled(one.name) })),
  };
}

/** A model that the settings swap for another has no table. */
function managedHere(
  options: ModelOptions,
  option: (name: string) => Bound | undefined,
  { app, name }: Own,
  on: Making,
): ModelOptions {
  const swappable = option('swappable');
  const setting = swappable && textValue(swappable)?.text;
  const model = setting === undefined ? undefined : on.settingText(setting);
  const isSwapped = model !== undefined && model.toLowerCase() !== modelKey(app, name);
  return isSwapped ? { ...options, managed: false } : options;
}

/** True for a model that django-mptt makes a tree of, by itself or by an abstract base. */
function isTree({ bases }: Declared): boolean {
  return bases.some(
    (base) =>
      (base.found.def.name === 'MPTTModel' && isOfPackage(base.found.scope.module)) ||
      (base.form === 'abstract' && isTree(base)),
  );
}

/** The index that django-mptt adds to its trees (mptt/models.py, `MPTTModelBase.register`). */
function withTreeIndex(options: ModelOptions, own: Own, setting: Setting): ModelOptions {
  const columns = ['tree_id', 'lft'];
  const isThere = options.indexes.some(({ fields }) => fields.map(({ name }) => name).join() === columns.join());
  if (isThere || options.indexTogether.some((group) => group.join() === columns.join())) return options;
  const index = {
    name: shortened(`${tableOf({ ...own, fields: [], options }, setting)}_tree_id_lft_idx`, 30),
    fields: columns.map((name) => ({ name, descending: false })),
    expressions: [],
    operatorClasses: [],
    include: [],
    place: own.nameAt,
    nameAt: own.nameAt,
    from: own.from,
  };
  return { ...options, indexes: [...options.indexes, index] };
}
