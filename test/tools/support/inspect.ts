import { expect } from 'vitest';
import { compareTables, type TableFacts } from '../../support/catalogue/facts';
import { ourTable } from '../../support/catalogue/ours';
import { inspectFolder, type Layer } from '../../support/inspect-folder';
import type { Database } from './database';

export interface Read {
  readonly layer: Layer;
  /** What the migrations make. */
  readonly tables: readonly TableFacts[];
  /** What the models declare. */
  readonly models: readonly TableFacts[];
}

/** The one data layer of a folder, read as the database that a tool built from it. */
export async function inspectOf(folder: string, database: Database): Promise<Read> {
  const layers = await inspectFolder(folder, { dialect: database.engine, version: database.version });
  const [layer, ...others] = layers;
  if (layer === undefined || others.length > 0) {
    throw new Error(
      `one data layer expected in ${folder}, found: ${layers.map(({ name }) => name).join(', ') || 'none'}`,
    );
  }
  const facts = (tables: Layer['schema']['tables']) => tables.map((table) => ourTable(table, database.engine));
  return { layer, tables: facts(layer.schema.tables), models: facts(layer.models?.tables ?? []) };
}

/** Fails with every difference, one a line: what the engine has, what we read. */
export function expectSame(ours: readonly TableFacts[], catalogue: readonly TableFacts[]): void {
  const byName = new Map(ours.map((table) => [table.name, table]));
  const known = new Set(catalogue.map(({ name }) => name));
  const differences = [
    ...catalogue.flatMap((table) => compareTables(table, byName.get(table.name))),
    ...ours.filter(({ name }) => !known.has(name)).map(({ name: table }) => ({ table, text: 'is not in the engine' })),
  ];
  if (differences.length === 0) return;
  expect.fail(
    `what we read is not what the engine has:\n${differences.map((one) => `${one.table}: ${one.text}`).join('\n')}`,
  );
}
