import { type Bound, resolve, textValue } from '../../code';
import { type BoundCall, callOf, given, isNone, wordOf } from '../code/sqlalchemy/compile';
import { type Base, basesOf, type ClassRef, linearOf, ownValue } from './classes';

/** What `MetaData(schema=…, naming_convention={…})` says for all its tables. */
export interface MetaDataWords {
  readonly schema?: string;
  readonly convention?: Readonly<Partial<Record<string, string>>>;
}

const NOTHING: MetaDataWords = {};

/** The words of a metadata object, wherever it is made: `MetaData(…)`, `Base.metadata`, `db.metadata`. */
export function metadataWords(bound: Bound | undefined, depth = 0): MetaDataWords {
  if (!bound || depth > 6) return NOTHING;
  const found = resolve(bound);
  const { expr, scope } = found;
  if (expr.kind === 'member' && expr.name === 'metadata') {
    const object = { expr: expr.object, scope };
    const named = resolve(object);
    const ref = named.expr.kind === 'name' ? named.scope.class(named.expr.name) : undefined;
    if (ref) return classMetadata(ref);
    const call = callOf(object);
    return call ? madeMetadata(call, depth) : NOTHING;
  }
  const call = callOf(found);
  return call && wordOf(call.expr) === 'MetaData' ? ofCall(call) : NOTHING;
}

/** `declarative_base(metadata=…)`, `registry(metadata=…)`, `SQLAlchemy(metadata=…)`. */
function madeMetadata(call: BoundCall, depth: number): MetaDataWords {
  const own = given(call, undefined, 'metadata');
  if (own) return metadataWords(own, depth + 1);
  if (call.expr.callee.kind === 'member') {
    const registry = callOf({ expr: call.expr.callee.object, scope: call.scope });
    if (registry) return madeMetadata(registry, depth + 1);
  }
  return NOTHING;
}

function ofCall(call: BoundCall): MetaDataWords {
  const schema = given(call, undefined, 'schema');
  const name = schema && !isNone(schema) ? textValue(schema)?.text : undefined;
  const convention = conventionIn(given(call, undefined, 'naming_convention'));
  return { ...(name === undefined ? {} : { schema: name }), ...(convention ? { convention } : {}) };
}

/** SQLAlchemy's own convention stands where a project's says nothing of indexes (schema.py, DEFAULT_NAMING_CONVENTION is replaced whole). */
function conventionIn(bound: Bound | undefined): MetaDataWords['convention'] {
  const map = bound && resolve(bound);
  if (map?.expr.kind === 'call' && map.expr.args.length > 0) {
    // `immutabledict({…})`, `dict(ix='…')`
    const [first] = map.expr.args;
    if (first && first.name === undefined) return conventionIn({ expr: first.value, scope: map.scope });
    return Object.fromEntries(
      map.expr.args.flatMap(({ name, value }) => pair(name, textValue({ expr: value, scope: map.scope })?.text)),
    );
  }
  if (map?.expr.kind !== 'map') return undefined;
  const { entries, spreads } = map.expr;
  return {
    ...Object.assign({}, ...spreads.map((spread) => conventionIn({ expr: spread, scope: map.scope }))),
    ...Object.fromEntries(
      entries.flatMap(({ key, value }) =>
        pair(textValue({ expr: key, scope: map.scope })?.text, textValue({ expr: value, scope: map.scope })?.text),
      ),
    ),
  };
}

const pair = (key: string | undefined, text: string | undefined) =>
  key === undefined || text === undefined ? [] : [[key, text] as const];

/** What a class's metadata says: its own, or that of a base above it. */
export function classMetadata(ref: ClassRef): MetaDataWords {
  const line = linearOf(ref);
  for (const one of line) {
    const own = ownValue(one, 'metadata');
    if (own) return metadataWords(own);
    const registry = ownValue(one, 'registry');
    const call = registry && callOf(registry);
    if (call) return madeMetadata(call, 0);
    for (const { name, args } of one.def.decorators)
      if (/as_declarative/.test(name)) {
        const given_ = args.find((arg) => arg.name === 'metadata');
        if (given_) return metadataWords({ expr: given_.value, scope: one.scope });
      }
  }
  for (const base of line.flatMap(basesOf)) {
    const words = ofBase(base);
    if (words) return words;
  }
  return NOTHING;
}

function ofBase(base: Base): MetaDataWords | undefined {
  const call = base.kind === 'made' && base.call ? callOf(base.call) : undefined;
  return call && madeMetadata(call, 0);
}
