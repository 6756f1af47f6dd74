import { type Bound, type CodeModule, languageOf, memoByText, moduleScope, parseCode } from '../../code';
import type { Statement } from '../../model';
import { opaque, scriptOf, statement } from '../code/build';
import { exportedFunction, exportedValue } from '../code/exported';
import type { ReadContext, ReadFile } from '../format';
import { builderCalls } from './calls';
import { transactionOf } from './transaction';

const parsed = memoByText((uri, text) => parseCode(languageOf(uri) ?? 'typescript', uri, text));

/** What the functions `up` and `down` of a module call on their builder. */
export function readCode(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  const module = parsed(file.uri, file.text);
  const scope = moduleScope(module);
  const up = exportedFunction(module, scope, 'up');
  const down = exportedFunction(module, scope, 'down');
  const forth = up ? builderCalls(module, up, context) : { statements: [notFound(module)], optOut: 'wrapped' as const };
  const back = down && builderCalls(module, down, context);
  const irreversible = exportsFalse(exportedValue(module, scope, 'down'));
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

function exportsFalse(value: Bound | undefined): boolean {
  return value?.expr.kind === 'constant' && value.expr.value === false;
}
