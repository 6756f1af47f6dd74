import type { Evidence, FileChange, Finding, Operation, Script, Verification } from '../../model';
import { plural } from '../convert';
import { tableName } from '../describe';
import type { Engine } from '../engine';
import { standingsAt } from '../history';
import type { IndexView } from '../index-view';

/** What an operation takes away for good; undefined when it takes nothing. */
function loss(operation: Operation): string | undefined {
  switch (operation.kind) {
    case 'dropTable':
      return `DROP TABLE ${tableName(operation.table)}`;
    case 'dropColumn':
      return `DROP COLUMN ${tableName(operation.table)}.${operation.column.name}`;
    case 'alterColumn':
      return operation.change.kind === 'setType' || operation.change.kind === 'redefine'
        ? `TYPE of ${tableName(operation.table)}.${operation.column.name} changes`
        : undefined;
    case 'changeData':
      if (operation.change === 'truncate') return `TRUNCATE ${operation.tables.map(tableName).join(', ')}`;
      return operation.change === 'delete' && !operation.hasWhere
        ? `DELETE of every row of ${operation.tables.map(tableName).join(', ')}`
        : undefined;
    case 'dropObject':
      return operation.objectType === 'schema' || operation.objectType === 'database'
        ? `DROP ${operation.objectType.toUpperCase()} ${operation.name.name}`
        : undefined;
    default:
      return undefined;
  }
}

/** Scripts that run: the way back and declared schemas take nothing away by being written. */
function runningScripts(index: IndexView, files: readonly FileChange[]): readonly Script[] {
  return files.flatMap(({ uri }) =>
    index.layersOf(uri).flatMap((layer) =>
      standingsAt(layer, uri)
        .filter(({ kind }) => kind === 'up')
        .map(({ script }) => script),
    ),
  );
}

function lossesIn(index: IndexView, files: readonly FileChange[]): readonly string[] {
  const operations = runningScripts(index, files).flatMap(({ statements }) =>
    statements.flatMap((one) => one.operations),
  );
  return [...new Set(operations.flatMap((operation) => loss(operation) ?? []))];
}

/** Findings of the data layers with these ids. */
function findingsIn(index: IndexView, ids: ReadonlySet<string>): readonly Finding[] {
  return [...index.findings].flatMap(([uri, findings]) =>
    index.layersOf(uri).some(({ id }) => ids.has(id)) ? findings : [],
  );
}

function readingOf(index: IndexView, files: readonly FileChange[]): Verification {
  const what = 'Every statement is understood';
  const written = new Set(files.filter(({ after }) => after !== undefined).map(({ uri }) => uri));
  const known = [...written].filter((uri) => index.layersOf(uri).length > 0);
  if (known.length === 0)
    return { kind: 'notVerified', what, because: 'none of the files belongs to a schema that is read here' };
  const missed = index.layers.flatMap(({ coverage }) =>
    coverage.notUnderstood.filter(({ span }) => written.has(span.uri)),
  );
  if (missed.length === 0) return { kind: 'verified', what, result: `${plural(known.length, 'file')} read` };
  return {
    kind: 'failed',
    what,
    result: `${plural(missed.length, 'statement')} not understood: ${missed[0]?.text ?? ''}`,
  };
}

function historyOf(before: IndexView, after: IndexView): Verification {
  const what = 'It fits the history: every table and column that it changes is there';
  const count = (index: IndexView) => index.layers.reduce((sum, { problems }) => sum + problems.length, 0);
  const known = new Set(before.layers.flatMap(({ problems }) => problems.map(({ message }) => message)));
  const fresh = after.layers.flatMap(({ problems }) => problems).find(({ message }) => !known.has(message));
  if (count(after) <= count(before) || !fresh)
    return { kind: 'verified', what, result: 'the history folds without a new problem' };
  return { kind: 'failed', what, result: fresh.message };
}

/** Answers `databaseArchitect/evaluateProposal`: what the engine, and not a model, says of files that somebody proposes. */
export function evaluateProposal(engine: Engine, files: readonly FileChange[]): Evidence {
  const spelled = files.map((file) => ({ ...file, uri: engine.spell(file.uri) }));
  const after = engine.overlay(spelled);
  // Of both: a file that is made belongs to a layer only afterwards, one that goes only before.
  const touched = new Set(
    [engine, after].flatMap((index) => spelled.flatMap(({ uri }) => index.layersOf(uri).map(({ id }) => id))),
  );
  return {
    findingsBefore: findingsIn(engine, touched),
    findingsAfter: findingsIn(after, touched),
    verifications: [
      readingOf(after, spelled),
      historyOf(engine, after),
      { kind: 'notVerified', what: 'It runs on a real engine', because: 'it was read and reviewed, not executed' },
    ],
    destructive: lossesIn(after, spelled),
  };
}
