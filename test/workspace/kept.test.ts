import { mkdtempSync, readdirSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type CachePort,
  createWorkspace,
  DEFAULT_SETTINGS,
  nodeCache,
  uriOf,
  type Workspace,
} from '../../src/workspace';
import { decode } from '../../src/workspace/kept/decode';
import { encode } from '../../src/workspace/kept/encode';
import { exampleOf } from '../formats/support';
import { withGrammars } from '../support/grammars';
import { type MemoryFiles, memoryPort, ROOT } from './memory-port';

withGrammars('python', 'typescript');

interface MemoryCache extends CachePort {
  bytes: Uint8Array | undefined;
  writes: number;
}

function memoryCachePort(bytes?: Uint8Array, program = 'this build'): MemoryCache {
  const cache: MemoryCache = {
    bytes,
    writes: 0,
    program,
    read: () => cache.bytes,
    write: async (_, written) => {
      cache.bytes = written;
      cache.writes++;
    },
  };
  return cache;
}

const below = (folder: string, files: MemoryFiles): MemoryFiles =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));

/** Files read one by one, files read together, and models that are looked for by words. */
const FILES: MemoryFiles = {
  ...below('java', exampleOf('flyway')),
  ...below('shop', exampleOf('django-migrations')),
  ...below('web', exampleOf('typeorm')),
  'web/src/other.ts': 'export const nothing = 1;\n',
};

const open = (files: MemoryFiles, kept?: CachePort, settings = DEFAULT_SETTINGS): Promise<Workspace> =>
  createWorkspace([memoryPort(files)], settings, kept ? { kept } : {});

/** What is to be seen of a workspace. */
function seen(workspace: Workspace): unknown {
  return { layers: workspace.dataLayers(), notices: workspace.notices() };
}

async function kept(files: MemoryFiles = FILES): Promise<Uint8Array> {
  const cache = memoryCachePort();
  await (await open(files, cache)).keep();
  if (!cache.bytes) throw new Error('nothing was kept');
  return cache.bytes;
}

const firstSql = Object.keys(FILES).find((path) => path.endsWith('.sql')) ?? '';
const firstPython = Object.keys(FILES).find((path) => /migrations\/0001.*\.py$/.test(path)) ?? '';
const entity = Object.keys(FILES).find((path) => /^web\/.*\.ts$/.test(path) && path !== 'web/src/other.ts') ?? '';

const without = (path: string): MemoryFiles =>
  Object.fromEntries(Object.entries(FILES).filter(([other]) => other !== path));

describe('what an earlier session left', () => {
  it('is what reading the files anew comes to', async () => {
    const fresh = seen(await open(FILES));
    const bytes = await kept();
    expect(seen(await open(FILES, memoryCachePort(bytes)))).toEqual(fresh);
  });

  it('is taken as it is when nothing has changed, and not written again', async () => {
    const cache = memoryCachePort(await kept());
    const workspace = await open(FILES, cache);
    workspace.dataLayers();
    await workspace.keep();
    expect(cache.writes).toBe(0);
  });

  it.each<[string, MemoryFiles]>([
    ['a file read by itself is edited', { ...FILES, [firstSql]: 'CREATE TABLE other (id int);\n' }],
    ['a file read with others is edited', { ...FILES, [firstPython]: '# nothing any more\n' }],
    ['a model is edited', { ...FILES, [entity]: '// nothing any more\n' }],
    ['a file is gone', without(firstSql)],
    ['a model is gone', without(entity)],
    ['files come', { ...FILES, 'java/db/migration/V99__late.sql': 'CREATE TABLE late (id int);\n' }],
    [
      'a file that had none of the words has them now',
      {
        ...FILES,
        'web/src/other.ts':
          "import { Entity, PrimaryGeneratedColumn } from 'typeorm';\n@Entity()\nexport class Late { @PrimaryGeneratedColumn() id: number; }\n",
      },
    ],
    ['the team configures it', { ...FILES, 'database-architect.json': '{"ignore": ["java/**"]}' }],
    ['everything is gone', { 'README.md': '' }],
  ])('does not stand in the way when %s', async (_, files) => {
    const fresh = seen(await open(files));
    expect(seen(await open(files, memoryCachePort(await kept())))).toEqual(fresh);
  });

  it('reads no file that has its stamp, and believes no other', async () => {
    const files = memoryPort(FILES);
    const read: string[] = [];
    const stamps = new Map<string, string>();
    const port = {
      ...files,
      read: (path: string) => {
        read.push(path);
        return files.read(path);
      },
      stamp: (path: string) => stamps.get(path) ?? 'first',
    };
    const openPort = (kept: CachePort) => createWorkspace([port], DEFAULT_SETTINGS, { kept });
    const cache = memoryCachePort();
    const first = await openPort(cache);
    const before = seen(first);
    await first.keep();
    read.length = 0;
    expect(seen(await openPort(cache))).toEqual(before);
    expect(read).toEqual([]);
    // Touched and the same, then touched and another text.
    stamps.set(firstSql, 'second');
    expect(seen(await openPort(cache))).toEqual(before);
    expect(read).toEqual([firstSql]);
    files.write(firstSql, 'CREATE TABLE other (id int);\n');
    const fresh = seen(await open({ ...FILES, [firstSql]: 'CREATE TABLE other (id int);\n' }));
    expect(seen(await openPort(cache))).toEqual(fresh);
  });

  it('does not stand in the way of other settings', async () => {
    const settings = { ...DEFAULT_SETTINGS, exclude: [...DEFAULT_SETTINGS.exclude, 'java'] };
    const fresh = seen(await open(FILES, undefined, settings));
    expect(seen(await open(FILES, memoryCachePort(await kept()), settings))).toEqual(fresh);
  });

  it('is followed by edits as any reading is', async () => {
    const edits: readonly (readonly [string, string | undefined])[] = [
      [firstSql, 'CREATE TABLE typed (id int);\n'],
      [firstPython, '# typed\n'],
      [firstSql, undefined],
    ];
    const [fresh, warm] = [await open(FILES), await open(FILES, memoryCachePort(await kept()))];
    for (const [path, text] of edits) {
      for (const workspace of [fresh, warm]) workspace.update(uriOf(ROOT, path), text);
      expect(seen(warm)).toEqual(seen(fresh));
    }
  });

  it('does no harm when it is damaged, cut off or of another build', async () => {
    const bytes = await kept();
    const fresh = seen(await open(FILES));
    const damaged = [0.001, 0.01, 0.3, 0.6, 0.99].map((share) => {
      const copy = bytes.slice();
      const at = Math.floor(copy.length * share);
      copy[at] = (copy[at] ?? 0) ^ 1;
      return copy;
    });
    for (const wrong of [...damaged, bytes.slice(0, 1000), new Uint8Array(), new Uint8Array(10_000)]) {
      const cache = memoryCachePort(wrong);
      const workspace = await open(FILES, cache);
      expect(seen(workspace)).toEqual(fresh);
      await workspace.keep();
      expect(cache.writes).toBe(1);
    }
    const other = memoryCachePort(bytes, 'another build');
    expect(seen(await open(FILES, other))).toEqual(fresh);
  });

  it('is not kept of what a proposal would change', async () => {
    const cache = memoryCachePort();
    const workspace = await open(FILES, cache);
    const uri = uriOf(ROOT, firstSql);
    const overlay = workspace.overlay([{ uri, before: '', after: 'CREATE TABLE proposed (id int);' }]);
    overlay.dataLayers();
    await overlay.keep();
    expect(cache.writes).toBe(0);
  });

  it('may be refused by the disk', async () => {
    const refusing: CachePort = { ...memoryCachePort(), write: () => Promise.reject(new Error('full')) };
    const workspace = await open(FILES, refusing);
    await expect(workspace.keep()).resolves.toBeUndefined();
  });
});

describe('bytes of plain data', () => {
  const round = (value: unknown) => decode(encode(value, new Map()), []);

  it('come back as they were', () => {
    const at = { line: 1, column: 2, offset: 3 };
    const span = { uri: 'file:///a', start: at, end: { line: 1, column: 5, offset: 6 } };
    const values = [undefined, null, true, false, 0, -0, -5, 1.5, 2 ** 40, Number.NaN, '', 'é😀\0', [], {}, span];
    expect(round(values)).toEqual(values);
    const nested = {
      map: new Map<unknown, unknown>([
        [1, { a: undefined }],
        ['b', new Set([span, 2])],
      ]),
      list: [[[]]],
    };
    expect(round(nested)).toEqual(nested);
  });

  it('keep together what was one, circles too', () => {
    const shared = { name: 'a' };
    const circle: Record<string, unknown> = { shared, again: [shared] };
    circle.self = circle;
    const back = round(circle) as typeof circle & { readonly again: readonly unknown[] };
    expect(back.self).toBe(back);
    expect(back.again[0]).toBe(back.shared);
  });

  it('name what the reader has itself', () => {
    const own = { read: () => 1 };
    const bytes = encode(
      { own, text: 'long' },
      new Map<unknown, number>([
        [own, 0],
        ['long', 1],
      ]),
    );
    expect(decode(bytes, [own, 'other'])).toEqual({ own, text: 'other' });
  });

  it('are not made of what is no data', () => {
    for (const value of [() => 1, new Date(0), Symbol('a'), 1n, { f: () => 1 }, JSON.parse('{"__proto__": 1}')])
      expect(() => encode([value], new Map())).toThrow(TypeError);
  });
});

describe('a folder of what was read', () => {
  it('holds what was written last, and drops what was used longest ago', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'architect-kept-'));
    const cache = nodeCache(join(folder, 'deep', 'down'), 'build');
    expect(cache.read('abc')).toBeUndefined();
    await cache.write('abc', new Uint8Array([1]));
    await cache.write('abc', new Uint8Array([2]));
    expect([...(cache.read('abc') ?? [])]).toEqual([2]);
    const old = join(folder, 'deep', 'down', 'dead.kept');
    writeFileSync(old, '');
    truncateSync(old, 300 * 1024 * 1024);
    utimesSync(old, new Date(0), new Date(0));
    await cache.write('def', new Uint8Array([3]));
    expect(readdirSync(join(folder, 'deep', 'down')).sort()).toEqual(['abc.kept', 'def.kept']);
    rmSync(folder, { recursive: true });
  });
});
