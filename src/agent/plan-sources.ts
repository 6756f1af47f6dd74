/** What a plan may start from: a finding, SQL, the models, a change that was begun. */
import { createFold, type DataLayer, type FileChange, type Migration, type Operation } from '../model';
import { diff, type PendingContract, pendingContracts, withText } from '../plan';
import { printScript, readSql } from '../sql';
import type { Index } from './indexed';
import { planChange } from './planning';
import type { Planned } from './tool';

/** Rules whose remedy takes several migrations: what is planned is the whole migration that they speak of. */
export const PLANNED_RULES: ReadonlySet<string> = new Set([
  'add-check-validating',
  'add-column-default-rewrite',
  'add-column-not-null-no-default',
  'add-foreign-key-validating',
  'add-primary-key-blocking',
  'add-unique-constraint-blocking',
  'change-column-type',
  'create-index-non-concurrent',
  'drop-column',
  'drop-table',
  'multi-table-lock-window',
  'narrow-column-type',
  'rename-column',
  'rename-enum-value',
  'rename-table',
  'set-not-null-scan',
  'validate-constraint-same-transaction',
]);

const impossible = (because: string): Planned => ({ kind: 'impossible', because });

/** True where a finding's migration can be planned anew: the newest of its data layer, in files of its own. */
export function isPlannable(layer: DataLayer, uri: string, rule: string): boolean {
  return PLANNED_RULES.has(rule) && newestOf(layer, uri) !== undefined;
}

function newestOf({ migrations }: DataLayer, uri: string): Migration | undefined {
  const newest = migrations.findLast(({ repeatable }) => repeatable !== true);
  const isAlone = migrations.filter((one) => one.uri === uri).length === 1;
  return newest?.uri === uri && newest.at === undefined && isAlone && migrations.length > 1 ? newest : undefined;
}

/** The steps that take the place of a migration that has a finding. */
export function planOfFinding(at: { readonly uri: string; readonly rule: string }, index: Index, now: Date): Planned {
  const layer = index.layersOf(at.uri).find((one) => newestOf(one, at.uri) !== undefined);
  const migration = layer && newestOf(layer, at.uri);
  if (layer === undefined || migration === undefined)
    return impossible(
      'Only the newest migration can be planned anew: what is before others has run, or they build on it.',
    );
  const operations = operationsOf(migration, index, layer);
  if (typeof operations === 'string') return impossible(operations);
  const files = removal(migration, index);
  const before = index.overlay(files).layers.find(({ id }) => id === layer.id);
  if (before === undefined) return impossible(`Without this migration ${layer.name} has none.`);
  const about = `Takes the place of ${index.path(at.uri)}, because of ${at.rule}.`;
  return planChange({ layer: before, operations, about, files }, index, now);
}

function removal(migration: Migration, index: Index): readonly FileChange[] {
  const { uri, down } = migration;
  const uris = down.kind === 'script' && down.uri !== uri ? [uri, down.uri] : [uri];
  return uris.map((one) => ({ uri: one, before: index.text(one), after: undefined }));
}

/** Everything that it does, in a form that can be written again; or why it cannot be. */
function operationsOf(migration: Migration, index: Index, layer: DataLayer): readonly Operation[] | string {
  const { up } = migration;
  const text = index.text(up.uri) ?? '';
  const operations = /\.sql$/i.test(up.uri) ? withText(up, text) : up.statements.flatMap((one) => one.operations);
  const asked = operations.filter(({ kind }) => kind !== 'setParameter' && kind !== 'transactionControl');
  const conditional = up.statements.some((one) => one.conditional !== undefined);
  if (conditional) return 'A part of this migration runs only under a condition: plan its change as SQL instead.';
  const { unsupported } = printScript(asked, layer.dialect, { schema: layer.schema });
  const [first] = unsupported;
  return first === undefined ? asked : `A part of this migration cannot be written anew: ${first.because}.`;
}

/** A change that somebody wrote as SQL. */
export function planOfSql(layer: DataLayer, sql: string, index: Index, now: Date): Planned {
  const operations = withText(readSql('proposal:change.sql', sql, layer.dialect), sql);
  const opaque = operations.find(({ kind }) => kind === 'opaque');
  if (operations.length === 0) return impossible('This SQL changes nothing.');
  if (opaque?.kind === 'opaque')
    return impossible(`Not understood: ${opaque.text.split('\n', 1)[0] ?? ''} (${opaque.reason})`);
  const fold = createFold(layer.dialect, layer.version, layer.schema);
  const [problem] = operations.flatMap((operation) => fold.apply(operation));
  if (problem !== undefined) return impossible(`It does not fit the schema: ${problem.message}`);
  return planChange({ layer, operations }, index, now);
}

/** What the models have and the migrations do not. */
export function planOfModels(layer: DataLayer, index: Index, now: Date): Planned {
  const [models] = layer.models;
  if (models === undefined) return impossible(`${layer.name} has no models.`);
  const found = diff(layer.schema, models.schema, layer.version === undefined ? {} : { version: layer.version });
  if (found.operations.length === 0) return impossible('The models and the migrations say the same.');
  const asked = found.questions.map(
    ({ from, to, reasons }) =>
      `Is ${to} the new name of ${from} (${reasons.join(', ')})? Here the one is dropped and the other added: if it is, write the rename as SQL instead.`,
  );
  const cannot = found.notes.map(({ because }) => because);
  const about = [`Brings the migrations to what the models of ${models.tool} say.`, ...asked, ...cannot].join(' ');
  return planChange({ layer, operations: found.operations, about }, index, now);
}

/** What was begun in a data layer and waits for its last steps. */
export function pendingIn(layer: DataLayer): readonly PendingContract[] {
  return pendingContracts(layer);
}
