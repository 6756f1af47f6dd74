import type { CodeModule } from '../../code';
import type { Dialect } from '../../model';
import { modelKey } from '../code/django/names';
import { ownClasses } from '../code/django/own-classes';
import { projectAt, projectRoot } from '../code/django/project';
import type { Model, Project, Setting } from '../code/django/state';
import type { Texts } from '../code/django/texts';
import { isModern } from '../code/django/version';
import type { SourceFile } from '../format';
import { appOf, type OwnerApp } from './apps';
import { classesIn, openModules } from './classes';
import { type Declared, declaredBy } from './inherit';
import { type Making, modelNamed, modelOf } from './model';

/** A class that is a model, and the model with a table that it makes. */
export interface MadeModel {
  readonly declared: Declared;
  /** Absent for abstract ones. */
  readonly model?: Model;
}

/** The models of a project's files, in their order. */
export interface OpenedProject {
  readonly project: Project;
  readonly files: readonly { readonly module: CodeModule; readonly models: readonly MadeModel[] }[];
}

/** Reads the classes of files that are models, with what they extend in other files of the project. */
export function openProject(files: readonly SourceFile[], texts: Texts, dialect: Dialect): OpenedProject {
  const uris = new Map(files.map(({ path, uri }) => [path, uri]));
  const paths = new Map(files.map(({ path, uri }) => [uri, path]));
  const prefix = files[0] ? files[0].uri.slice(0, files[0].uri.length - files[0].path.length) : '';
  const pathOf = (uri: string) => paths.get(uri) ?? (uri.startsWith(prefix) ? uri.slice(prefix.length) : uri);
  const modules = openModules(texts, (path) => uris.get(path) ?? prefix + path, pathOf);
  const on = makingOf(files, texts, dialect, modules);
  const opened = files.map(({ path, uri, text }) => {
    const scope = modules.open(path, uri, text);
    const declared = classesIn(scope).flatMap((found) => declaredBy(found, on) ?? []);
    return { module: scope.module, declared };
  });
  const made = opened.map(({ module, declared }) => ({
    module,
    models: declared.map((one): MadeModel => {
      const model = modelOf(one, on);
      return { declared: one, ...(model ? { model } : {}) };
    }),
  }));
  const models = new Map(
    made.flatMap((file) =>
      file.models.flatMap(({ model }) => (model ? [[modelKey(model.app, model.name), model] as const] : [])),
    ),
  );
  return { project: { setting: on.setting, models }, files: made };
}

function makingOf(
  files: readonly SourceFile[],
  texts: Texts,
  dialect: Dialect,
  modules: ReturnType<typeof openModules>,
): Making {
  const [first] = files;
  const {
    userModel,
    autoField,
    version,
    setting: settingText,
  } = projectAt(first && projectRoot(first.path, texts), texts);
  const autoFields = new Map<string, string>();
  const apps = new Map<CodeModule, OwnerApp>();
  const ownerOf = (module: CodeModule): OwnerApp => {
    const known = apps.get(module);
    if (known) return known;
    const app = appOf(modules.pathOf(module), texts);
    apps.set(module, app);
    if (app.autoField !== undefined) autoFields.set(app.label, app.autoField);
    return app;
  };
  const setting: Setting = { dialect, modern: isModern(version), userModel: userModel ?? '', autoField, autoFields };
  const on: Making = {
    modules,
    known: new Map(),
    setting,
    settingText,
    appOf: ownerOf,
    context: {
      dialect,
      ownClass: ownClasses(modules.resolver),
      modelOf: (to) => modelNamed(to, on),
      settingText,
    },
  };
  return on;
}
