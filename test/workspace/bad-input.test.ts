import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkspace, DEFAULT_SETTINGS, nodeFiles, type WorkspacePort } from '../../src/workspace';
import { type MemoryFiles, memoryPort, ROOT } from './memory-port';

const GOOD = 'create table good (id serial primary key);\n';

async function open(files: MemoryFiles, maxFileSizeMB = 20) {
  const workspace = await createWorkspace([memoryPort({ 'db/1_good.sql': GOOD, ...files })], {
    ...DEFAULT_SETTINGS,
    maxFileSizeMB,
  });
  const layers = workspace.dataLayers();
  return {
    tables: layers.flatMap((layer) => [...layer.schema.tables.keys()]),
    notices: workspace.notices(),
    workspace,
  };
}

describe('a file that cannot be read as it should', () => {
  it('is skipped with a notice when it is binary, and its neighbours are read', async () => {
    const { tables, notices } = await open({ 'db/2_image.sql': new Uint8Array([0x89, 0x50, 0, 0x0d, 0]) });
    expect(tables).toEqual(['good']);
    expect(notices).toMatchObject([{ kind: 'binary', uri: `${ROOT}/db/2_image.sql` }]);
  });

  it('is read with replacement characters when its UTF-8 is broken, and the user is told', async () => {
    const bytes = new Uint8Array([
      ...new TextEncoder().encode('-- caf'),
      0xe9,
      ...new TextEncoder().encode('\ncreate table later (id int);'),
    ]);
    const { tables, notices } = await open({ 'db/2_latin.sql': bytes });
    expect(tables).toEqual(['good', 'later']);
    expect(notices).toMatchObject([{ kind: 'not utf-8' }]);
  });

  it.each([
    ['UTF-8 with a byte order mark', [0xef, 0xbb, 0xbf], 'utf8'],
    ['UTF-16 little-endian', [0xff, 0xfe], 'utf16le'],
  ] as const)('is read when it is %s', async (_what, mark, encoding) => {
    const bytes = new Uint8Array([...mark, ...Buffer.from('create table wide (id int);', encoding)]);
    const { tables, notices, workspace } = await open({ 'db/2_wide.sql': bytes });
    expect(tables).toEqual(['good', 'wide']);
    expect(notices).toEqual([]);
    expect(workspace.textOf(`${ROOT}/db/2_wide.sql`)).toMatch(/^create/);
  });

  it('is skipped when it is too large, and the notice names the setting', async () => {
    const { tables, notices } = await open(
      { 'db/2_big.sql': `${GOOD.replace('good', 'big')}${' '.repeat(1_100_000)}` },
      1,
    );
    expect(tables).toEqual(['good']);
    expect(notices).toMatchObject([
      { kind: 'too large', message: expect.stringContaining('databaseArchitect.maxFileSizeMB') },
    ]);
  });

  it('of 100 MB is never loaded', async () => {
    const port = memoryPort({ 'db/1_good.sql': GOOD });
    const huge: WorkspacePort = {
      ...port,
      list: async (leavesOut) => {
        const { files, notices } = await port.list(leavesOut);
        return { files: [...files, { path: 'dump.sql', bytes: 100 * 1024 * 1024 }], notices };
      },
      read: (path) => {
        if (path === 'dump.sql') throw new Error('100 MB were read');
        return port.read(path);
      },
    };
    const workspace = await createWorkspace([huge]);
    expect(workspace.dataLayers()).toHaveLength(1);
    expect(workspace.notices()).toMatchObject([{ kind: 'too large', message: expect.stringContaining('100 MB') }]);
  });

  it('gets a notice when it goes between listing and reading', async () => {
    const { tables, notices } = await open({ 'db/2_gone.sql': { kind: 'gone' } });
    expect(tables).toEqual(['good']);
    expect(notices).toMatchObject([{ kind: 'gone' }]);
  });

  it('gets a notice when permission is denied', async () => {
    const { tables, notices } = await open({ 'db/2_secret.sql': { kind: 'unreadable', because: 'permission denied' } });
    expect(tables).toEqual(['good']);
    expect(notices).toMatchObject([{ kind: 'unreadable', message: expect.stringContaining('permission denied') }]);
  });

  it('cut off at every byte still gives a layer, the earlier migration with it', async () => {
    const bytes = new TextEncoder().encode(
      `create table été (id int, "q""x" text default 'it''s' /* c */, check (id > 0)); -- end\ndo $$ begin alter table été add y int; end $$;\n`,
    );
    for (let end = 0; end <= bytes.length; end++) {
      const { tables } = await open({ 'db/2_cut.sql': bytes.slice(0, end) });
      expect(tables).toContain('good');
    }
  });
});

describe('on disk', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'workspace-'));
    mkdirSync(join(folder, 'db/deep'), { recursive: true });
    writeFileSync(join(folder, 'db/1_good.sql'), GOOD);
    symlinkSync('..', join(folder, 'db/deep/up'));
    symlinkSync('self', join(folder, 'self'));
    symlinkSync('nowhere', join(folder, 'dangling.sql'));
    symlinkSync('db', join(folder, 'also-db'));
    mkdirSync(join(folder, 'folder.sql'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('links in a circle end, and every file is seen once under its own path', async () => {
    const workspace = await createWorkspace([nodeFiles(folder)]);
    expect(workspace.dataLayers().map((layer) => layer.migrations.map(({ uri }) => uri.slice(-15)))).toEqual(
      [['/db/1_good.sql']].map(() => [expect.stringMatching(/\/db\/1_good\.sql$/)]),
    );
    expect(workspace.notices().map((notice) => notice.kind)).toEqual(['loop']);
  });

  it('a folder that is not there is a notice or nothing, never an error', async () => {
    const workspace = await createWorkspace([nodeFiles(join(folder, 'missing'))]);
    expect(workspace.dataLayers()).toEqual([]);
  });

  it('a file deleted after it was listed is told', async () => {
    const port = nodeFiles(folder);
    const workspace = await createWorkspace([{ ...port, read: (path) => port.read(`${path}.gone`) }]);
    expect(workspace.dataLayers()).toEqual([]);
    expect(workspace.notices().map((notice) => notice.kind)).toContain('gone');
  });
});
