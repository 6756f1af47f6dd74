import {
  type Argument,
  type Bound,
  type BoundFunction,
  type Call,
  type ClassDef,
  type CodeModule,
  type Decorator,
  memoByText,
  parseCode,
  type Scope,
  type Stmt,
  topLevel,
} from '../../code';

/** What the formats in C# have in common: files, classes, attributes, arguments by C#'s rules. */

const parsed = memoByText((uri, text) => parseCode('csharp', uri, text));

/** A C# file, parsed once as long as its text stays the same. */
export function csharpModule(file: { readonly uri: string; readonly text: string }): CodeModule {
  return parsed(file.uri, file.text);
}

/** The classes of a file, those inside others among them. */
export function classesOf(body: readonly Stmt[]): readonly ClassDef[] {
  return topLevel(body).flatMap((stmt) => (stmt.kind === 'class' ? [stmt, ...classesOf(stmt.body)] : []));
}

/** A dotted name's last word. */
export function lastWord(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** The attribute of a name: `[Key]` and `[KeyAttribute]` are one (C# reference, "Attributes"). */
export function attribute(decorators: readonly Decorator[], ...names: readonly string[]): Decorator | undefined {
  return decorators.find(({ name }) => names.includes(lastWord(name).replace(/(?<=.)Attribute$/, '')));
}

/** The scope inside a class: its methods by name, its constants and fields as values. */
export function insideClass(own: ClassDef, scope: Scope): Scope {
  const inside = scope.child();
  for (const one of own.body) {
    if (one.kind === 'function') inside.define(one);
    else if (one.kind === 'assign' && one.target.kind === 'name' && one.value)
      inside.set(one.target.name, { expr: one.value, scope: inside });
  }
  return inside;
}

/** A method of a class. */
export function methodOf(own: ClassDef, name: string, scope: Scope): BoundFunction | undefined {
  const method = own.body.find((one) => one.kind === 'function' && one.name === name);
  return method?.kind === 'function' ? { def: method, scope } : undefined;
}

/** What a call gives to a parameter, by its name or its place. */
export type Given = (name: string) => Bound | undefined;

/** Arguments without a name stand in the order of the parameters. */
export function givenTo(args: readonly Argument[], parameters: readonly string[], scope: Scope): Given {
  const named = new Map(args.flatMap(({ name, value }) => (name === undefined ? [] : [[name, value] as const])));
  const inOrder = args.filter(({ name }) => name === undefined);
  return (name) => {
    const at = parameters.indexOf(name);
    const value = named.get(name) ?? (at < 0 ? undefined : inOrder[at]?.value);
    return value && { expr: value, scope };
  };
}

/** The text that a call of a chain gives first. */
export function firstArgument({ args }: Pick<Call, 'args'>, scope: Scope): Bound | undefined {
  const value = args[0]?.value;
  return value && { expr: value, scope };
}
