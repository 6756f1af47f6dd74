import type { CreateRoutine, CreateTrigger, Operation, QualifiedName } from '../../model';
import {
  accept,
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
  textFrom,
} from './cursor';
import { readName, stringValue } from './names';

const FORMS: ReadonlyMap<string, CreateRoutine['form']> = new Map<string, CreateRoutine['form']>([
  ['function', 'function'],
  ['procedure', 'procedure'],
  ['aggregate', 'aggregate'],
  ['event', 'event'],
  ['package', 'package'],
]);

/** Steps over OR REPLACE, DEFINER = user, CONSTRAINT, TEMPORARY up to the kind's word; gives that word. */
export function routineKind(c: Cursor): string | undefined {
  const from = c.at;
  for (let steps = 0; steps < 16 && !atEnd(c); steps++) {
    const { word } = peek(c);
    if (
      word === 'trigger' ||
      (FORMS.has(word) && !isWord(c, 'event', 'trigger') && !isWord(c, 'aggregate', 'function'))
    )
      return word;
    if (c.at > from && word === 'table') break;
    c.at++;
  }
  c.at = from;
  return undefined;
}

/** Reads CREATE FUNCTION, PROCEDURE, AGGREGATE, EVENT or PACKAGE, with `c` at that word. */
export function readCreateRoutine(c: Cursor, start: number, orReplace: boolean): readonly Operation[] | undefined {
  const form = FORMS.get(peek(c).word);
  if (!form) return undefined;
  c.at++;
  accept(c, 'body');
  acceptIfNotExists(c);
  const routine = readName(c);
  if (!routine) return undefined;
  const facts = readFacts(c);
  return [
    {
      kind: 'createRoutine',
      routine,
      form,
      ...(orReplace ? { orReplace } : {}),
      ...facts,
      definition: textFrom(c, start),
      span: spanFrom(c, start),
    },
  ];
}

type Facts = Pick<CreateRoutine, 'language' | 'body' | 'securityDefiner' | 'setsSearchPath'>;

/** Words that start the body of a routine that is no string. */
const BODY = new Set(['begin', 'return', 'do', 'select', 'insert', 'update', 'delete', 'set', 'call', 'if', 'with']);

function readFacts(c: Cursor): Facts {
  const facts: { language?: string; securityDefiner?: boolean; setsSearchPath?: boolean } = {};
  while (!atEnd(c)) {
    const token = peek(c);
    if (token.word === 'language') {
      const next = peek(c, 1);
      facts.language = (next.kind === 'string' ? stringValue(c.source, next) : next.word).toLowerCase();
      c.at += 2;
    } else if (token.word === 'security' && peek(c, 1).word === 'definer') {
      facts.securityDefiner = true;
      c.at += 2;
    } else if (token.word === 'set' && peek(c, 1).word === 'search_path') {
      facts.setsSearchPath = true;
      c.at += 2;
    } else if (token.word === 'as' && peek(c, 1).kind === 'string') {
      const body = stringValue(c.source, peek(c, 1));
      c.at += 2;
      const rest = readFacts(c);
      return { ...facts, ...rest, body };
    } else if (BODY.has(token.word) && (isMysql(c) || token.word === 'begin' || token.word === 'return')) {
      return { ...facts, body: restText(c) };
    } else step(c);
  }
  return { ...facts, body: '' };
}

/** Reads CREATE TRIGGER, with `c` at TRIGGER. */
export function readCreateTrigger(c: Cursor, start: number, orReplace: boolean): readonly Operation[] | undefined {
  c.at++;
  acceptIfNotExists(c);
  const trigger = readName(c);
  if (!trigger) return undefined;
  const timing = readTiming(c);
  const events = readEvents(c);
  if (!accept(c, 'on')) return undefined;
  const table = readName(c);
  if (!table || events.length === 0) return undefined;
  return [finishTrigger(c, { trigger, table, timing, events, orReplace }, start)];
}

interface TriggerHead {
  readonly trigger: QualifiedName;
  readonly table: QualifiedName;
  readonly timing: CreateTrigger['timing'];
  readonly events: readonly string[];
  readonly orReplace: boolean;
}

function readTiming(c: Cursor): CreateTrigger['timing'] {
  if (accept(c, 'before')) return 'before';
  if (accept(c, 'after')) return 'after';
  if (accept(c, 'instead', 'of')) return 'instead of';
  // SQLite, CREATE TRIGGER: BEFORE is the default.
  return c.source.dialect === 'sqlite' ? 'before' : 'unknown';
}

function readEvents(c: Cursor): readonly string[] {
  const events: string[] = [];
  do {
    const { word } = peek(c);
    if (word !== 'insert' && word !== 'update' && word !== 'delete' && word !== 'truncate') break;
    c.at++;
    events.push(word);
    if (accept(c, 'of')) while (!atEnd(c) && !isWord(c, 'on') && !isWord(c, 'or')) step(c);
  } while (accept(c, 'or'));
  return events;
}

function finishTrigger(c: Cursor, head: TriggerHead, start: number): Operation {
  const bodyStart = startOffset(c);
  let forEachRow = isMysql(c) || c.source.dialect === 'sqlite';
  while (!atEnd(c)) {
    if (isWord(c, 'for', 'each', 'row') || isWord(c, 'for', 'row')) forEachRow = true;
    if (isWord(c, 'begin') || isWord(c, 'execute')) break;
    step(c);
  }
  const from = atEnd(c) ? bodyStart : startOffset(c);
  c.at = c.end;
  const { orReplace, ...rest } = head;
  return {
    kind: 'createTrigger',
    ...rest,
    ...(forEachRow ? { forEachRow } : {}),
    ...(orReplace ? { orReplace } : {}),
    body: textFrom(c, from),
    definition: textFrom(c, start),
    span: spanFrom(c, start),
  };
}
