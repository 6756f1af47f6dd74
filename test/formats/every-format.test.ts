import { describe, expect, it } from 'vitest';
import {
  type FilePort,
  type Format,
  folderOf,
  formats,
  type Located,
  type LocatedMigration,
  type ReadContext,
  resolvePath,
} from '../../src/formats';
import { type Dialect, foldAll, type Operation, type Schema, type Script, type Span } from '../../src/model';
import { withoutSpans } from '../sql/operations';
import { withGrammars } from '../support/grammars';
import { documentsAsSuch, tablesAsDocuments } from './documents';
import { summaryOf, type TableSummary } from './summary';
import { exampleOf, portOf } from './support';

/** What a format's language has no words for; all else must be the same in every example. */
type Said = keyof TableSummary | 'enums' | 'views' | 'names of foreign keys';
const CANNOT_SAY: Readonly<Record<string, readonly Said[]>> = {
  django: ['enums', 'views', 'names of foreign keys'],
  gorm: ['enums', 'views'],
  jpa: ['enums'],
  prisma: ['checks'],
  // Its models describe no columns: only which tables there are can be compared.
  eloquent: ['columns', 'primaryKey', 'uniques', 'indexes', 'foreignKeys', 'checks', 'enums', 'views'],
  sequelize: ['checks', 'views'],
  dbml: ['views'],
};

/** Names that a tool gives whatever the project would like, and what they stand for. */
const GIVEN_NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sequelize: { enum_orders_status: 'order_status' },
};

/** Formats of documents: the bookshop is then what `documents.ts` says of it. */
const DOCUMENTS: ReadonlySet<string> = new Set(['mongoose']);

withGrammars();

/** Formats whose tools choose names: a place then points at the words that make the tool choose, not always at the name itself. */
const CHOOSES: ReadonlySet<string> = new Set([
  'django',
  'gorm',
  'jpa',
  'drizzle',
  'ef-core',
  'django-migrations',
  'mongoose',
  'prisma',
  'rails',
  'eloquent',
  'sequelize',
  'typeorm',
  'mikro-orm',
]);

/** Names that a tool makes of a table's and a column's where a project gives none: `books_pkey`. */
const CHOSEN_NAMES: Readonly<Record<string, RegExp>> = {
  django: /^id$/,
  mongoose: /^_id$|^__v$/,
  rails: /^id$/,
  eloquent: /^(?:id|created_at)$/,
  knex: /_pkey$/,
  // The other end of an association that another file says.
  sequelize: /^(?:id|enum_orders_status|authors|books|customers|orders)$/,
  'typeorm-migrations': /^(?:PK|UQ|FK|IDX|CHK)_/,
};

type Files = Readonly<Record<string, string>>;

interface Reading {
  readonly scripts: readonly Script[];
  readonly schema: Schema;
}

function pathsOf(located: Located): readonly string[] {
  return located.kind === 'migrations' ? located.migrations.map(({ path }) => path) : located.paths;
}

type Migrations = Extract<Located, { readonly kind: 'migrations' }>;

/** A history of which a file holds several migrations. */
function inParts(located: Located): located is Migrations {
  return located.kind === 'migrations' && located.migrations.some(({ part }) => part !== undefined);
}

function fileOf(port: FilePort, files: Files, path: string) {
  return { path, uri: port.uri(path), text: files[path] ?? '' };
}

function partContext(
  port: FilePort,
  files: Files,
  { part, together = [] }: LocatedMigration,
  dialect: Dialect,
): ReadContext {
  return {
    dialect,
    ...(part === undefined ? {} : { part }),
    together: together.map((path) => fileOf(port, files, path)),
  };
}

/** All that a format makes of some files, its histories one after another. */
function readAll(format: Format, files: Files): readonly Reading[] {
  const port = portOf(files);
  return format.locate(port).map((located) => {
    const dialect: Dialect = located.dialect?.dialect ?? 'postgresql';
    const texts = pathsOf(located).map((path) => fileOf(port, files, path));
    const neighbour = (name: string, from = '') => files[resolvePath(folderOf(from), name)];
    const reads = inParts(located)
      ? located.migrations.map((one) =>
          format.read(fileOf(port, files, one.path), partContext(port, files, one, dialect)),
        )
      : (format.readTogether?.(texts, { dialect, neighbour }) ??
        texts.map((file) => format.read(file, { dialect, together: texts })));
    const scripts = reads.map(({ up }) => up);
    return { scripts, schema: foldAll(dialect, operationsOf(scripts)) };
  });
}

function operationsOf(scripts: readonly Script[]): readonly Operation[] {
  return scripts.flatMap(({ statements }) => statements.flatMap(({ operations }) => operations));
}

function readExample(format: Format): Reading {
  const readings = readAll(format, exampleOf(format.id));
  expect(readings).toHaveLength(1);
  return readings[0] as Reading;
}

function comparable(schema: Schema, id: string, leftOut: readonly Said[]): unknown {
  const { tables, enums } = summaryOf(schema);
  const views = leftOut.includes('views') ? [] : [...schema.views.keys()];
  const nameless = (keys: readonly string[]) => keys.map((key) => key.slice(key.indexOf(' ') + 1)).sort();
  const kept = Object.entries(tables).map(([name, table]) => {
    const foreignKeys = leftOut.includes('names of foreign keys') ? nameless(table.foreignKeys) : table.foreignKeys;
    return [name, Object.entries({ ...table, foreignKeys }).filter(([key]) => !leftOut.includes(key as Said))];
  });
  const text = JSON.stringify({ kept, enums: leftOut.includes('enums') ? {} : enums, views });
  const named = Object.entries(GIVEN_NAMES[id] ?? {}).reduce(
    (all, [given, meant]) => all.replaceAll(given, meant),
    text,
  );
  return JSON.parse(named);
}

/** Every name with the place that it points at. */
function namesIn(value: unknown): readonly { readonly name: string; readonly span: Span }[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (typeof value !== 'object' || value === null) return [];
  const record = value as Readonly<Record<string, unknown>>;
  const own =
    typeof record.name === 'string' && typeof record.span === 'object'
      ? [{ name: record.name, span: record.span as Span }]
      : [];
  return [...own, ...Object.values(record).flatMap(namesIn)];
}

const ids = formats.map(({ id }) => id);
const byId = (id: string): Format => formats.find((format) => format.id === id) as Format;

const plain = (name: string) => name.replaceAll('_', '').toLowerCase();

describe.each(ids)('%s', (id) => {
  const format = byId(id);

  it('reads the bookshop as every other format does, as far as it has words for it', () => {
    const leftOut = CANNOT_SAY[id] ?? [];
    if (DOCUMENTS.has(id))
      return expect(documentsAsSuch(readExample(format).schema)).toEqual(
        tablesAsDocuments(readExample(byId('flyway')).schema),
      );
    expect(comparable(readExample(format).schema, id, leftOut)).toEqual(
      comparable(readExample(byId('flyway')).schema, 'flyway', leftOut),
    );
  });

  it('understands every statement of its example', () => {
    const { scripts } = readExample(format);
    expect(operationsOf(scripts).filter(({ kind }) => kind === 'opaque')).toEqual([]);
    expect(scripts.flatMap(({ problems }) => problems)).toEqual([]);
  });

  it('still reads what is left when a file is cut off at any line or loses any line', () => {
    const files = exampleOf(id);
    for (const [path, text] of Object.entries(files)) {
      const lines = text.split('\n');
      for (let at = 0; at < lines.length; at++) {
        readAll(format, { ...files, [path]: lines.slice(0, at).join('\n') });
        readAll(format, { ...files, [path]: [...lines.slice(0, at), ...lines.slice(at + 1)].join('\n') });
      }
    }
  });

  it('points with every name at that name, or at the words that make the tool choose it', () => {
    const files = exampleOf(id);
    const wrong = namesIn(operationsOf(readExample(format).scripts)).filter(({ name, span }) => {
      const text = (files[span.uri.replace('file:///project/', '')] ?? '').slice(span.start.offset, span.end.offset);
      // Prisma's models have names of their own, which @map ties to those of the database.
      const snake = text.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
      if (CHOSEN_NAMES[id]?.test(name)) return false;
      const isChosen =
        CHOOSES.has(id) && (text.startsWith('@') || (snake !== '' && plain(name).includes(plain(snake))));
      return !isChosen && !text.replace(/^["`]/, '').toLowerCase().startsWith(name.toLowerCase());
    });
    expect(wrong).toEqual([]);
  });

  it('reads back what it writes, and finds it behind the latest migration', () => {
    const files = exampleOf(id);
    const [located] = format.locate(portOf(files));
    if (!format.write) return expect(located?.kind !== 'migrations').toBe(true);
    if (located?.kind !== 'migrations') throw new Error('the example is no history');
    const latest = located.migrations.map((migration) => ({ migration, text: files[migration.path] ?? '' }));
    const added = stepsToWrite();
    const written = format.write('add loyalty', added, [], {
      dialect: 'postgresql',
      root: located.root,
      latest,
      now: new Date('2026-03-04T05:06:07Z'),
      text: (path) => files[path],
    });
    const after = format.locate(
      portOf({ ...files, ...Object.fromEntries(written.map(({ path, text }) => [path, text])) }),
    );
    const next = after[0]?.kind === 'migrations' ? after[0].migrations.slice(located.migrations.length) : [];
    expect(next.length).toBeGreaterThan(0);
    const back = next.flatMap(({ path }) =>
      operationsOf([
        format.read(
          { uri: path, text: written.find((file) => file.path === path)?.text ?? '' },
          { dialect: 'postgresql' },
        ).up,
      ]),
    );
    // A script of sqitch's brings its own transaction.
    const steps = back.filter(({ kind }) => kind !== 'transactionControl');
    expect(withoutSpans(steps)).toEqual(withoutSpans(added));
  });
});

/** Steps for the writer, read from SQL so that they are real. */
function stepsToWrite(): readonly Operation[] {
  const text = `ALTER TABLE customers ADD COLUMN points integer NOT NULL DEFAULT 0;
    CREATE TABLE rewards (id bigint PRIMARY KEY, name text NOT NULL, CONSTRAINT rewards_name_check CHECK (name <> ''));
    CREATE INDEX orders_placed_at_idx ON orders (placed_at DESC);
    ALTER TABLE orders ADD CONSTRAINT orders_reward_fkey FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE;`;
  return operationsOf([byId('flyway').read({ uri: 'file:///added.sql', text }, { dialect: 'postgresql' }).up]);
}
