import type { CodeModule, Placed } from '../../../code';
import type { Dialect, Expression } from '../../../model';
import type { Field, FieldKind } from './field';
import { modelKey, tableName } from './names';

/** An index of `Meta.indexes`, or of `AddIndex`. */
export interface DeclaredIndex {
  readonly name?: string;
  readonly method?: string;
  readonly fields: readonly { readonly name: string; readonly descending: boolean }[];
  readonly expressions: readonly { readonly text: string; readonly descending: boolean }[];
  readonly operatorClasses: readonly string[];
  readonly include: readonly string[];
  readonly condition?: Expression;
  readonly place: Placed;
  readonly nameAt: Placed;
  readonly from: CodeModule;
}

export interface DeclaredConstraint {
  readonly kind: 'check' | 'unique' | 'exclusion';
  readonly name: string;
  readonly fields: readonly string[];
  readonly expressions: readonly { readonly text: string; readonly descending: boolean }[];
  readonly include: readonly string[];
  readonly operatorClasses: readonly string[];
  readonly condition?: Expression;
  readonly deferrable?: 'deferrable' | 'initially deferred';
  readonly nullsNotDistinct?: boolean;
  readonly text: string;
  readonly place: Placed;
  readonly nameAt: Placed;
  readonly from: CodeModule;
}

export interface ModelOptions {
  readonly table?: string;
  readonly managed: boolean;
  readonly proxy: boolean;
  readonly uniqueTogether: readonly (readonly string[])[];
  readonly indexTogether: readonly (readonly string[])[];
  readonly indexes: readonly DeclaredIndex[];
  readonly constraints: readonly DeclaredConstraint[];
  readonly comment?: string;
}

export const NO_OPTIONS: ModelOptions = {
  managed: true,
  proxy: false,
  uniqueTogether: [],
  indexTogether: [],
  indexes: [],
  constraints: [],
};

/** A model at some point of the history. */
export interface Model {
  readonly app: string;
  readonly name: string;
  readonly nameAt: Placed;
  readonly place: Placed;
  readonly from: CodeModule;
  readonly fields: readonly Field[];
  readonly options: ModelOptions;
  /** The key of the model whose table a proxy uses. */
  readonly proxyOf?: string;
  /** Names of the constraints of `unique_together`, by their fields: they keep them when tables and fields are renamed. */
  readonly groupNames?: ReadonlyMap<string, string>;
}

/** What the project's models are made for. */
export interface Setting {
  readonly dialect: Dialect;
  /** Django 4.1 or later: identity columns on PostgreSQL. */
  readonly modern: boolean;
  /** `accounts.User`; empty where it is not known: Django's own. */
  readonly userModel: string;
  /** `DEFAULT_AUTO_FIELD` of the settings, by its class: the kind of keys that nobody declares. */
  readonly autoField: string;
  /** `default_auto_field` of an app's own configuration, by the app's label. */
  readonly autoFields: ReadonlyMap<string, string>;
}

/** The class of a key that is not declared. */
export function autoFieldOf(app: string, { autoField, autoFields }: Setting): string {
  return autoFields.get(app) ?? autoField;
}

export interface Project {
  readonly setting: Setting;
  readonly models: ReadonlyMap<string, Model>;
}

export function tableOf({ app, name, options }: Model, { dialect }: Setting): string {
  return options.table ?? tableName(`${app}_${name.toLowerCase()}`, dialect);
}

/** The key of a model that is named from within an app: `Author`, `library.Author`, `self`, `settings.AUTH_USER_MODEL`. */
export function keyOf(name: string, from: Pick<Model, 'app' | 'name'>, setting: Setting): string {
  if (name === 'self' || name === 'RECURSIVE_RELATIONSHIP_CONSTANT') return modelKey(from.app, from.name);
  const full = name === 'settings.AUTH_USER_MODEL' ? setting.userModel || 'auth.User' : name;
  const parts = full.split('.');
  const model = parts.at(-1) ?? '';
  const app = parts.length > 1 ? (parts.at(-2) ?? from.app) : from.app;
  return modelKey(app, model);
}

/** True where a key is declared: by a field, or by several together. */
export function hasKey(fields: readonly Field[]): boolean {
  return fields.some(({ primaryKey, kind }) => primaryKey || kind.kind === 'compositeKey');
}

/** The field that is the primary key; undefined where the model is somebody else's. */
export function keyField(model: Model | undefined): Field | undefined {
  return model?.fields.find(({ primaryKey }) => primaryKey);
}

/** Models of packages that come with Django: their keys are AutoField. */
const CONTRIB = /^(?:auth|contenttypes|sites|admin|sessions|flatpages|redirects)\./;

export interface Target {
  readonly table: string;
  readonly column: string;
  readonly type: FieldKind | undefined;
  readonly collation?: string;
}

/** What a reference's column points at; of models outside the project the table's name is what Django would choose. */
export function targetOf(project: Project, key: string, toField: string | undefined, depth = 0): Target {
  const { setting, models } = project;
  const model = models.get(key);
  if (model?.options.proxy && model.proxyOf !== undefined && depth <= 8)
    return targetOf(project, model.proxyOf, toField, depth + 1);
  if (!model) {
    const [app = '', name = ''] = key.split('.');
    const table = CONTRIB_TABLES[key] ?? tableName(`${app}_${name}`, setting.dialect);
    const type: FieldKind | undefined = CONTRIB.test(key)
      ? { kind: 'plain', type: 'AutoField', options: {} }
      : undefined;
    return { table, column: 'id', type };
  }
  const field = toField === undefined ? keyField(model) : model.fields.find(({ name }) => name === toField);
  const table = tableOf(model, setting);
  if (!field) return { table, column: 'id', type: undefined };
  const column = columnName(field);
  if (field.kind.kind !== 'foreignKey' || depth > 8) return { table, column, type: field.kind };
  // A key that is itself a reference (a table of one to one, multi-table inheritance) has its target's type.
  const next = targetOf(project, keyOf(field.kind.relation.to, model, setting), field.kind.relation.toField, depth + 1);
  return { table, column, type: next.type };
}

const CONTRIB_TABLES: Readonly<Record<string, string>> = {
  'contenttypes.contenttype': 'django_content_type',
  'sites.site': 'django_site',
  'sessions.session': 'django_session',
  'admin.logentry': 'django_admin_log',
  'flatpages.flatpage': 'django_flatpage',
  'redirects.redirect': 'django_redirect',
};

export function columnName(field: Field): string {
  return field.column ?? (field.kind.kind === 'foreignKey' ? `${field.name}_id` : field.name);
}

/** Fields that are columns of the model's own table. */
export function hasColumn({ kind }: Field): boolean {
  return kind.kind !== 'manyToMany' && kind.kind !== 'none' && kind.kind !== 'compositeKey';
}

/** The columns of fields by their names. */
export function columnsOf(model: Model, names: readonly string[]): readonly string[] {
  return names.map((name) => {
    const field = model.fields.find((one) => one.name === name);
    return field ? columnName(field) : name;
  });
}

/** How fields are called as columns, in conditions. */
export function columnsIn(model: Pick<Model, 'fields'>): (field: string) => string {
  return (name) => {
    const field = model.fields.find((one) => one.name === name);
    return field ? columnName(field) : name;
  };
}
