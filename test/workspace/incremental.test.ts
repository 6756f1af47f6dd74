import { describe, expect, it } from 'vitest';
import { createWorkspace, inspect, type Workspace } from '../../src/workspace';
import { memoryPort, ROOT } from './memory-port';

const START = {
  'a/001_users.sql': 'create table users (id serial primary key, email text);\n',
  'a/002_orders.sql': 'create table orders (id serial primary key, user_id int references users (id));\n',
  'a/003_index.sql': 'create index orders_user_id on orders (user_id);\n',
  'a/schema.sql':
    'create table users (id serial primary key, email text);\ncreate table orders (id serial primary key);\n',
  'b/V1__books.sql': 'create table books (id serial primary key);\n',
};

const uri = (path: string) => `${ROOT}/${path}`;
const everything = (workspace: Workspace) => JSON.stringify(inspect(workspace.dataLayers(), (one) => one));

/** A small generator of numbers that is the same in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const PATHS = [
  ...Object.keys(START),
  'a/004_more.sql',
  'a/0025_between.sql',
  'b/V2__authors.sql',
  'b/R__views.sql',
  'c/schema.sql',
];
const LINES = [
  'create table t1 (id serial primary key, name text not null);',
  'alter table users add column name text;',
  'alter table users drop column email;',
  'drop table orders;',
  'create index users_email on users (email);',
  'alter table orders rename to purchases;',
  "insert into users (email) values ('a');",
  'create view v as select * from users;',
  'create tabl',
  '-- a comment',
  '',
];

describe('edits', () => {
  it('however they come, leave the workspace as reading it afresh would', async () => {
    for (let seed = 1; seed <= 25; seed++) {
      const next = numbers(seed);
      const port = memoryPort(START);
      const workspace = await createWorkspace([port]);
      workspace.dataLayers();
      for (let step = 0; step < 12; step++) {
        const path = PATHS[next(PATHS.length)] ?? '';
        if (next(6) === 0) {
          port.remove(path);
          workspace.update(uri(path), undefined);
        } else {
          const text = Array.from({ length: 1 + next(4) }, () => LINES[next(LINES.length)]).join('\n');
          port.write(path, text);
          if (next(2) === 0) workspace.update(uri(path), text);
          workspace.update(uri(path), undefined);
        }
        if (next(2) === 0) continue;
        const fresh = await createWorkspace([port]);
        expect(everything(workspace), `seed ${seed}, step ${step}`).toBe(everything(fresh));
      }
    }
  });

  it('of an unsaved file are seen, and forgotten when the editor lets go of it', async () => {
    const workspace = await createWorkspace([memoryPort(START)]);
    const before = everything(workspace);
    workspace.update(uri('a/003_index.sql'), 'drop table orders;');
    expect(workspace.layersOf(uri('a/003_index.sql'))[0]?.schema.tables.has('orders')).toBe(false);
    workspace.update(uri('a/003_index.sql'), undefined);
    expect(everything(workspace)).toBe(before);
  });

  it('leave other layers and earlier migrations as the same objects', async () => {
    const workspace = await createWorkspace([memoryPort(START)]);
    const [before] = workspace.layersOf(uri('a/001_users.sql'));
    const [books] = workspace.layersOf(uri('b/V1__books.sql'));
    workspace.update(uri('a/003_index.sql'), 'create index i on orders (id);');
    const [after] = workspace.layersOf(uri('a/001_users.sql'));
    expect(workspace.layersOf(uri('b/V1__books.sql'))[0]).toBe(books);
    expect(after?.migrations[0]).toBe(before?.migrations[0]);
    expect(after?.migrations[2]).not.toBe(before?.migrations[2]);
  });

  it('of folders that are left out change nothing', async () => {
    const workspace = await createWorkspace([memoryPort(START)]);
    const before = everything(workspace);
    workspace.update(uri('vendor/x/001_x.sql'), 'create table x (id int);');
    expect(everything(workspace)).toBe(before);
    expect(workspace.concerns(uri('vendor/x/001_x.sql'))).toBe(false);
    expect(workspace.concerns(uri('a/009_new.sql'))).toBe(true);
  });

  it('that delete a folder take its files out, though only the folder is reported', async () => {
    const port = memoryPort(START);
    const workspace = await createWorkspace([port]);
    workspace.dataLayers();
    port.remove('b/V1__books.sql');
    workspace.update(uri('b'), undefined);
    expect(workspace.dataLayers().map((layer) => layer.migrations.length)).toEqual([3]);
  });
});

describe('the schema before a migration', () => {
  it('is what the earlier ones made, at any place of a long history', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 600 }, (_, i) => [`m/${String(i).padStart(4, '0')}_t.sql`, `create table t${i} (id int);`]),
    );
    const workspace = await createWorkspace([memoryPort(files)]);
    const [layer] = workspace.dataLayers();
    for (const index of [0, 1, 2, 255, 256, 257, 300, 599]) {
      const migration = layer?.migrations[index];
      const schema = layer && migration && workspace.schemaBefore(layer, migration);
      expect(schema?.tables.size).toBe(index);
      expect(schema?.tables.has(`t${index}`)).toBe(false);
    }
  });
});

describe('an overlay', () => {
  it('shows the workspace with the proposed files and leaves it as it is', async () => {
    const workspace = await createWorkspace([memoryPort(START)]);
    const before = everything(workspace);
    const overlay = workspace.overlay([
      { uri: uri('a/004_names.sql'), before: undefined, after: 'alter table users add column name text;' },
      { uri: uri('b/V1__books.sql'), before: START['b/V1__books.sql'], after: undefined },
    ]);
    const [layer, ...others] = overlay.dataLayers();
    expect(others).toEqual([]);
    expect(layer?.migrations).toHaveLength(4);
    expect(layer?.schema.tables.get('users')?.columns.map((column) => column.name)).toEqual(['id', 'email', 'name']);
    expect(everything(workspace)).toBe(before);
  });
});

describe('a script that no tool claims', () => {
  it('is read when it is asked for by name, also in a folder that is left out', async () => {
    const workspace = await createWorkspace([memoryPort({ 'test/clean.sql': 'drop table users;' })]);
    expect(workspace.layersOf(uri('test/clean.sql'))).toEqual([]);
    workspace.include(uri('test/clean.sql'));
    expect(workspace.layersOf(uri('test/clean.sql'))[0]?.migrations[0]?.up.statements[0]?.operations[0]?.kind).toBe(
      'dropTable',
    );
  });
});

describe('places are found again', () => {
  it('whichever way the client spells the URI', async () => {
    const workspace = await createWorkspace([
      memoryPort({ 'my db/1_a (x).sql': 'create table a (id int);' }, 'file:///c%3A/p'),
    ]);
    expect(workspace.layersOf('file:///c%3A/p/my%20db/1_a%20%28x%29.sql')).toHaveLength(1);
    expect(workspace.migrationsOf('file:///c:/p/my%20db/1_a (x).sql')).toHaveLength(1);
    expect(workspace.textOf('file:///c:/p/my%20db/1_a%20(x).sql')).toMatch(/^create/);
  });
});
