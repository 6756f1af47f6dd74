import {
  type BoundFunction,
  type Call,
  type ClassDef,
  type CodeModule,
  dotted,
  type Expr,
  moduleScope,
  type Scope,
  type Stmt,
} from '../../code';
import { isMigration } from './record';

/** What a file of Ruby is to ActiveRecord: a migration, or a schema. */
export interface Program {
  readonly version: number;
  readonly scope: Scope;
  readonly change?: BoundFunction;
  readonly up?: BoundFunction;
  readonly down?: BoundFunction;
  readonly optOut: 'opts out' | 'wrapped';
}

/** `7.1` as a number that compares: 7.01. */
export function versionNumber(text: string): number {
  const [major = '0', minor = '0'] = text.split('.');
  return Number(major) + Number(minor) / 100;
}

/** The newest version, for what names none and is not of before 5.0. */
const CURRENT = 8.01;

function classesIn(body: readonly Stmt[]): readonly ClassDef[] {
  return body.flatMap((stmt): readonly ClassDef[] =>
    stmt.kind !== 'class' ? [] : stmt.form === 'module' ? [stmt, ...classesIn(stmt.body)] : [stmt],
  );
}

/** GitLab numbers its own migration classes (lib/gitlab/database/migration.rb). */
const GITLAB: readonly (readonly [number, number])[] = [
  [2.03, 7.01],
  [2.02, 7],
  [0, 6.01],
];

/** `ActiveRecord::Migration[7.1]`; without a version a migration is of before 5.0. */
function versionOf(base: Expr | undefined): number {
  const words = base && dotted(base.kind === 'index' ? base.object : base);
  if (base?.kind === 'index' && (base.index.kind === 'number' || base.index.kind === 'string')) {
    const given = versionNumber(base.index.kind === 'number' ? base.index.text : base.index.value);
    return words?.startsWith('Gitlab') ? (GITLAB.find(([from]) => given >= from)?.[1] ?? given) : given;
  }
  return words === undefined || /(?:^|\.)ActiveRecord\.Migration$/.test(words) ? 4.02 : CURRENT;
}

/** The migration's class and its methods; undefined where the file has none. */
export function migrationOf(module: CodeModule): Program | undefined {
  const top = moduleScope(module);
  const all = classesIn(module.body);
  const found = all.find((one) => one.form === 'class' && isMigration(one));
  if (!found) return undefined;
  const scope = top.child();
  for (const one of all) if (one !== found) scope.define(one);
  declare(found.body, scope);
  const called = (name: string): BoundFunction | undefined => {
    const def = found.body.find((one) => one.kind === 'function' && one.name === name);
    return def?.kind === 'function' ? { def, scope } : undefined;
  };
  const optsOut = found.body.some((one) => one.kind === 'expression' && isCall(one.value, 'disable_ddl_transaction!'));
  const [change, up, down] = [called('change'), called('up'), called('down')];
  return {
    version: versionOf(found.bases[0]),
    scope,
    ...(change ? { change } : {}),
    ...(up ? { up } : {}),
    ...(down ? { down } : {}),
    optOut: optsOut ? 'opts out' : 'wrapped',
  };
}

/** Methods, constants and classes of a class's body. */
function declare(body: readonly Stmt[], scope: Scope): void {
  for (const stmt of body) {
    if (stmt.kind === 'function' || stmt.kind === 'class') scope.define(stmt);
    else if (stmt.kind === 'assign' && stmt.target.kind === 'name' && stmt.value)
      scope.set(stmt.target.name, { expr: stmt.value, scope });
  }
}

function isCall(expr: Expr, name: string): boolean {
  return expr.kind === 'call' && expr.callee.kind === 'name' && expr.callee.name === name;
}

/** `ActiveRecord::Schema[7.1].define(version: …) do … end`; a schema without a version is of before 7.0. */
export function schemaOf(module: CodeModule, rails: number | undefined): Program | undefined {
  const scope = moduleScope(module);
  for (const stmt of module.body) {
    const call: Call | undefined = stmt.kind === 'expression' && stmt.value.kind === 'call' ? stmt.value : undefined;
    if (call?.callee.kind !== 'member' || call.callee.name !== 'define' || !call.block) continue;
    const { object } = call.callee;
    const words = dotted(object.kind === 'index' ? object.object : object);
    if (words === undefined || !/(?:^|\.)Schema$/.test(words)) continue;
    const version = object.kind === 'index' ? versionOf(object) : Math.min(rails ?? 6.01, 6.01);
    return { version, scope, up: { def: call.block, scope }, optOut: 'wrapped' };
  }
  return undefined;
}
