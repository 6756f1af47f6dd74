import { describe, expect, it } from 'vitest';
import { createWorkspace, DEFAULT_SETTINGS, inspect } from '../../src/workspace';
import { memoryPort } from '../workspace/memory-port';
import { exampleOf } from './support';

/** Formats whose example is SQL: the same bookshop, down to the last index. */
const IDS = [
  'sql-files',
  'sql-dump',
  'flyway',
  'golang-migrate',
  'goose',
  'dbmate',
  'drizzle-migrate',
  'supabase',
  'sqitch',
  'atlas',
  'node-pg-migrate',
];

async function layersOf(files: Readonly<Record<string, string>>) {
  const workspace = await createWorkspace([memoryPort(files)], DEFAULT_SETTINGS);
  return workspace.dataLayers();
}

/** Everything of a schema but where it is written. */
async function schemaOf(id: string): Promise<string> {
  const layers = await layersOf(exampleOf(id));
  expect(layers).toHaveLength(1);
  const [layer] = inspect(layers, (uri) => uri).dataLayers;
  return JSON.stringify(layer?.schema, (key, value) => (key === 'at' ? undefined : value), 1);
}

describe('the bookshop', () => {
  it.each(IDS)('written for %s reads into the same schema as for Flyway', async (id) => {
    const schema = await schemaOf(id);
    expect(schema).toContain('"order_lines"');
    expect(schema).toBe(await schemaOf('flyway'));
  });

  it.each(IDS)('written for %s is understood to the last statement', async (id) => {
    const [layer] = await layersOf(exampleOf(id));
    expect(layer?.coverage.notUnderstood).toEqual([]);
    expect(layer?.problems).toEqual([]);
    expect(layer?.dialect).toBe('postgresql');
  });

  it.each(IDS)('written for %s still returns with any line dropped', async (id) => {
    const files = exampleOf(id);
    for (const [path, text] of Object.entries(files)) {
      const lines = text.split('\n');
      for (let i = 0; i < lines.length; i++) {
        const layers = await layersOf({ ...files, [path]: lines.toSpliced(i, 1).join('\n') });
        expect(layers.length).toBeGreaterThan(0);
      }
    }
  });

  it.each(IDS)('written for %s: what a place points at starts with the name', async (id) => {
    const files = exampleOf(id);
    const [layer] = await layersOf(files);
    for (const table of layer?.schema.tables.values() ?? []) {
      for (const { at, name } of [table, ...table.columns]) {
        const text = files[at.uri.replace('file:///project/', '')] ?? '';
        expect(text.slice(at.start.offset, at.end.offset)).toBe(name);
      }
    }
  });
});
