import { type Bound, type Call, type ClassDef, type Expr, resolve, type Scope, textValue } from '../../code';
import type { AssignedMember } from '../code/calls-in';
import { returned } from '../code/values';
import { folderOf, resolvePath } from '../paths';
import type { Declared } from './declaration';

/** Finds the model that other code means. */
export type Lookup = (bound: Bound) => Declared | undefined;

export interface Known {
  readonly models: readonly Declared[];
  /** `db.User = require('./user')(sequelize, DataTypes)`: words that models are kept by. */
  readonly assigned: readonly AssignedMember[];
  /** Paths of files by their module's address. */
  readonly paths: ReadonlyMap<string, string>;
}

const DEEPEST = 8;

/** By what a name is bound to where that can be told, else by the word alone: `models.User`, `db['user']`, `sequelize.model('User')`. */
export function lookupIn({ models, assigned, paths }: Known): Lookup {
  const origins = new Map<Call | ClassDef, Declared>(models.map((model) => [model.origin, model]));
  const names = new Map(models.map((model) => [model.name.text, model]));
  const folded = new Map(models.map((model) => [model.name.text.toLowerCase(), model]));
  const aliases = new Map<string, Declared>();
  const ofFile = new Map<string, Declared | 'several'>();
  for (const model of models) {
    const key = model.path.replace(/(?:\/index)?\.\w+$/, '');
    ofFile.set(key, ofFile.has(key) ? 'several' : model);
  }
  const only = (path: string): Declared | undefined => {
    const found = ofFile.get(path.replace(/(?:\/index)?\.[cm]?[jt]sx?$/, ''));
    return found === 'several' ? undefined : found;
  };
  const byWord = (word: string) => aliases.get(word) ?? names.get(word) ?? folded.get(word.toLowerCase());

  const ofCall = ({ callee, args }: Call, scope: Scope, depth: number): Declared | undefined => {
    const given = args[0] && textValue({ expr: args[0].value, scope });
    // `require('./user')(sequelize)`, `require('./user').User`
    if (callee.kind === 'name' && callee.name === 'require' && given) return only(beside(paths, scope, given.text));
    if (callee.kind === 'call') return find({ expr: callee, scope }, depth + 1);
    if (callee.kind === 'member' && /^(?:model|getRepository)$/.test(callee.name) && args[0])
      return given ? byWord(given.text) : find({ expr: args[0].value, scope }, depth + 1);
    if (callee.kind === 'member' && callee.name === 'import') return imported(args[0]?.value, scope);
    // `User.init(…)` gives the class back; `User.scope('x')` and `initUser(sequelize)` the model.
    if (callee.kind === 'member') return find({ expr: callee.object, scope }, depth + 1);
    const called =
      callee.kind === 'name' ? (scope.function(callee.name)?.scope ?? scope.value(callee.name)?.scope) : undefined;
    return called && called.module !== scope.module ? only(paths.get(called.module.uri) ?? '') : undefined;
  };

  /** `sequelize.import('./user')`, `sequelize.import(path.join(__dirname, 'user'))` */
  const imported = (expr: Expr | undefined, scope: Scope): Declared | undefined => {
    const last = expr?.kind === 'call' ? expr.args.at(-1)?.value : expr;
    const name = last && textValue({ expr: last, scope });
    return name && only(beside(paths, scope, name.text));
  };

  const find = (bound: Bound, depth = 0): Declared | undefined => {
    const { expr, scope } = resolve(bound);
    if (depth > DEEPEST) return undefined;
    if (expr.kind === 'call') return origins.get(expr) ?? ofCall(expr, scope, depth);
    if (expr.kind === 'function') {
      const inner = returned({ def: expr, scope });
      return inner && find(inner, depth + 1);
    }
    if (expr.kind === 'name') {
      const known = scope.class(expr.name);
      const model = known && origins.get(known.def);
      return model ?? byWord(expr.name);
    }
    if (expr.kind === 'member') return byWord(expr.name);
    const word = expr.kind === 'index' ? textValue({ expr: expr.index, scope }) : textValue({ expr, scope });
    return word && byWord(word.text);
  };

  for (const { target, value, scope } of assigned) {
    const word =
      target.kind === 'member'
        ? target.name
        : target.kind === 'index'
          ? textValue({ expr: target.index, scope })?.text
          : undefined;
    const isCall = resolve({ expr: value, scope }).expr.kind === 'call';
    const model = word !== undefined && isCall ? find({ expr: value, scope }) : undefined;
    if (word !== undefined && model && !names.has(word)) aliases.set(word, model);
  }
  return find;
}

function beside(paths: ReadonlyMap<string, string>, scope: Scope, name: string): string {
  return resolvePath(folderOf(paths.get(scope.module.uri) ?? ''), name);
}
