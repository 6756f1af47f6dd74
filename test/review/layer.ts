import type { DataLayer, Migration } from '../../src/model';
import { createFold } from '../../src/model';
import { readSql } from '../../src/sql';

/** A PostgreSQL migration of plain SQL whose statements commit one by one. */
export function migration(id: string, sql: string, over: Partial<Migration> = {}): Migration {
  const up = readSql(`file:///${id}.sql`, sql, 'postgresql');
  const transaction = { mode: 'statement' as const, because: 'the test says so' };
  return {
    id,
    tool: 'sql-files',
    version: id,
    name: id,
    uri: up.uri,
    up,
    down: { kind: 'none' },
    transaction,
    ...over,
  };
}

/** A data layer of these migrations, folded. */
export function layer(migrations: readonly Migration[], over: Partial<DataLayer> = {}): DataLayer {
  const fold = createFold('postgresql');
  for (const { up } of migrations) {
    for (const { operations } of up.statements) for (const operation of operations) fold.apply(operation);
    fold.endSession();
  }
  return {
    id: 'test',
    name: 'test',
    root: 'file:///',
    dialect: 'postgresql',
    dialectBecause: 'the test says so',
    migrations,
    models: [],
    dumps: [],
    schema: fold.snapshot(),
    problems: [],
    sizes: new Map(),
    coverage: { statements: 0, understood: 0, notUnderstood: [], verified: 0, disputed: [] },
    ...over,
  };
}
