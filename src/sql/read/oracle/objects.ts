import type { ColumnSpec, CreateRoutine, CreateTrigger, ObjectType, Operation } from '../../../model';
import { readColumn } from '../column';
import {
  accept,
  acceptIfExists,
  acceptIfNotExists,
  atEnd,
  type Cursor,
  enter,
  isWord,
  items,
  peek,
  spanFrom,
  startOffset,
  step,
  textFrom,
} from '../cursor';
import { isName, readName } from '../names';
import { call } from '../session';

const ROUTINES: ReadonlyMap<string, CreateRoutine['form']> = new Map<string, CreateRoutine['form']>([
  ['procedure', 'procedure'],
  ['function', 'function'],
  ['package', 'package'],
]);

/** Reads CREATE PROCEDURE, FUNCTION, PACKAGE [BODY], TRIGGER, TYPE [BODY]; undefined when it is none. `c` stands behind CREATE. */
export function readUnit(c: Cursor, start: number): readonly Operation[] | undefined {
  const from = c.at;
  const orReplace = accept(c, 'or', 'replace');
  if (!accept(c, 'editionable')) accept(c, 'noneditionable');
  const form = ROUTINES.get(peek(c).word) ?? (isWord(c, 'type', 'body') ? 'package' : undefined);
  if (form) {
    c.at++;
    accept(c, 'body');
    return readRoutine(c, start, form, orReplace);
  }
  if (accept(c, 'trigger')) return readTrigger(c, start, orReplace);
  if (accept(c, 'type')) return readType(c, start);
  c.at = from;
  return undefined;
}

function readRoutine(
  c: Cursor,
  start: number,
  form: CreateRoutine['form'],
  orReplace: boolean,
): readonly Operation[] | undefined {
  acceptIfNotExists(c);
  const routine = readName(c);
  if (!routine) return undefined;
  let securityDefiner = true;
  while (!atEnd(c) && !isWord(c, 'is') && !isWord(c, 'as')) {
    if (isWord(c, 'authid', 'current_user')) securityDefiner = false;
    step(c);
  }
  c.at++;
  const from = startOffset(c);
  c.at = c.end;
  return [
    {
      kind: 'createRoutine',
      routine,
      form,
      ...(orReplace ? { orReplace } : {}),
      // AUTHID DEFINER is what a unit has when it says nothing.
      ...(securityDefiner ? { securityDefiner } : {}),
      body: textFrom(c, from),
      definition: textFrom(c, start),
      span: spanFrom(c, start),
    },
  ];
}

/** `CREATE TRIGGER t BEFORE INSERT OR UPDATE OF a ON table FOR EACH ROW …`; those of schemas and databases change no table. */
function readTrigger(c: Cursor, start: number, orReplace: boolean): readonly Operation[] | undefined {
  acceptIfNotExists(c);
  const trigger = readName(c);
  if (!trigger) return undefined;
  const timing: CreateTrigger['timing'] = accept(c, 'before')
    ? 'before'
    : accept(c, 'after')
      ? 'after'
      : accept(c, 'instead', 'of')
        ? 'instead of'
        : 'unknown';
  if (timing === 'unknown' && !accept(c, 'for')) return undefined;
  const events: string[] = [];
  while (!atEnd(c) && !isWord(c, 'on')) {
    const { word } = peek(c);
    if (word === 'insert' || word === 'update' || word === 'delete') events.push(word);
    step(c);
  }
  c.at++;
  const table = events.length > 0 && isName(c) ? readName(c) : undefined;
  if (!table) return [call(c, 'create trigger', start)];
  const from = startOffset(c);
  let forEachRow = false;
  while (!atEnd(c) && !isWord(c, 'begin') && !isWord(c, 'declare')) {
    if (isWord(c, 'for', 'each', 'row')) forEachRow = true;
    step(c);
  }
  c.at = c.end;
  return [
    {
      kind: 'createTrigger',
      trigger,
      table,
      timing,
      events,
      ...(forEachRow ? { forEachRow } : {}),
      ...(orReplace ? { orReplace } : {}),
      body: textFrom(c, from),
      definition: textFrom(c, start),
      span: spanFrom(c, start),
    },
  ];
}

/** `CREATE TYPE t AS OBJECT (…)`, `UNDER s (…)`, `AS TABLE OF x`, `AS VARRAY(n) OF x`. */
function readType(c: Cursor, start: number): readonly Operation[] | undefined {
  acceptIfNotExists(c);
  const type = readName(c);
  if (!type) return undefined;
  while (!atEnd(c) && !isWord(c, '(') && !isWord(c, 'of')) c.at++;
  const isObject = isWord(c, '(') && c.tokens[c.at - 1]?.word !== 'varray' && c.tokens[c.at - 1]?.word !== 'array';
  const attributes = isObject ? readAttributes(c) : [];
  c.at = c.end;
  const form = isObject ? 'composite' : 'base';
  return [{ kind: 'createComposite', type, form, attributes, span: spanFrom(c, start) }];
}

const METHODS = new Set([
  'member',
  'static',
  'constructor',
  'map',
  'order',
  'overriding',
  'final',
  'not',
  'instantiable',
]);

function readAttributes(c: Cursor): readonly ColumnSpec[] {
  const inner = enter(c);
  return (inner ? items(inner) : []).flatMap((item) => {
    if (METHODS.has(peek(item).word)) return [];
    const reading = readColumn(item);
    return reading ? [reading.column] : [];
  });
}

/** Kinds of object that we know and do not model ("SQL Statements": CREATE, ALTER and DROP of each). */
const OTHERS = new Set(
  'analytic attribute audit cluster context controlfile database dimension directory diskgroup domain edition flashback hierarchy indextype inmemory java json library lockdown mle operator outline pfile pluggable pmem profile property resource restore rollback schema spfile synonym tablespace undo unified'.split(
    ' ',
  ),
);

/** Reads CREATE, ALTER or DROP of what is outside of a schema to us, with `c` behind the verb; undefined for all else. */
export function readOther(c: Cursor, start: number, verb: string): readonly Operation[] | undefined {
  const from = c.at;
  while (MODIFIERS.has(peek(c).word)) c.at++;
  accept(c, 'or', 'replace');
  while (MODIFIERS.has(peek(c).word)) c.at++;
  const { word } = peek(c);
  if (OTHERS.has(word) || isWord(c, 'materialized', 'view', 'log') || isWord(c, 'materialized', 'zonemap'))
    return [call(c, `${verb} ${word}`, start)];
  c.at = from;
  return undefined;
}

const MODIFIERS = new Set(
  'or replace public shared private and resolve compile noforce force bigfile smallfile temporary undo editionable noneditionable'.split(
    ' ',
  ),
);

const DROPPED: ReadonlyMap<string, ObjectType> = new Map<string, ObjectType>([
  ['view', 'view'],
  ['materialized', 'materialized view'],
  ['type', 'type'],
  ['sequence', 'sequence'],
  ['function', 'function'],
  ['procedure', 'procedure'],
  ['package', 'procedure'],
  ['trigger', 'trigger'],
  ['user', 'role'],
  ['role', 'role'],
]);

/** DROP of objects with the words that Oracle has behind them: CASCADE CONSTRAINTS, PURGE, FORCE, PRESERVE TABLE. */
export function readDropObject(c: Cursor, start: number): readonly Operation[] | undefined {
  if (accept(c, 'table')) {
    const ifExists = acceptIfExists(c) ? { ifExists: true } : {};
    const table = readName(c);
    const cascade = accept(c, 'cascade');
    accept(c, 'constraints') || accept(c, 'constraint');
    accept(c, 'purge');
    return (
      table && [{ kind: 'dropTable', table, ...ifExists, ...(cascade ? { cascade } : {}), span: spanFrom(c, start) }]
    );
  }
  const word = peek(c).word;
  const objectType = DROPPED.get(word);
  if (!objectType) return undefined;
  c.at += word === 'materialized' ? 2 : 1;
  if (accept(c, 'body')) return [call(c, `drop ${word} body`, start)];
  const ifExists = acceptIfExists(c) ? { ifExists: true } : {};
  const name = readName(c);
  const cascade = accept(c, 'cascade');
  if (!accept(c, 'constraints') && !accept(c, 'force') && !accept(c, 'validate')) accept(c, 'preserve', 'table');
  return (
    name && [
      { kind: 'dropObject', objectType, name, ...ifExists, ...(cascade ? { cascade } : {}), span: spanFrom(c, start) },
    ]
  );
}
