import { describe, expect, it } from 'vitest';
import { sumOf } from '../../src/formats/atlas/sum';
import { formatOf, found, portOf } from './support';

const journal = (dialect: string, ...tags: readonly string[]) =>
  JSON.stringify({
    version: '7',
    dialect,
    entries: tags.map((tag, idx) => ({ idx, version: '7', when: 1000 + idx, tag, breakpoints: true })),
  });

describe('Drizzle', () => {
  it('runs what its journal has, in that order, and tells the dialect from it', () => {
    const texts = { 'd/meta/_journal.json': journal('sqlite', '0001_b', '0000_a', 'plain') };
    expect(
      found('drizzle-migrate', ['d/0000_a.sql', 'd/0001_b.sql', 'd/plain.sql', 'd/0002_never.sql'], texts),
    ).toEqual(['d [sqlite]: 0001 b, 0000 a, plain']);
    expect(found('sql-files', ['d/0000_a.sql', 'd/0002_never.sql'], texts)).toEqual([]);
  });

  it('says which file its journal misses', () => {
    const port = portOf({ 'd/meta/_journal.json': journal('pg', '0000_a', '0001_b'), 'd/0000_a.sql': '' });
    formatOf('drizzle-migrate').locate(port);
    expect(port.notes.join()).toContain('0001_b.sql');
  });

  it('reads a journal that is broken as far as it goes', () => {
    const text = journal('mysql', '0000_a', '0001_b').slice(0, -30);
    expect(found('drizzle-migrate', ['d/0000_a.sql', 'd/0001_b.sql'], { 'd/meta/_journal.json': text })[0]).toContain(
      '0000 a',
    );
    expect(found('drizzle-migrate', [], { 'd/meta/_journal.json': '[]' })).toEqual([]);
  });

  it('since 1.0 has a folder for each, with the snapshot that tells it from Prisma', () => {
    const texts = {
      'd/20250102000000_b/migration.sql': '',
      'd/20250102000000_b/snapshot.json': '{ "version": "8", "dialect": "postgres" }',
      'd/20250101000000_a/migration.sql': '',
      'd/20250101000000_a/snapshot.json': '{}',
      'prisma/migrations/20250101000000_x/migration.sql': '',
    };
    expect(found('drizzle-migrate', [], texts)).toEqual(['d [postgresql]: 20250101000000 a, 20250102000000 b']);
  });

  it('writes breakpoints where the project has them, and an entry later than the last', () => {
    const text = journal('postgresql', '0000_a').replace('"breakpoints":true', '"breakpoints":false');
    const up = formatOf('drizzle-migrate')
      .read(
        { uri: 'file:///x.sql', text: 'create table a (id int); create table b (id int);' },
        { dialect: 'postgresql' },
      )
      .up.statements.flatMap(({ operations }) => operations);
    const written = formatOf('drizzle-migrate').write?.('next', up, [], {
      dialect: 'postgresql',
      root: 'd',
      latest: [{ migration: { version: '0000', name: 'a', path: 'd/0000_a.sql' }, text: '' }],
      now: new Date(5),
      text: (path) => (path === 'd/meta/_journal.json' ? text : undefined),
    });
    expect(written?.map(({ path, edited }) => [path, edited])).toEqual([
      ['d/0001_next.sql', undefined],
      ['d/meta/_journal.json', true],
    ]);
    expect(written?.[0]?.text).not.toContain('statement-breakpoint');
    expect(JSON.parse(written?.[1]?.text ?? '').entries[1]).toEqual({
      idx: 1,
      version: '7',
      when: 1001,
      tag: '0001_next',
      breakpoints: false,
    });
  });
});

describe('Atlas', () => {
  it('claims folders with its sum, in the order of names, from the last checkpoint on', () => {
    const texts = {
      'm/atlas.sum': '',
      'm/2_c.sql': '-- atlas:checkpoint\n\ncreate table a (id int);',
      'm/1_a.sql': '',
      'm/10_b.sql': '',
    };
    expect(found('atlas', [], texts)).toEqual(['m: 10 b, 1 a, 2 c (baseline)']);
    expect(found('atlas', ['m/1_a.sql'])).toEqual([]);
  });

  it('leaves folders in the naming of other tools to them', () => {
    for (const name of ['1_a.up.sql', 'V1__a.sql']) expect(found('atlas', ['m/atlas.sum', `m/${name}`])).toEqual([]);
    expect(found('atlas', ['m/atlas.sum'], { 'm/1_a.sql': '-- +goose Up\n' })).toEqual([]);
  });

  it('takes dialect and version from atlas.hcl where it says one', () => {
    const hcl = 'env "x" {\n  url = "postgres://u@h/db"\n  dev = "docker://postgres/15/dev"\n}\n';
    const located = formatOf('atlas').locate(portOf({ 'atlas.hcl': hcl, 'm/atlas.sum': '', 'm/1_a.sql': '' }));
    expect(located[0]?.dialect).toMatchObject({ dialect: 'postgresql', version: { major: 15 } });
    const both = `${hcl}env "y" {\n  url = "mysql://u@h/db"\n}\n`;
    expect(found('atlas', ['m/atlas.sum', 'm/1_a.sql'], { 'atlas.hcl': both })).toEqual(['m: 1 a']);
  });

  it('parts an archive into the migration and its way back, checks left out', () => {
    const text =
      '-- atlas:txtar\n\n-- checks.sql --\nselect 1;\n\n-- migration.sql --\ncreate table a (id int);\n\n-- down.sql --\ndrop table a;\n';
    const file = formatOf('atlas').read({ uri: 'file:///m/1_a.sql', text }, { dialect: 'postgresql' });
    expect(file.up.statements.map(({ operations }) => operations[0]?.kind)).toEqual(['createTable']);
    expect(file.down?.statements.map(({ operations }) => operations[0]?.kind)).toEqual(['dropTable']);
    expect(file.up.statements[0]?.span.start.line).toBe(6);
  });

  it('renews the sum, unless the one that is there is not that of the files', () => {
    const one = { name: '1_a.sql', text: 'create table a (id int);\n' };
    const write = (sum: string) =>
      formatOf('atlas')
        .write?.('next', [], [], {
          dialect: 'postgresql',
          root: 'm',
          latest: [{ migration: { version: '1', name: 'a', path: 'm/1_a.sql' }, text: one.text }],
          now: new Date(0),
          text: () => sum,
        })
        ?.map(({ path }) => path);
    expect(write(sumOf([one]))).toEqual(['m/2_next.sql', 'm/atlas.sum']);
    expect(write('h1:other\n')).toEqual(['m/2_next.sql']);
  });
});

describe('Supabase', () => {
  it('has its migrations and its declared schema, with the version that config.toml names', () => {
    const files = [
      'supabase/migrations/20240101000000_a.sql',
      'supabase/migrations/old/1_x.sql',
      'supabase/schemas/b.sql',
      'supabase/schemas/a.sql',
      'supabase/seed.sql',
    ];
    const texts = { 'supabase/config.toml': '[db]\nmajor_version = 15 # cloud\n' };
    expect(found('supabase', files, texts)).toEqual([
      'supabase/migrations [postgresql]: 20240101000000 a',
      'supabase/schemas [postgresql]: supabase/schemas/a.sql, supabase/schemas/b.sql',
    ]);
    const located = formatOf('supabase').locate(portOf({ ...texts, 'supabase/migrations/1_a.sql': '' }));
    expect(located[0]?.dialect?.version).toEqual({ major: 15, minor: 0 });
  });

  it('applies the declared schema in the order of schema_paths', () => {
    const toml = '[db.migrations]\nschema_paths = [\n  "./schemas/z.sql",\n  "./schemas/*.sql", # the rest\n]\n';
    expect(
      found('supabase', ['supabase/schemas/a.sql', 'supabase/schemas/z.sql'], { 'supabase/config.toml': toml }),
    ).toEqual(['supabase/schemas [postgresql]: supabase/schemas/z.sql, supabase/schemas/a.sql']);
  });

  it('says what to do with a step that its pipeline refuses', () => {
    const up = formatOf('supabase')
      .read({ uri: 'file:///x.sql', text: 'create index concurrently i on a (b);' }, { dialect: 'postgresql' })
      .up.statements.flatMap(({ operations }) => operations);
    const [file] =
      formatOf('supabase').write?.('slow', up, [], {
        dialect: 'postgresql',
        root: 'supabase/migrations',
        latest: [],
        now: new Date('2026-03-04T05:06:07Z'),
      }) ?? [];
    expect(file?.path).toBe('supabase/migrations/20260304050607_slow.sql');
    expect(file?.text).toContain('supabase migration repair --status applied 20260304050607');
  });
});
