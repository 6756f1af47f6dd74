import type { CreateRoutine, CreateTrigger, Operation, QualifiedName } from '../../../model';
import { readColumn } from '../column';
import { readTableConstraint, startsConstraint } from '../constraint';
import { readCreateSequence } from '../create-type';
import {
  accept,
  acceptIfExists,
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
import { isName, readIdent, readName } from '../names';
import { call } from '../session';
import { readType } from '../type';

const ROUTINES: ReadonlyMap<string, CreateRoutine['form']> = new Map<string, CreateRoutine['form']>([
  ['proc', 'procedure'],
  ['procedure', 'procedure'],
  ['function', 'function'],
]);

/** Reads CREATE or ALTER of a procedure, function or trigger; undefined when it is none. `c` stands behind CREATE or ALTER. */
export function readRoutine(c: Cursor, start: number, alters: boolean): readonly Operation[] | undefined {
  const from = c.at;
  const orReplace = accept(c, 'or', 'alter') || alters;
  const form = ROUTINES.get(peek(c).word);
  if (form) {
    c.at++;
    return readBody(c, start, form, orReplace);
  }
  if (accept(c, 'trigger')) return readTrigger(c, start, orReplace);
  c.at = from;
  return undefined;
}

function readBody(
  c: Cursor,
  start: number,
  form: CreateRoutine['form'],
  orReplace: boolean,
): readonly Operation[] | undefined {
  const routine = readName(c);
  if (!routine) return undefined;
  let securityDefiner = false;
  while (!atEnd(c) && !startsBody(c)) {
    if (accept(c, 'execute', 'as') || accept(c, 'exec', 'as')) securityDefiner = !isWord(c, 'caller');
    step(c);
  }
  accept(c, 'as');
  const from = startOffset(c);
  c.at = c.end;
  return [
    {
      kind: 'createRoutine',
      routine,
      form,
      ...(orReplace ? { orReplace } : {}),
      ...(securityDefiner ? { securityDefiner } : {}),
      body: textFrom(c, from),
      definition: textFrom(c, start),
      span: spanFrom(c, start),
    },
  ];
}

/** `AS` that is followed by a statement: parameters have an AS too (`@a AS int`). */
function startsBody(c: Cursor): boolean {
  if (isWord(c, 'begin') || isWord(c, 'external', 'name')) return true;
  return isWord(c, 'as') && !/^(?:caller|self|owner)$/.test(peek(c, 1).word) && !peek(c, -1).word.startsWith('@');
}

function readTrigger(c: Cursor, start: number, orReplace: boolean): readonly Operation[] | undefined {
  const trigger = readName(c);
  if (!trigger || !accept(c, 'on')) return undefined;
  if (isWord(c, 'database') || isWord(c, 'all', 'server')) return [call(c, 'create trigger', start)];
  const table = readName(c);
  if (!table) return undefined;
  while (!atEnd(c) && !isWord(c, 'for') && !isWord(c, 'after') && !isWord(c, 'instead')) step(c);
  const timing: CreateTrigger['timing'] = isWord(c, 'instead') ? 'instead of' : 'after';
  c.at += timing === 'after' ? 1 : 2;
  const events: string[] = [];
  do {
    events.push(peek(c).word);
    c.at++;
  } while (accept(c, ','));
  while (!atEnd(c) && !isWord(c, 'as')) step(c);
  accept(c, 'as');
  const from = startOffset(c);
  c.at = c.end;
  return [
    {
      kind: 'createTrigger',
      trigger,
      table,
      timing,
      events,
      ...(orReplace ? { orReplace } : {}),
      body: textFrom(c, from),
      definition: textFrom(c, start),
      span: spanFrom(c, start),
    },
  ];
}

/** `CREATE TYPE x FROM nvarchar(50) NOT NULL`, `… AS TABLE (…)`, `… EXTERNAL NAME a.b`. With `c` behind TYPE. */
export function readCreateType(c: Cursor, start: number): readonly Operation[] | undefined {
  const type = readName(c);
  if (!type) return undefined;
  if (accept(c, 'from')) {
    const base = readType(c);
    if (!base) return undefined;
    const notNull = accept(c, 'not', 'null');
    accept(c, 'null');
    return [
      { kind: 'createDomain', type, base, ...(notNull ? { notNull } : {}), checks: [], span: spanFrom(c, start) },
    ];
  }
  if (accept(c, 'as', 'table')) {
    const attributes = readAttributes(c);
    while (accept(c, 'with')) step(c);
    return [{ kind: 'createComposite', type, form: 'composite', attributes, span: spanFrom(c, start) }];
  }
  c.at = c.end;
  return [{ kind: 'createComposite', type, form: 'base', attributes: [], span: spanFrom(c, start) }];
}

function readAttributes(c: Cursor) {
  const inner = enter(c);
  return (inner ? items(inner) : []).flatMap((item) => {
    if (startsConstraint(item) && readTableConstraint(item)) return [];
    if (isWord(item, 'index')) return [];
    const reading = readColumn(item);
    return reading ? [reading.column] : [];
  });
}

/** Reads CREATE of what we know and do not model, and what is read as elsewhere. With `c` behind CREATE. */
export function readCreateOther(c: Cursor, start: number): readonly Operation[] | undefined {
  if (accept(c, 'type')) return readCreateType(c, start);
  if (accept(c, 'sequence')) return readCreateSequence(c, start);
  if (accept(c, 'schema')) {
    accept(c, 'authorization');
    const schema = readIdent(c);
    c.at = c.end;
    return schema && [{ kind: 'createSchema', schema, span: spanFrom(c, start) }];
  }
  if (accept(c, 'database') && isName(c) && !/^(?:audit|scoped|encryption)$/.test(peek(c).word)) {
    const schema = readIdent(c);
    c.at = c.end;
    return schema && [{ kind: 'createSchema', schema, database: true, span: spanFrom(c, start) }];
  }
  if (isWord(c, 'login') || isWord(c, 'user') || isWord(c, 'role')) return readRole(c, start, false);
  return OTHERS.has(peek(c).word) ? [call(c, `create ${peek(c).word}`, start)] : undefined;
}

/** Objects outside of what a schema is to us ("Transact-SQL statements", CREATE). */
const OTHERS = new Set(
  'aggregate application assembly asymmetric availability broker certificate column contract credential cryptographic database default endpoint event external federation fulltext login master message partition queue remote resource route rule search security selective server service spatial statistics symmetric synonym user workload xml'.split(
    ' ',
  ),
);

function readRole(c: Cursor, start: number, alters: boolean): readonly Operation[] | undefined {
  c.at++;
  const role = readIdent(c);
  const from = startOffset(c);
  c.at = c.end;
  return (
    role && [
      { kind: 'createRole', role, ...(alters ? { alters } : {}), text: textFrom(c, from), span: spanFrom(c, start) },
    ]
  );
}

/** Reads ALTER of anything but tables, indexes, views and routines, with `c` behind ALTER. */
export function readAlterOther(c: Cursor, start: number): readonly Operation[] | undefined {
  if (isWord(c, 'user') || isWord(c, 'login') || isWord(c, 'role')) return readRole(c, start, true);
  if (isWord(c, 'schema')) return readTransfer(c, start);
  if (accept(c, 'sequence')) {
    const sequence = readName(c);
    if (!sequence) return undefined;
    const restart = isWord(c, 'restart');
    const from = startOffset(c);
    c.at = c.end;
    return [
      {
        kind: 'alterSequence',
        sequence,
        ...(restart ? { restart } : {}),
        text: textFrom(c, from),
        span: spanFrom(c, start),
      },
    ];
  }
  const { word } = peek(c);
  return OTHERS.has(word) || word === 'authorization' ? [call(c, `alter ${word}`, start)] : undefined;
}

/** ALTER SCHEMA x TRANSFER y.name: the object moves. */
function readTransfer(c: Cursor, start: number): readonly Operation[] | undefined {
  c.at++;
  const schema = readIdent(c);
  if (!schema || !accept(c, 'transfer')) return undefined;
  const isType = isWord(c, 'type', '::');
  if (peek(c, 1).word === '::') c.at += 2;
  const name = readName(c);
  if (!name) return undefined;
  const span = spanFrom(c, start);
  if (isType) return [{ kind: 'setObjectSchema', objectType: 'type', name, schema: schema.name, span }];
  return [{ kind: 'alterTable', table: name, change: { kind: 'setSchema', schema: schema.name }, span }];
}

/** Reads DROP of what other engines do not have, with `c` behind DROP; undefined for the rest. */
export function readDropOther(c: Cursor, start: number): readonly Operation[] | undefined {
  if (isWord(c, 'proc')) return dropProcedures(c, start);
  if (isWord(c, 'trigger')) return undefined;
  const { word } = peek(c);
  if (word === 'signature' || (OTHERS.has(word) && word !== 'database' && word !== 'user'))
    return [call(c, `drop ${word}`, start)];
  return undefined;
}

function dropProcedures(c: Cursor, start: number): readonly Operation[] | undefined {
  c.at++;
  const ifExists = acceptIfExists(c) ? { ifExists: true } : {};
  const names: QualifiedName[] = [];
  do {
    const name = readName(c);
    if (!name) return undefined;
    names.push(name);
  } while (accept(c, ','));
  const span = spanFrom(c, start);
  return names.map((name) => ({ kind: 'dropObject', objectType: 'procedure', name, ...ifExists, span }));
}
