import {
  type BoundFunction,
  type CodeModule,
  languageOf,
  memoByText,
  moduleScope,
  parseCode,
  type Scope,
  topLevel,
} from '../../code';
import type { Statement } from '../../model';
import { opaque, scriptOf, statement } from '../code/build';
import type { ReadContext, ReadFile } from '../format';
import { builderCalls } from './calls';
import { transactionOf } from './transaction';

const parsed = memoByText((uri, text) => parseCode(languageOf(uri) ?? 'typescript', uri, text));

/** What the functions `up` and `down` of a module call on their builder. */
export function readCode(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  const module = parsed(file.uri, file.text);
  const scope = moduleScope(module);
  const up = exported(module, scope, 'up');
  const down = exported(module, scope, 'down');
  const forth = up ? builderCalls(module, up, context) : { statements: [notFound(module)], optOut: 'wrapped' as const };
  const back = down && builderCalls(module, down, context);
  const irreversible = exportsFalse(module, 'down');
  return {
    up: scriptOf(module, forth.statements),
    ...(back ? { down: { uri: file.uri, statements: back.statements, comments: [], problems: [] } } : {}),
    ...(irreversible ? { irreversible: 'it exports down = false' } : {}),
    transaction: transactionOf(forth.optOut),
  };
}

function notFound(module: CodeModule): Statement {
  const whole = { start: 0, end: module.text.length };
  return statement(module.lines.span(0, module.text.length), [opaque(module, whole, 'no function "up" is seen here')]);
}

/** `export function up`, `export const up =`, `exports.up =`, `module.exports = { up }`. */
function exported(module: CodeModule, scope: Scope, name: string): BoundFunction | undefined {
  const own = scope.function(name);
  if (own) return own;
  const value = scope.value(name) ?? assigned(module, scope, name);
  if (value?.expr.kind === 'function') return { def: value.expr, scope: value.scope };
  return value?.expr.kind === 'name' ? scope.function(value.expr.name) : undefined;
}

function assigned(module: CodeModule, scope: Scope, name: string) {
  for (const stmt of topLevel(module.body)) {
    if (stmt.kind !== 'assign' || stmt.target.kind !== 'member' || !stmt.value) continue;
    const { name: member, object } = stmt.target;
    if (object.kind !== 'name') continue;
    if (member === name && object.name === 'exports') return { expr: stmt.value, scope };
    if (member === 'exports' && object.name === 'module' && stmt.value.kind === 'map') {
      const entry = stmt.value.entries.find(({ key }) => key.kind === 'string' && key.value === name);
      if (entry) return { expr: entry.value, scope };
    }
  }
  return undefined;
}

function exportsFalse(module: CodeModule, name: string): boolean {
  const scope = moduleScope(module);
  const value = scope.value(name) ?? assigned(module, scope, name);
  return value?.expr.kind === 'constant' && value.expr.value === false;
}
