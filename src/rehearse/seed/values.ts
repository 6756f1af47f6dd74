/** Values for a column, as an expression over `g`, the number of the candidate row: nothing is random, so a rehearsal repeats itself. */
import { wordsOf } from '../../sql';
import type { SeedColumn, SeedTable } from './tables';

/** Names that an expression may mean columns by. */
export function namesIn(expression: string): ReadonlySet<string> {
  return new Set(
    wordsOf(expression, 'postgresql').flatMap(({ kind, text }) =>
      kind === 'word' || kind === 'quoted' ? [nameOf(text)] : [],
    ),
  );
}

/** Literals of the checks that speak of a column: what they allow, or the edge of it. */
export function literalsFor(column: SeedColumn, checks: readonly string[]): readonly string[] {
  const kind = isNumber(column.base) ? 'number' : 'string';
  const found = checks
    .filter((check) => namesIn(check).has(column.name))
    .flatMap((check) =>
      wordsOf(check, 'postgresql')
        .filter((word) => word.kind === kind)
        .map(({ text }) => text),
    );
  return [...new Set(found)].filter((text) => !/^'[\^%\\]/.test(text)).slice(0, MOST_LITERALS);
}

const MOST_LITERALS = 24;

const nameOf = (text: string): string => (text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text);

function isNumber(type: string): boolean {
  return /^(smallint|integer|bigint|numeric|real|double precision|money)/.test(type);
}

/** Several expressions; candidates take them in turn. Empty when no value of the type is known. */
export function valuesOf(column: SeedColumn, table: SeedTable): readonly string[] {
  const literals = literalsFor(column, table.checks);
  if (column.form === 'enum')
    return [`(enum_range(NULL::${column.base}))[1 + (g % cardinality(enum_range(NULL::${column.base})))]`];
  if (column.form === 'array') return [`'{}'::${column.type}`];
  if (column.form === 'range') return rangeOf(column.base);
  if (column.form !== 'plain') return [];
  const own = literals.map((literal) => `${literal}::${column.base}`);
  const stepped = /^(date|timestamp)/.test(column.base)
    ? own.map((value) => `(${value} + (g % 27) * interval '1 day')::${column.base}`)
    : isNumber(column.base)
      ? own.flatMap((value) => [`(${value} + 1)::${column.base}`, `(${value} - 1)::${column.base}`])
      : [];
  const plain = plainValues(column);
  // A unique column has the values that differ; one with a list of allowed values has that list.
  return column.unique ? [...plain, ...own] : [...own, ...stepped, ...plain];
}

function rangeOf(type: string): readonly string[] {
  const ranges: Readonly<Record<string, string>> = {
    int4range: 'int4range(g::int, g::int + 1)',
    int8range: 'int8range(g, g + 1)',
    numrange: 'numrange(g, g + 1)',
    daterange: `daterange(date '2024-01-01' + g::int, date '2024-01-02' + g::int)`,
    tsrange: `tsrange(timestamp '2024-01-01' + g * interval '1 hour', timestamp '2024-01-01' + (g + 1) * interval '1 hour')`,
    tstzrange: `tstzrange(timestamptz '2024-01-01' + g * interval '1 hour', timestamptz '2024-01-01' + (g + 1) * interval '1 hour')`,
  };
  const found = ranges[type];
  return found === undefined ? [] : [found];
}

function plainValues({ name, base }: SeedColumn): readonly string[] {
  const [family = '', ...sizes] = base.split(/[(,)]/).map((part) => part.trim());
  const size = Number(sizes[0]);
  switch (family) {
    case 'smallint':
      return ['(g % 30000)::smallint', '(g % 100)::smallint'];
    case 'integer':
      return ['g::int', '(g % 100)::int'];
    case 'bigint':
      return ['g', 'g % 100'];
    case 'numeric': {
      const whole = sizes[0] ? size - Number(sizes[1] || 0) : 15;
      return [`(g % ${10 ** Math.max(0, Math.min(whole, 15))})::numeric`, `((g % 100) / 100.0)::${base}`];
    }
    case 'real':
    case 'double precision':
    case 'money':
      return [`g::${family === 'money' ? 'int::money' : base}`];
    case 'boolean':
      return ['g % 2 = 0', 'g % 3 = 0'];
    case 'uuid':
      return [`md5('${name.replaceAll("'", "''")}' || g)::uuid`];
    case 'character varying':
    case 'character':
    case 'text':
    case 'citext':
    case '"char"':
    case 'name':
      return texts(name, family, base, size);
    case 'bytea':
      return [`decode(md5(g::text), 'hex')`];
    default:
      return others(base, family, size);
  }
}

function texts(name: string, family: string, base: string, size: number): readonly string[] {
  const most = family === '"char"' ? 1 : sizes(size);
  const short = most < 12 ? [`right(lpad(to_hex(g), ${most}, '0'), ${most})::${base}`] : [];
  if (short.length > 0) return short;
  const mail = /mail/i.test(name) ? [`('user' || g || '@example.com')`] : [];
  const link = /url|link|website/i.test(name) ? [`('https://example.com/' || g)`] : [];
  return [...mail, ...link, `('v' || g)`, `md5(g::text)`].map((value) => `left(${value}, ${most})::${base}`);
}

const sizes = (size: number): number => (Number.isFinite(size) && size > 0 ? size : 1000);

function others(base: string, family: string, size: number): readonly string[] {
  if (/^timestamp/.test(base)) return [`(timestamp '2024-01-01' + g * interval '1 minute')::${base}`];
  const values: Readonly<Record<string, string>> = {
    date: `date '2000-01-01' + (g % 9000)::int`,
    'time without time zone': `time '00:00' + (g % 86400) * interval '1 second'`,
    'time with time zone': `(time '00:00' + (g % 86400) * interval '1 second')::timetz`,
    interval: `g * interval '1 second'`,
    json: `json_build_object('n', g)`,
    jsonb: `jsonb_build_object('n', g)`,
    inet: `('10.' || (g / 65536) % 256 || '.' || (g / 256) % 256 || '.' || g % 256)::inet`,
    cidr: `('10.' || (g / 65536) % 256 || '.' || (g / 256) % 256 || '.' || g % 256)::cidr`,
    macaddr: `lpad(to_hex(g), 12, '0')::macaddr`,
    tsvector: `to_tsvector('simple', 'v' || g)`,
    tsquery: `to_tsquery('simple', 'v' || g)`,
    xml: `('<v>' || g || '</v>')::xml`,
    point: 'point(g, g)',
    bit: `(g % 2)::int::bit(1)`,
    oid: '(g % 1000000)::oid',
    hstore: `('n=>' || g)::hstore`,
    ltree: `('top.n' || g)::ltree`,
    vector: `array_fill((g % 100)::real, ARRAY[${Number.isFinite(size) ? size : 3}])::${base}`,
  };
  if (family === 'bit' && size > 1) return [`g::bit(${size})`];
  if (family === 'bit varying')
    return [`g::bit(${Number.isFinite(size) && size > 0 ? Math.min(size, 64) : 32})::${base}`];
  if (/^interval/.test(base)) return [`(g * interval '1 second')::${base}`];
  const found = values[family] ?? values[base];
  return found === undefined ? [] : [found];
}
