import type { Statement } from '../../model';
import { opaque, scriptOf, spanOf, statement } from '../code/build';
import { metIn } from '../code/calls-in';
import { embeddedSql } from '../code/embedded-sql';
import type { Said } from '../code/said';
import { type OpenedFile, openTogether } from '../code/set-scopes';
import type { ReadContext, ReadFile, SourceFile } from '../format';
import { associate } from './associate';
import type { Declared } from './declaration';
import { declaredIn } from './declared';
import { defaultsOf } from './defaults';
import type { Models } from './ends';
import { lookupIn } from './lookup';
import { createModel, type Model } from './model';
import { tableMade } from './tables';
import { transaction } from './transaction';

export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  const [only] = readTogether([{ ...file, path: file.uri }], context);
  return only ?? { up: { uri: file.uri, statements: [], comments: [], problems: [] }, transaction };
}

/** Reads models as the tables that `sequelize.sync()` makes of them. */
export function readTogether(files: readonly SourceFile[], context: ReadContext): readonly ReadFile[] {
  const opened = openTogether(files, context);
  const models = modelsOf(opened, context);
  const byFile = new Map<string, Model[]>();
  for (const model of models.byName.values()) {
    const own = byFile.get(model.path);
    if (own) own.push(model);
    else byFile.set(model.path, [model]);
  }
  const untold = [...models.byDeclared.keys(), ...models.untold].filter(({ attributes }) => !attributes);
  return opened.map((one) => {
    const own = byFile.get(one.file.path) ?? [];
    const lost = untold.filter(({ path }) => path === one.file.path);
    const statements = [
      ...own.flatMap((model) => statementsOf(model, models, one, context)),
      ...lost.map((model) => lostModel(model, one)),
    ];
    return { up: scriptOf(one.module, statements), transaction };
  });
}

interface Gathered extends Models {
  /** Models whose attributes cannot be told. */
  readonly untold: readonly Declared[];
}

function modelsOf(opened: readonly OpenedFile[], context: ReadContext): Gathered {
  const met = opened.map((one) => ({ one, met: metIn(one.module, one.scope) }));
  const defaults = defaultsOf(met, context);
  const declared = met.map(({ one, met: inside }) => declaredIn(one, inside));
  const all = declared.flatMap(({ models }) => models);
  const paths = new Map(opened.map(({ file }) => [file.uri, file.path]));
  const lookup = lookupIn({ models: all, assigned: met.flatMap((one) => one.met.assigned), paths });
  const byName = new Map<string, Model>();
  const byDeclared = new Map<Declared, Model>();
  for (const one of all) {
    if (!one.attributes) continue;
    const options: Said = new Map([...defaults, ...one.options]);
    const model = createModel({ ...one, options, attributes: one.attributes, declared: one });
    byName.set(one.name.text, model);
    byDeclared.set(one, model);
  }
  const models = {
    byName,
    byDeclared,
    lookup,
    pairs: [],
    defaults,
    untold: all.filter(({ attributes }) => !attributes),
  };
  for (const { associations } of declared) for (const one of associations) associate(one, models);
  return models;
}

function statementsOf(
  model: Model,
  models: Models,
  { module }: OpenedFile,
  { dialect }: ReadContext,
): readonly Statement[] {
  const { sql, untold } = tableMade(model, models, dialect);
  return [
    ...sql.flatMap((one) => embeddedSql(module, one, dialect).statements),
    ...untold.map(({ place, reason }) => statement(spanOf(module, place), [opaque(module, place, reason)])),
  ];
}

function lostModel({ place }: Declared, { module }: OpenedFile): Statement {
  return statement(spanOf(module, place), [opaque(module, place, 'the attributes of this model cannot be told')]);
}
