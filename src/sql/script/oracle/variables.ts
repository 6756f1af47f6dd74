import type { Source } from '../../text/source';
import type { Token } from '../../text/token';
import type { ScriptContext } from '../context';

/** Remembers the strings that a block gives its variables (`v_sql := 'CREATE …'`): EXECUTE IMMEDIATE may run them. */
export function noteAssignments(context: ScriptContext, source: Source, tokens: readonly Token[]): void {
  context.variables.clear();
  for (let i = 0; i < tokens.length; i++) {
    const sign = tokens[i];
    if (sign?.word !== ':=' && !(sign?.word === 'default' && tokens[i + 1]?.kind === 'string')) continue;
    const name = variableBefore(tokens, i);
    const end = statementEnd(tokens, i + 1);
    if (name === undefined) continue;
    const literals = tokens.slice(i + 1, end).filter(({ kind }) => kind === 'string');
    const isJoined = end !== i + 2 || literals.length !== 1;
    const known = context.variables.get(name);
    context.variables.set(name, {
      source,
      literals: [...(known?.literals ?? []), ...literals],
      isJoined: isJoined || known?.isJoined === true,
    });
    i = end - 1;
  }
}

/** `v := …`, or a declaration's `v CONSTANT VARCHAR2(4000) := …`. */
function variableBefore(tokens: readonly Token[], sign: number): string | undefined {
  let i = sign - 1;
  while (i > 0 && !BEFORE_DECLARATION.has(tokens[i - 1]?.word ?? '')) i--;
  const token = tokens[i];
  return token?.kind === 'word' ? token.word : undefined;
}

const BEFORE_DECLARATION = new Set([';', 'declare', 'begin', 'then', 'else', 'loop', 'is', 'as']);

function statementEnd(tokens: readonly Token[], from: number): number {
  let i = from;
  while (i < tokens.length && tokens[i]?.word !== ';') i++;
  return i;
}
