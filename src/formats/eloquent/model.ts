import {
  type Bound,
  type ClassDef,
  type CodeModule,
  type Expr,
  type FunctionDef,
  moduleScope,
  type Scope,
  textValue,
  topLevel,
} from '../../code';
import type { Ident } from '../../model';
import { identAt, identOf } from '../code/build';

/** A class or trait of the project, with what its file calls others. */
export interface Declared {
  readonly def: ClassDef;
  readonly module: CodeModule;
  readonly scope: Scope;
  readonly path: string;
  /** Full names of the classes that the file imports, by the words that it uses. */
  readonly imports: ReadonlyMap<string, string>;
}

/** The project's classes by their own names. */
export type Classes = ReadonlyMap<string, Declared>;

export function declaredIn(module: CodeModule, path: string): readonly Declared[] {
  const body = topLevel(module.body);
  const imports = new Map(
    body.flatMap((stmt) =>
      stmt.kind === 'import' ? stmt.names.map(({ as }): [string, string] => [as, stmt.module]) : [],
    ),
  );
  const scope = moduleScope(module);
  return body.flatMap((def) => (def.kind === 'class' ? [{ def, module, scope, path, imports }] : []));
}

export const lastWord = (name: string): string => name.slice(name.lastIndexOf('\\') + 1);

/** What Eloquent itself gives to extend. */
const BASES: Readonly<Record<string, 'model' | 'pivot'>> = {
  'Illuminate\\Database\\Eloquent\\Model': 'model',
  'Illuminate\\Database\\Eloquent\\Relations\\Pivot': 'pivot',
  'Illuminate\\Database\\Eloquent\\Relations\\MorphPivot': 'pivot',
  'Illuminate\\Foundation\\Auth\\User': 'model',
  Eloquent: 'model',
};

/** A model with the classes that it inherits from, itself first. */
export interface Model {
  readonly name: string;
  readonly declared: Declared;
  readonly chain: readonly Declared[];
  readonly base: 'model' | 'pivot';
}

const DEEPEST = 12;

/** The full name of the class that it extends, as far as the file says it. */
function baseOf({ def, module, imports }: Declared): string | undefined {
  const [first] = def.bases;
  if (!first) return undefined;
  const plain = module.text.slice(first.start, first.end).replace(/^\\/, '');
  return imports.get(plain) ?? plain;
}

/** The class as a model: undefined where it, or what it inherits from, is none of Eloquent's. */
export function modelOf(declared: Declared, classes: Classes): Model | undefined {
  if (declared.def.form !== 'class' || declared.def.modifiers.includes('abstract')) return undefined;
  const chain: Declared[] = [];
  let at: Declared | undefined = declared;
  while (at !== undefined && chain.length < DEEPEST && !chain.includes(at)) {
    chain.push(at);
    const base = baseOf(at);
    if (base === undefined) return undefined;
    const known = BASES[base];
    if (known) return { name: declared.def.name, declared, chain, base: known };
    at = classes.get(lastWord(base));
  }
  return undefined;
}

/** The classes of a model, each followed by the traits that it uses. */
export function partsOf(model: Model, classes: Classes): readonly Declared[] {
  return model.chain.flatMap((one) => [
    one,
    ...traitsOf(one).flatMap((name) => {
      const trait = classes.get(name);
      return trait?.def.form === 'trait' ? [trait] : [];
    }),
  ]);
}

function traitsOf({ def, imports }: Declared): readonly string[] {
  return def.body.flatMap((stmt) =>
    stmt.kind === 'import' ? stmt.names.map(({ as }) => lastWord(imports.get(as) ?? as)) : [],
  );
}

/** Does the model use one of Eloquent's own traits? */
export function uses(model: Model, trait: string, classes: Classes): boolean {
  return partsOf(model, classes).some((part) => traitsOf(part).includes(trait));
}

/** A property or constant as the nearest class has it. */
export function property(model: Model, name: string, classes: Classes): Bound | undefined {
  for (const { def, scope } of partsOf(model, classes))
    for (const stmt of def.body)
      if (stmt.kind === 'assign' && stmt.target.kind === 'name' && stmt.target.name === name && stmt.value)
        return { expr: stmt.value, scope };
  return undefined;
}

/** The text of a property, in its place. */
export function textProperty(model: Model, name: string, classes: Classes): Ident | undefined {
  const value = property(model, name, classes);
  return value && identOf(value);
}

export function isConstant(model: Model, name: string, value: boolean | null, classes: Classes): boolean {
  const expr = property(model, name, classes)?.expr;
  return expr?.kind === 'constant' && expr.value === value;
}

export function methodsOf(
  model: Model,
  classes: Classes,
): readonly {
  readonly def: FunctionDef;
  readonly scope: Scope;
  readonly module: CodeModule;
  readonly imports: ReadonlyMap<string, string>;
}[] {
  const seen = new Set<string>();
  return partsOf(model, classes).flatMap(({ def, scope, module, imports }) =>
    def.body.flatMap((stmt) => {
      if (stmt.kind !== 'function' || seen.has(stmt.name)) return [];
      seen.add(stmt.name);
      return [{ def: stmt, scope, module, imports }];
    }),
  );
}

/** The class that `Other::class` or its name in quotes means. */
export function classNamed(
  expr: Expr | undefined,
  scope: Scope,
  imports: ReadonlyMap<string, string>,
): string | undefined {
  if (expr?.kind === 'member' && expr.name === 'class' && expr.object.kind === 'name') {
    const word = expr.object.name.replace(/^\\/, '');
    return lastWord(imports.get(word) ?? word);
  }
  const text = expr && textValue({ expr, scope })?.text;
  return text === undefined ? undefined : lastWord(text);
}

export const nameOf = ({ declared: { def, module } }: Model, name: string): Ident => identAt(module, name, def.nameAt);
