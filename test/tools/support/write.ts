import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Dialect } from '../../../src/model';
import { readSql } from '../../../src/sql';
import { formatOf, portOf } from '../../formats/support';
import { writeFiles } from './project';

/** The text files of a folder, by their paths in it. */
export function filesIn(folder: string): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  const walk = (at: string) => {
    for (const name of readdirSync(at)) {
      const path = join(at, name);
      if (statSync(path).isDirectory()) walk(path);
      else if (!/\.(?:db|sqlite)$/.test(name))
        files[relative(folder, path).replaceAll('\\', '/')] = readFileSync(path, 'utf8');
    }
  };
  walk(folder);
  return files;
}

/** Writes a new migration into the project as the format does, given as SQL; returns the paths. */
export function writeMigration(
  id: string,
  folder: string,
  steps: { readonly name: string; readonly up: string; readonly down: string; readonly dialect?: Dialect },
): readonly string[] {
  const { dialect = 'postgresql' } = steps;
  const format = formatOf(id);
  const files = filesIn(folder);
  const located = format.locate(portOf(files)).find(({ kind }) => kind === 'migrations');
  if (located?.kind !== 'migrations' || !format.write) throw new Error(`no migrations of ${id} to go on from`);
  const operations = (sql: string) =>
    readSql('file:///steps.sql', sql, dialect).statements.flatMap((statement) => statement.operations);
  const written = format.write(steps.name, operations(steps.up), operations(steps.down), {
    dialect,
    root: located.root,
    latest: located.migrations.map((migration) => ({ migration, text: files[migration.path] ?? '' })),
    now: new Date(),
    text: (path) => files[path],
  });
  writeFiles(folder, Object.fromEntries(written.map(({ path, text }) => [path, text])));
  return written.map(({ path }) => path);
}
