import type { CreatePolicy, Operation } from '../../model';
import { accept, atEnd, type Cursor, isWord, peek, spanFrom } from './cursor';
import { readParenthesised } from './expression';
import { nameOf, readIdent, readName } from './names';

/** Reads CREATE POLICY or ALTER POLICY, with `c` behind POLICY. */
export function readPolicy(c: Cursor, start: number, alters: boolean): readonly Operation[] | undefined {
  accept(c, 'if', 'not', 'exists');
  const policy = readIdent(c);
  if (!policy || !accept(c, 'on')) return undefined;
  const table = readName(c);
  if (!table) return undefined;
  if (accept(c, 'rename', 'to')) {
    const to = readIdent(c);
    return to && [{ kind: 'renameObject', objectType: 'policy', name: policy, table, to, span: spanFrom(c, start) }];
  }
  const draft: { -readonly [K in keyof CreatePolicy]: CreatePolicy[K] } = {
    kind: 'createPolicy',
    policy,
    table,
    ...(alters ? { alters } : {}),
    roles: [],
    span: table.span,
  };
  while (!atEnd(c)) if (!readPart(c, draft)) break;
  draft.span = spanFrom(c, start);
  return [draft];
}

function readPart(c: Cursor, draft: { -readonly [K in keyof CreatePolicy]: CreatePolicy[K] }): boolean {
  if (accept(c, 'as', 'permissive')) return true;
  if (accept(c, 'as', 'restrictive')) draft.restrictive = true;
  else if (accept(c, 'for')) {
    draft.command = peek(c).word;
    c.at++;
  } else if (accept(c, 'to')) draft.roles = readRoles(c);
  else if (accept(c, 'using')) {
    const using = readParenthesised(c);
    if (using) draft.using = using;
  } else if (accept(c, 'with', 'check')) {
    const withCheck = readParenthesised(c);
    if (withCheck) draft.withCheck = withCheck;
  } else return false;
  return true;
}

function readRoles(c: Cursor): readonly string[] {
  const roles: string[] = [];
  do {
    if (atEnd(c) || isWord(c, 'using') || isWord(c, 'with')) break;
    roles.push(nameOf(c.source, peek(c)));
    c.at++;
  } while (accept(c, ','));
  return roles;
}
