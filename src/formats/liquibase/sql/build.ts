import type { Dialect, EngineVersion } from '../../../model';
import { quoteName, quoteText } from '../../../sql';
import { type Element, isTrue, type Piece, textOf, type Value } from '../changelog';
import { typeIn } from './types';

/** The engine that a changelog is read for. */
export interface Engine {
  readonly dialect: Dialect;
  readonly version?: EngineVersion;
}

/** One statement as Liquibase would send it; names stand where the changelog has them. */
export interface Made {
  /** What the whole statement stands for. */
  readonly element: Element;
  readonly pieces: readonly Piece[];
}

type Part = string | Value | readonly Piece[] | undefined;

/** Words and names put together; words stand for the element as a whole. */
export function compose(element: Element, ...parts: readonly Part[]): readonly Piece[] {
  return parts.flatMap((part): readonly Piece[] => {
    if (part === undefined) return [];
    if (typeof part === 'string') return [{ text: part, start: element.start, end: element.end }];
    return 'pieces' in part ? part.pieces : part;
  });
}

export function made(element: Element, ...parts: readonly Part[]): Made {
  return { element, pieces: compose(element, ...parts) };
}

/** Does Liquibase quote the name? Where it is reserved or has special signs; in PostgreSQL also where it mixes cases (LEGACY quoting). */
function needsQuotes({ dialect }: Engine, name: string): boolean {
  if (/[(\s]/.test(name) && /\)/.test(name)) return false;
  const mixed = dialect === 'postgresql' && /[a-z]/.test(name) && /[A-Z]/.test(name);
  const folded = dialect === 'oracle' ? name.toUpperCase() : name.toLowerCase();
  return mixed || quoteName(folded, dialect) !== folded;
}

/** A name as Liquibase writes it. */
export function name(engine: Engine, value: Value | undefined): readonly Piece[] {
  if (!value) return [];
  const text = value.text.trim();
  if (!needsQuotes(engine, text)) return value.pieces;
  const quoted = quoteName(text, engine.dialect, 'always');
  const [open = '', close = ''] = [quoted[0], quoted.at(-1)];
  return [
    { text: open, start: value.start, end: value.start },
    ...value.pieces,
    { text: close, start: value.end, end: value.end },
  ];
}

/** A name with its schema, where one is given. */
export function qualified(engine: Engine, schema: Value | undefined, object: Value | undefined): readonly Piece[] {
  if (!object) return [];
  if (!schema || schema.text.trim() === '' || schema.text.includes('${')) return name(engine, object);
  return [...name(engine, schema), { text: '.', start: object.start, end: object.start }, ...name(engine, object)];
}

/** The table of a change, with its schema. */
export function tableOf(
  engine: Engine,
  element: Element,
  key = 'tableName',
  schemaKey = 'schemaName',
): readonly Piece[] {
  return qualified(engine, element.attributes.get(schemaKey), element.attributes.get(key));
}

/** `a, b` as one attribute has it: each name in its place. */
export function names(engine: Engine, element: Element, list: Value | undefined): readonly Piece[] {
  if (!list) return [];
  const [only] = list.pieces;
  const verbatim = list.pieces.length === 1 && only && only.text.length === only.end - only.start;
  let at = 0;
  return list.text.split(',').flatMap((word, index): readonly Piece[] => {
    const lead = word.length - word.trimStart().length;
    const start = list.start + at + lead;
    at += word.length + 1;
    const text = word.trim();
    const place = verbatim ? { start, end: start + text.length } : { start: list.start, end: list.end };
    const own: Value = { text, ...place, pieces: [{ text, ...place }] };
    return [...(index === 0 ? [] : compose(element, ', ')), ...name(engine, own)];
  });
}

export function literal(engine: Engine, text: string): string {
  return quoteText(text, engine.dialect);
}

const NUMBERS =
  /\b(?:int\w*|bigint|smallint|tinyint|mediumint|decimal|numeric|number|float\d?|double|real|currency|money|serial\w*)\b/i;
const isNumber = (text: string) => /^[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/i.test(text);

function booleanIn({ dialect }: Engine, text: string): string {
  const yes = /^(?:true|1|t|yes|y)$/i.test(text.trim());
  if (dialect === 'postgresql') return yes ? 'TRUE' : 'FALSE';
  return yes ? '1' : '0';
}

function dateIn(engine: Engine, text: string): string {
  if (/^(?:current_|now|sysdate|getdate|localtime)|\(/i.test(text)) return text;
  return literal(engine, text.replace('T', ' '));
}

/** The value that attributes of one family give: `defaultValue`, `defaultValueNumeric`… or `value`, `valueNumeric`… */
export function givenValue(
  engine: Engine,
  column: Element,
  family: 'defaultValue' | 'value',
  type: string,
): string | undefined {
  const get = (ending: string) => column.attributes.get(`${family}${ending}`)?.text;
  const numeric = get('Numeric')?.trim();
  if (numeric !== undefined) return /char|text/i.test(type) && isNumber(numeric) ? literal(engine, numeric) : numeric;
  const truth = get('Boolean');
  if (truth !== undefined) return booleanIn(engine, truth);
  const date = get('Date')?.trim();
  if (date !== undefined) return dateIn(engine, date);
  const computed = get('Computed');
  if (computed !== undefined) return computed.trim();
  const next = get('SequenceNext')?.trim();
  if (next !== undefined) return nextValue(engine, next);
  const plain = get('');
  if (plain === undefined) return undefined;
  if (/^null$/i.test(plain)) return 'NULL';
  if (/bool/i.test(type) && /^(?:true|false|0|1|t|f)$/i.test(plain)) return booleanIn(engine, plain);
  return NUMBERS.test(type) && isNumber(plain) ? plain : literal(engine, plain);
}

function nextValue({ dialect }: Engine, sequence: string): string {
  if (dialect === 'postgresql') return `nextval('${sequence}')`;
  return dialect === 'oracle' ? `${sequence}.nextval` : `NEXT VALUE FOR ${sequence}`;
}

export function typeOf(engine: Engine, element: Element, key: string): string | undefined {
  const written = textOf(element, key);
  return written === undefined ? undefined : typeIn(engine.dialect, engine.version, written);
}

export const cascades = (element: Element) => (isTrue(element, 'deleteCascade') ? ' ON DELETE CASCADE' : '');

export function deferrable(element: Element): string {
  const words = isTrue(element, 'deferrable') ? ' DEFERRABLE' : '';
  return isTrue(element, 'initiallyDeferred') ? `${words} INITIALLY DEFERRED` : words;
}
