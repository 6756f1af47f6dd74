import type { AlterDomain, ObjectType, Operation, QualifiedName } from '../../model';
import { readAlterColumn } from './alter-column';
import { acceptCascade } from './alter-drop';
import { readTableConstraint } from './constraint';
import { readPolicy } from './create-policy';
import { readOwnedBy, readSequenceType } from './create-type';
import { readCreateView, startsCreateView } from './create-view';
import {
  accept,
  acceptIfExists,
  acceptIfNotExists,
  atEnd,
  type Cursor,
  isMysql,
  isWord,
  peek,
  restText,
  spanFrom,
  startOffset,
  step,
} from './cursor';
import { readExpression } from './expression';
import { isName, readIdent, readName, readString } from './names';
import { objectTypeHere } from './object-types';
import { call } from './session';

/** Reads ALTER of anything but a table, with `c` behind ALTER. */
export function readAlterObject(c: Cursor, start: number): readonly Operation[] | undefined {
  if (accept(c, 'index')) return readAlterIndex(c, start);
  if (isMysql(c) && startsCreateView(c)) return readCreateView(c, start, 'always');
  if (accept(c, 'policy')) return readPolicy(c, start, true);
  if (isWord(c, 'default', 'privileges')) return [call(c, 'alter default privileges', start)];
  if (isWord(c, 'system') || isWord(c, 'instance')) return [call(c, `alter ${peek(c).word}`, start)];
  if (isMysql(c)) skipDefiner(c);
  const objectType = objectTypeHere(c);
  if (!objectType) return undefined;
  if (objectType === 'role') return readAlterRole(c, start);
  acceptIfExists(c);
  if (objectType === 'other' || !isName(c)) return [call(c, 'alter', start)];
  const name = readName(c);
  if (!name) return undefined;
  if (isWord(c, '(')) step(c);
  return (
    readCommonChange(c, objectType, name, start) ??
    readOwnChange(c, objectType, name, start) ??
    known(c, objectType, start)
  );
}

function skipDefiner(c: Cursor): void {
  if (!isWord(c, 'definer', '=')) return;
  while (!atEnd(c) && !isWord(c, 'event') && !isWord(c, 'function') && !isWord(c, 'procedure')) c.at++;
}

/** A change that we know by its object and that touches nothing that we model (owner, options, cache). */
function known(c: Cursor, objectType: ObjectType, start: number): readonly Operation[] {
  return [call(c, `alter ${objectType}`, start)];
}

/** RENAME TO and SET SCHEMA, the same for all kinds; `ON table` for triggers and rules. */
function readCommonChange(
  c: Cursor,
  objectType: ObjectType,
  name: QualifiedName,
  start: number,
): readonly Operation[] | undefined {
  const mark = c.at;
  const table = accept(c, 'on') ? readName(c) : undefined;
  if (accept(c, 'rename', 'to')) {
    const to = readIdent(c);
    return (
      to && [{ kind: 'renameObject', objectType, name, ...(table ? { table } : {}), to, span: spanFrom(c, start) }]
    );
  }
  if (accept(c, 'set', 'schema')) {
    const schema = readIdent(c)?.name;
    return schema === undefined
      ? undefined
      : [{ kind: 'setObjectSchema', objectType, name, schema, span: spanFrom(c, start) }];
  }
  c.at = mark;
  return undefined;
}

function readOwnChange(
  c: Cursor,
  objectType: ObjectType,
  name: QualifiedName,
  start: number,
): readonly Operation[] | undefined {
  switch (objectType) {
    case 'type':
      return readAlterType(c, name, start);
    case 'domain':
      return readAlterDomain(c, name, start);
    case 'sequence':
      return readAlterSequence(c, name, start);
    case 'view':
    case 'materialized view':
      return readAlterView(c, name, start);
    default:
      return undefined;
  }
}

function readAlterView(c: Cursor, name: QualifiedName, start: number): readonly Operation[] | undefined {
  if (accept(c, 'alter')) return readAlterColumn(c, name, start);
  if (!accept(c, 'rename')) return undefined;
  accept(c, 'column');
  const column = readIdent(c);
  const to = accept(c, 'to') ? readIdent(c) : undefined;
  return column && to && [{ kind: 'renameColumn', table: name, column, to, span: spanFrom(c, start) }];
}

function readAlterType(c: Cursor, type: QualifiedName, start: number): readonly Operation[] | undefined {
  if (accept(c, 'add', 'value')) {
    const ifNotExists = acceptIfNotExists(c);
    const value = readString(c);
    if (value === undefined) return undefined;
    const side = accept(c, 'before') ? 'before' : accept(c, 'after') ? 'after' : undefined;
    const neighbour = side && readString(c);
    const place = side && neighbour !== undefined ? { [side]: neighbour } : {};
    return [
      {
        kind: 'addEnumValue',
        type,
        value,
        ...place,
        ...(ifNotExists ? { ifNotExists } : {}),
        span: spanFrom(c, start),
      },
    ];
  }
  if (!accept(c, 'rename', 'value')) return undefined;
  const value = readString(c);
  const to = accept(c, 'to') ? readString(c) : undefined;
  if (value === undefined || to === undefined) return undefined;
  return [{ kind: 'renameEnumValue', type, value, to, span: spanFrom(c, start) }];
}

function readAlterDomain(c: Cursor, type: QualifiedName, start: number): readonly Operation[] | undefined {
  const change = readDomainChange(c);
  return change && [{ kind: 'alterDomain', type, change, span: spanFrom(c, start) }];
}

function readDomainChange(c: Cursor): AlterDomain['change'] | undefined {
  if (accept(c, 'set', 'not', 'null')) return { kind: 'setNotNull' };
  if (accept(c, 'drop', 'not', 'null')) return { kind: 'dropNotNull' };
  if (accept(c, 'drop', 'default')) return { kind: 'dropDefault' };
  if (accept(c, 'set', 'default')) {
    const value = readExpression(c);
    return value && { kind: 'setDefault', value };
  }
  if (accept(c, 'add')) {
    const constraint = readTableConstraint(c);
    return constraint?.kind === 'check' || constraint?.kind === 'notNull'
      ? { kind: 'addConstraint', constraint }
      : undefined;
  }
  const kind = accept(c, 'drop', 'constraint')
    ? 'dropConstraint'
    : accept(c, 'validate', 'constraint')
      ? 'validateConstraint'
      : undefined;
  if (!kind) return undefined;
  acceptIfExists(c);
  const name = readIdent(c);
  acceptCascade(c);
  return name && { kind, name };
}

function readAlterSequence(c: Cursor, sequence: QualifiedName, start: number): readonly Operation[] {
  const restart = hasWord(c, 'restart');
  const owned = { ...c };
  const ownedBy = readOwnedBy(owned);
  const typed = { ...c };
  const dataType = accept(typed, 'as') ? readSequenceType(typed) : undefined;
  const text = restText(c);
  return [
    {
      kind: 'alterSequence',
      sequence,
      ...(dataType ? { dataType } : {}),
      ...(ownedBy ? { ownedBy } : {}),
      ...(restart ? { restart } : {}),
      text,
      span: spanFrom(c, start),
    },
  ];
}

function hasWord(c: Cursor, word: string): boolean {
  for (let i = c.at; i < c.end; i++) if (c.tokens[i]?.word === word) return true;
  return false;
}

function readAlterRole(c: Cursor, start: number): readonly Operation[] | undefined {
  acceptIfExists(c);
  const role = readIdent(c) ?? readStringIdent(c);
  if (!role) return undefined;
  if (accept(c, 'rename', 'to')) {
    const to = readIdent(c);
    return to && [{ kind: 'renameObject', objectType: 'role', name: role, to, span: spanFrom(c, start) }];
  }
  const text = restText(c);
  return [{ kind: 'createRole', role, alters: true, text, span: spanFrom(c, start) }];
}

/** MySQL's 'user'@'host'. */
export function readStringIdent(c: Cursor): { readonly name: string; readonly span: Operation['span'] } | undefined {
  const start = startOffset(c);
  const name = readString(c);
  return name === undefined ? undefined : { name, span: spanFrom(c, start) };
}

function readAlterIndex(c: Cursor, start: number): readonly Operation[] | undefined {
  if (accept(c, 'all')) return [call(c, 'alter index all in tablespace', start)];
  acceptIfExists(c);
  const index = readName(c);
  if (!index) return undefined;
  if (accept(c, 'rename', 'to')) {
    const to = readIdent(c);
    return to && [{ kind: 'renameIndex', index, to, span: spanFrom(c, start) }];
  }
  if (accept(c, 'attach', 'partition')) {
    const partition = readName(c);
    return (
      partition && [
        { kind: 'alterIndex', index, change: { kind: 'attachPartition', partition }, span: spanFrom(c, start) },
      ]
    );
  }
  if (accept(c, 'set', 'tablespace')) {
    const tablespace = readIdent(c)?.name ?? '';
    accept(c, 'nowait');
    return [{ kind: 'alterIndex', index, change: { kind: 'setTablespace', tablespace }, span: spanFrom(c, start) }];
  }
  if (!/^(?:set|reset|alter|depends|no|owner)$/.test(peek(c).word)) return undefined;
  const text = restText(c);
  return [{ kind: 'alterIndex', index, change: { kind: 'setOptions', text }, span: spanFrom(c, start) }];
}
