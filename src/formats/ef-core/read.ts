import { moduleScope } from '../../code';
import { scriptOf } from '../code/build';
import { classesOf, csharpModule, lastWord, methodOf } from '../code/csharp';
import { statementsIn } from '../code/lambdas';
import type { ReadContext, ReadFile } from '../format';
import { build } from './fluent';
import { type At, createModel, type Entity, entityNamed, type Model } from './model';
import type { Building } from './subject';
import { statementsOf } from './tables';
import { transaction } from './transaction';

/** Reads a context's model snapshot: the model as the last migration left it, restated in full by `dotnet ef`. */
export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  const module = csharpModule(file);
  const model = createModel('snapshot');
  for (const own of classesOf(module.body)) {
    const scope = moduleScope(module);
    const method = methodOf(own, 'BuildModel', scope);
    const name = method?.def.params[0]?.name;
    if (!method || name === undefined) continue;
    const on: Building = { model, subjects: new Map([[name, { kind: 'model' }]]), ...byName(model) };
    for (const value of statementsIn(method.def)) build(value, scope, on);
  }
  return { up: scriptOf(module, statementsOf(model, context.dialect)), transaction };
}

/** In a snapshot entities are named by their full names. */
function byName(model: Model): Pick<Building, 'entityOf' | 'owned'> {
  return {
    entityOf: (type, at) => entityNamed(model, typeof type === 'string' ? type : type.name, at),
    owned: (owner: Entity, navigation: string, type, at: At) => {
      const name = typeof type === 'string' ? type : type.name;
      return entityNamed(model, `${owner.name}.${navigation}#${lastWord(name)}`, at);
    },
  };
}
