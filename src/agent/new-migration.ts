/** A migration that is not there yet: placed as the project's own tool would place it, and reviewed before it is. */
import type { DataLayer, Dialect, FileChange, Migration, Operation } from '../model';
import { applyEdits, reviewMigration } from '../review';
import { printStatements, readSql } from '../sql';
import { destructiveOperations } from './destructive';
import type { Index } from './indexed';
import { placeOperations } from './placing';
import type { NewMigration, Placed, Rehearsed } from './tool';

/** Where and under which name the tool of the data layer would put it. */
export function placeMigration(migration: NewMigration, index: Index, now: Date): Placed {
  const { layer, name } = migration;
  const up = operationsOf(migration.up, layer.dialect);
  const down = operationsOf(migration.down ?? '', layer.dialect);
  const placed = placeOperations({ layer, name, up, down }, index, now);
  if (placed.kind === 'impossible') return placed;
  const parts = { up: { operations: up, sql: migration.up }, down: { operations: down, sql: migration.down ?? '' } };
  const files = placed.files.map((file) => ({ ...file, after: asGiven(file.after, parts, layer.dialect) }));
  return { kind: 'placed', files: [...files, ...placed.models] };
}

const operationsOf = (sql: string, dialect: Dialect) =>
  readSql('proposal:migration.sql', sql, dialect).statements.flatMap(({ operations }) => operations);

interface Part {
  readonly operations: readonly Operation[];
  /** As it was given, comments and layout included. */
  readonly sql: string;
}

/** Puts the SQL as it was given where the writer put its own printing of it. */
function asGiven(text: string, { up, down }: { readonly up: Part; readonly down: Part }, dialect: Dialect): string {
  const withUp = replaced(text, up, dialect);
  const withDown = replaced(withUp ?? text, down, dialect);
  if (withUp !== undefined || withDown !== undefined) return withDown ?? withUp ?? text;
  // A writer with a style of its own (Prisma heads every statement with a comment): the file is its printing and nothing else.
  const kinds = (some: readonly Operation[]) => some.map(({ kind }) => kind).join();
  return kinds(operationsOf(text, dialect)) === kinds(up.operations) ? `${closed(up.sql)}\n` : text;
}

/** Undefined when the printing is not in the text. */
function replaced(text: string, { operations, sql }: Part, dialect: Dialect): string | undefined {
  const printed = printStatements(operations, dialect).trim();
  const at = printed === '' ? -1 : text.indexOf(printed);
  return at < 0 ? undefined : text.slice(0, at) + closed(sql) + text.slice(at + printed.length);
}

/** With a semicolon at its end. */
function closed(sql: string): string {
  const given = sql.trim();
  return /;\s*(?:--[^\n]*)?$/.test(given) ? given : `${given};`;
}

/** Reviews it at the end of the history: in its place where it has one, else as a script of its own. */
export function rehearse(migration: NewMigration, index: Index, now: Date): Rehearsed {
  const placed = placeMigration(migration, index, now);
  return placed.kind === 'placed' ? inPlace(migration, placed.files, index) : alone(migration);
}

function inPlace(migration: NewMigration, files: readonly FileChange[], index: Index): Rehearsed {
  const overlaid = index.overlay(files);
  const layer = overlaid.layers.find(({ id }) => id === migration.layer.id);
  if (layer === undefined) return alone(migration);
  // Models that are edited along have findings of their own from before.
  const uris = files.filter(({ before }) => before === undefined).map(({ uri }) => uri);
  // A changelog that holds many migrations has the new one among them.
  const changed = files.map(({ uri }) => uri).filter((uri) => layer.migrations.some((one) => one.uri === uri));
  const known = new Set(index.findingsOf(migration.layer).map(({ rule, message }) => `${rule} ${message}`));
  // Rules on the schema may point elsewhere than at the new file, and are new all the same.
  const findings = overlaid
    .findingsOf(layer)
    .filter(({ span, rule, message }) => uris.includes(span.uri) || !known.has(`${rule} ${message}`));
  const problems = new Set(migration.layer.problems.map(({ message }) => message));
  return {
    findings,
    notUnderstood: notUnderstoodIn(layer, changed, migration.layer),
    problems: layer.problems.map(({ message }) => message).filter((message) => !problems.has(message)),
    destructive: destructiveOperations(layer, changed, migration.layer),
    safer: alone(migration).safer,
  };
}

function notUnderstoodIn(layer: DataLayer, uris: readonly string[], before: DataLayer): readonly string[] {
  const known = new Set(before.coverage.notUnderstood.map(({ text }) => text));
  return layer.coverage.notUnderstood
    .filter(({ span, text }) => uris.includes(span.uri) && !known.has(text))
    .map(({ text }) => text);
}

const ALONE = 'proposal:planned-change.sql';

function alone({ layer, up, name }: NewMigration): Rehearsed {
  const script = readSql(ALONE, up, layer.dialect);
  const migration: Migration = {
    id: `planned:${name}`,
    tool: layer.migrations.at(-1)?.tool ?? 'sql-files',
    version: 'next',
    name,
    uri: ALONE,
    up: script,
    down: { kind: 'none' },
    transaction: layer.migrations.at(-1)?.transaction ?? { mode: 'none', because: 'no tool runs it' },
  };
  const findings = reviewMigration(
    layer,
    migration,
    { schema: layer.schema, unreleased: new Set(), isOpen: true },
    { source: () => up },
  );
  const edits = findings.flatMap(({ fixes }) => {
    const fix = fixes.find(({ kind }) => kind === 'safe');
    return fix === undefined || fix.kind === 'plan' ? [] : fix.edits;
  });
  const opaque = script.statements
    .flatMap(({ operations }) => operations)
    .filter((operation) => operation.kind === 'opaque');
  return {
    findings,
    notUnderstood: opaque.map((operation) => operation.text.split('\n', 1)[0] ?? ''),
    problems: [],
    destructive: destructiveOperations({ ...layer, migrations: [migration] }, [ALONE], layer),
    safer: edits.length === 0 ? undefined : applyEdits(up, edits),
  };
}
