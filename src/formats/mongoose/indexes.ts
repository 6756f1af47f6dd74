import { type Bound, dotted, resolve, textValue, truth } from '../../code';
import type { Expression, Ident, IndexColumn, IndexSpec, Span } from '../../model';
import { identAt, identOf, spanOf } from '../code/build';
import { propertiesOf } from '../code/values';
import { secondsOf } from './duration';
import { flag, numberValue, option, textOption, written } from './options';
import type { Declared, Element } from './shape';

/** An index to be made, with the place that declares it. */
export type IndexDecl = IndexSpec;

/** Kinds of index of a path (Mongoose's `Schema.indexTypes`); all but the B-tree's own directions. */
const KINDS: ReadonlySet<string> = new Set(['2d', '2dsphere', 'hashed', 'text', 'geoHaystack']);

/** The index that a path's own options ask for: `index`, `unique`, `sparse`, `text`, `expires`. */
export function indexAt({ options }: Element, path: Ident): IndexDecl | undefined {
  const asked = ['index', 'unique', 'sparse', 'text', 'expires'].flatMap((key) => {
    const value = option(options, key);
    return value ? [{ key, value }] : [];
  });
  const index = asked.find(({ key }) => key === 'index')?.value;
  const isOff = index !== undefined && truth(index) === false && isPlainFalse(index);
  const wanted = asked.filter(({ key, value }) => key === 'index' || key === 'expires' || truth(value) !== false);
  const [first] = wanted;
  if (isOff || !first) return undefined;
  const { module } = first.value.scope;
  const span = spanOf(module, first.value.expr);
  const given = index && resolve(index);
  const settings = given?.expr.kind === 'map' ? given : undefined;
  const kind = index && !settings ? textValue(index)?.text : textOption(settings, 'type')?.text;
  const isText = flag(options, 'text') === true || flag(settings, 'text') === true;
  const direction = index ? numberValue(index) : undefined;
  const word = isText ? 'text' : kind !== undefined && KINDS.has(kind) ? kind : undefined;
  const isDown = direction === -1 || kind === 'desc' || kind === 'descending';
  const part = partOf(path, word ?? (isDown ? -1 : 1));
  return indexSpec([part], settings, span, {
    unique: flag(options, 'unique') ?? false,
    sparse: flag(options, 'sparse') ?? false,
    expires: option(options, 'expires'),
  });
}

function isPlainFalse(bound: Bound): boolean {
  const { expr } = resolve(bound);
  return expr.kind === 'constant';
}

/** `schema.index({ customer: 1, placedAt: -1 }, { unique: true })`; undefined when its keys cannot be told. */
export function indexBy({ keys, options, site }: Declared, prefix: string): IndexDecl | undefined {
  const { expr, scope } = resolve(keys);
  const single = textValue({ expr, scope });
  const properties = propertiesOf({ expr, scope });
  const parts = single
    ? single.text.split(' ').flatMap((word) => (word === '' ? [] : [wordPart(word, prefix, keys)]))
    : properties?.map(({ key, at, value }) => {
        const { module } = value.scope;
        const ident = identAt(module, prefix + key, at);
        return partOf(ident, textValue(value)?.text ?? numberValue(value) ?? dotted(value.expr) ?? 1);
      });
  if (!parts || parts.length === 0) return undefined;
  return indexSpec(parts, options, spanOf(site.module, site.place), {
    unique: flag(options, 'unique') ?? false,
    sparse: flag(options, 'sparse') ?? false,
    expires: option(options, 'expires'),
  });
}

/** Mongoose's short form `'name -age'`. */
function wordPart(word: string, prefix: string, { expr, scope }: Bound): IndexColumn {
  const path = word.replace(/^-/, '');
  return partOf(identAt(scope.module, prefix + path, expr), word.startsWith('-') ? -1 : 1);
}

function partOf(path: Ident, direction: string | number): IndexColumn {
  const { span } = path;
  // MongoDB keeps the words `asc` and `desc` of Mongoose as directions.
  const isDown = direction === -1 || direction === '-1' || direction === 'desc' || direction === 'descending';
  const isKind = typeof direction === 'string' && KINDS.has(direction);
  return {
    column: path,
    span,
    ...(isDown ? { order: 'desc' as const } : {}),
    ...(isKind ? { operatorClass: direction } : {}),
  };
}

interface Asked {
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly expires: Bound | undefined;
}

function indexSpec(
  parts: readonly IndexColumn[],
  settings: Bound | undefined,
  span: Span,
  { unique, sparse, expires }: Asked,
): IndexSpec {
  const name = option(settings, 'name');
  const named = name && identOf(name);
  const kind = parts.map(({ operatorClass }) => operatorClass).find((one) => one !== undefined);
  const where = conditionOf(parts, settings, sparse || flag(settings, 'sparse') === true, span);
  const storage = storageOf(settings, expires);
  const isUnique = unique || flag(settings, 'unique') === true;
  const collation = option(settings, 'collation');
  const columns = collation ? parts.map((part) => ({ ...part, collation: written(collation) })) : parts;
  return {
    columns,
    span,
    ...(named ? { name: named } : {}),
    ...(isUnique ? { unique: true } : {}),
    ...(kind === undefined ? {} : { method: kind }),
    ...(where ? { where } : {}),
    ...(storage === undefined ? {} : { storage }),
  };
}

/** Which documents the index has: those of `partialFilterExpression`, or with `sparse` those that have one of its fields. */
function conditionOf(
  parts: readonly IndexColumn[],
  settings: Bound | undefined,
  sparse: boolean,
  span: Span,
): Expression | undefined {
  const partial = option(settings, 'partialFilterExpression');
  const paths = parts.map(({ column }) => column?.name ?? '');
  const made = (text: string, at: Span, columns: readonly string[]): Expression => ({
    text,
    span: at,
    kind: 'other',
    calls: [],
    columns,
  });
  if (partial) {
    const filter = (propertiesOf(partial) ?? []).map(({ key }) => key);
    return made(written(partial), spanOf(partial.scope.module, partial.expr), filter);
  }
  if (!sparse) return undefined;
  const each = paths.map((path) => `{ "${path}": { $exists: true } }`);
  return made(each.length === 1 ? (each[0] ?? '') : `{ $or: [${each.join(', ')}] }`, span, paths);
}

/** What else is set: TTL in seconds, weights of a text index, hidden. */
function storageOf(settings: Bound | undefined, expires: Bound | undefined): string | undefined {
  const found: string[] = [];
  const after = option(settings, 'expireAfterSeconds') ?? option(settings, 'expires') ?? expires;
  if (after) found.push(`expireAfterSeconds = ${seconds(after)}`);
  for (const name of ['weights', 'default_language', 'wildcardProjection', 'hidden', 'min', 'max', 'bits']) {
    const value = option(settings, name);
    if (value) found.push(`${name} = ${written(value)}`);
  }
  return found.length > 0 ? found.join(', ') : undefined;
}

function seconds(bound: Bound): string {
  const number = numberValue(bound);
  if (number !== undefined) return String(number);
  const text = textValue(bound)?.text;
  const told = text === undefined ? undefined : secondsOf(text);
  return told === undefined ? written(bound) : String(told);
}
