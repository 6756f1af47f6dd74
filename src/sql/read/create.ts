import type { Operation } from '../../model';
import { readStringIdent } from './alter-object';
import { readPolicy } from './create-policy';
import { readCreateRoutine, readCreateTrigger, routineKind } from './create-routine';
import { readCreateTable, startsCreateTable } from './create-table';
import { readCreateDomain, readCreateSequence, readCreateType } from './create-type';
import { readCreateView, startsCreateView } from './create-view';
import { accept, acceptIfNotExists, type Cursor, isMysql, isWord, peek, restText, spanFrom } from './cursor';
import { readCreateIndex } from './index-spec';
import { readIdent } from './names';
import { objectTypeHere } from './object-types';
import { call } from './session';

/** Reads CREATE, with `c` behind it. */
export function readCreate(c: Cursor, start: number): readonly Operation[] | undefined {
  if (startsCreateTable(c)) return readCreateTable(c, start);
  const index = tryIndex(c, start);
  if (index) return index;
  if (startsCreateView(c)) return readCreateView(c, start, 'asWritten');
  const mark = c.at;
  const orReplace = accept(c, 'or', 'replace');
  const simple = readSimple(c, start);
  if (simple) return simple;
  const kind = isWord(c, 'event', 'trigger') ? undefined : routineKind(c);
  if (kind === 'trigger') return readCreateTrigger(c, start, orReplace);
  if (kind !== undefined) return readCreateRoutine(c, start, orReplace);
  c.at = mark;
  accept(c, 'or', 'replace');
  return readUnmodelled(c, start);
}

function tryIndex(c: Cursor, start: number): readonly Operation[] | undefined {
  const mark = c.at;
  const index = readCreateIndex(c, start);
  if (index) return [index];
  c.at = mark;
  return undefined;
}

function readSimple(c: Cursor, start: number): readonly Operation[] | undefined {
  if (isWord(c, 'temp', 'sequence') || isWord(c, 'temporary', 'sequence') || isWord(c, 'unlogged', 'sequence')) c.at++;
  if (accept(c, 'sequence')) return readCreateSequence(c, start);
  if (accept(c, 'type')) return readCreateType(c, start);
  if (accept(c, 'domain')) return readCreateDomain(c, start);
  if (accept(c, 'policy')) return readPolicy(c, start, false);
  if (accept(c, 'extension')) return readExtension(c, start);
  if (accept(c, 'schema')) return readSchema(c, start, isMysql(c));
  if (accept(c, 'database')) return readSchema(c, start, true);
  if ((isWord(c, 'user') && peek(c, 1).word !== 'mapping') || isWord(c, 'role') || isWord(c, 'group'))
    return readRole(c, start);
  return undefined;
}

function readExtension(c: Cursor, start: number): readonly Operation[] | undefined {
  const ifNotExists = acceptIfNotExists(c);
  const extension = readIdent(c);
  c.at = c.end;
  return (
    extension && [
      { kind: 'createExtension', extension, ...(ifNotExists ? { ifNotExists } : {}), span: spanFrom(c, start) },
    ]
  );
}

function readSchema(c: Cursor, start: number, database: boolean): readonly Operation[] | undefined {
  const ifNotExists = acceptIfNotExists(c);
  accept(c, 'authorization');
  const schema = readIdent(c);
  c.at = c.end;
  const flags = { ...(ifNotExists ? { ifNotExists } : {}), ...(database ? { database } : {}) };
  return schema && [{ kind: 'createSchema', schema, ...flags, span: spanFrom(c, start) }];
}

function readRole(c: Cursor, start: number): readonly Operation[] | undefined {
  c.at++;
  acceptIfNotExists(c);
  const role = readIdent(c) ?? readStringIdent(c);
  if (!role) return undefined;
  const text = restText(c);
  return [{ kind: 'createRole', role, text, span: spanFrom(c, start) }];
}

/** Statistics, publications, rules, operators, collations…: known, and no part of what we model. */
function readUnmodelled(c: Cursor, start: number): readonly Operation[] | undefined {
  while (accept(c, 'default') || accept(c, 'trusted') || accept(c, 'procedural'));
  const { word } = peek(c);
  return objectTypeHere(c) ? [call(c, `create ${word}`, start)] : undefined;
}
