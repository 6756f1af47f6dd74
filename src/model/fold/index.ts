import { type Dialect, type EngineVersion, isMysqlFamily } from '../dialect';
import type { HistoryProblem } from '../migration';
import type { Operation } from '../operation';
import type { SetParameter } from '../operation-run';
import type { Schema } from '../schema';
import { addColumn, alterColumn, dropColumn } from './columns';
import { addConstraint, dropConstraint, renameConstraint, validateConstraint } from './constraints';
import { createIndex, dropIndex, renameIndex } from './indexes';
import * as objects from './objects';
import { renameColumnWithSequences, renameTableWithSequences } from './owned-sequences';
import { type FoldState, NO_PROBLEMS, newState } from './state';
import { alterTable, createTable, dropTable } from './tables';
import * as types from './types';
import { noteViewInvoker } from './view-rights';

export { isStandIn } from './implicit-names';
export { serialSequence } from './made-column';

/**
 * Applies operations one after another, as an engine would, with the engine's implicit names and side effects.
 * It never throws: what cannot be (a column of an unknown table) is a problem, and the schema stays as it was.
 */
export interface Fold {
  /** The schema after the last operation: a live view, good until the next `apply`. */
  readonly schema: Schema;
  apply(operation: Operation): readonly HistoryProblem[];
  /** A copy that stays as it is. */
  snapshot(): Schema;
  /** A new session: forgets search_path, USE and temporary tables, as a runner's next connection does. */
  endSession(): void;
}

/** Starts from an empty schema, or from one that an earlier `snapshot()` gave. */
export function createFold(dialect: Dialect, version?: EngineVersion, from?: Schema): Fold {
  const state = newState(dialect, version);
  if (from) copyInto(state, from);
  return {
    schema: state,
    apply: (operation) => applyOperation(state, operation),
    snapshot: () => snapshotOf(state),
    endSession: () => endSession(state),
  };
}

/** The schema that these operations make from nothing. */
export function foldAll(dialect: Dialect, operations: Iterable<Operation>, version?: EngineVersion): Schema {
  const fold = createFold(dialect, version);
  for (const operation of operations) fold.apply(operation);
  return fold.snapshot();
}

function copyInto(state: FoldState, from: Schema): void {
  for (const part of ['tables', 'views', 'enums', 'domains', 'composites', 'routines', 'sequences'] as const) {
    const target = state[part] as Map<string, unknown>;
    for (const [key, value] of from[part]) target.set(key, value);
  }
  for (const extension of from.extensions) state.extensions.add(extension);
}

function snapshotOf(state: FoldState): Schema {
  return {
    dialect: state.dialect,
    tables: new Map(state.tables),
    views: new Map(state.views),
    enums: new Map(state.enums),
    domains: new Map(state.domains),
    composites: new Map(state.composites),
    routines: new Map(state.routines),
    sequences: new Map(state.sequences),
    extensions: new Set(state.extensions),
  };
}

function endSession(state: FoldState): void {
  state.searchPath = [];
  state.database = undefined;
  for (const [key, table] of state.tables) if (table.temporary) state.tables.delete(key);
}

type Handlers = {
  readonly [K in Operation['kind']]?: (
    state: FoldState,
    operation: Extract<Operation, { kind: K }>,
  ) => readonly HistoryProblem[];
};

const HANDLERS: Handlers = {
  createTable,
  dropTable,
  renameTable: renameTableWithSequences,
  alterTable,
  addColumn,
  dropColumn,
  renameColumn: renameColumnWithSequences,
  alterColumn,
  addConstraint,
  validateConstraint,
  dropConstraint,
  renameConstraint,
  createIndex,
  dropIndex,
  renameIndex,
  createEnum: types.createEnum,
  addEnumValue: types.addEnumValue,
  renameEnumValue: types.renameEnumValue,
  createDomain: types.createDomain,
  alterDomain: types.alterDomain,
  createComposite: types.createComposite,
  createRoutine: objects.createRoutine,
  createSequence: objects.createSequence,
  alterSequence: objects.alterSequence,
  createView: objects.createView,
  createTrigger: objects.createTrigger,
  createPolicy: objects.createPolicy,
  call: noteViewInvoker,
  dropObject: objects.dropObject,
  renameObject: objects.renameObject,
  setObjectSchema: objects.setObjectSchema,
  commentOn: objects.commentOn,
  createExtension: (state, operation) => {
    state.extensions.add(operation.extension.name);
    return NO_PROBLEMS;
  },
  setParameter,
};

function applyOperation(state: FoldState, operation: Operation): readonly HistoryProblem[] {
  const handler = HANDLERS[operation.kind] as
    | ((state: FoldState, operation: Operation) => readonly HistoryProblem[])
    | undefined;
  return handler ? handler(state, operation) : NO_PROBLEMS;
}

/** `SET search_path` decides where PostgreSQL looks; `USE` (read as the parameter `use`) is MySQL's current database. */
function setParameter(state: FoldState, operation: SetParameter): readonly HistoryProblem[] {
  if (operation.name === 'use' && isMysqlFamily(state.dialect)) state.database = operation.value;
  if (operation.name === 'search_path' && state.dialect === 'postgresql') {
    const names = operation.value.split(',').map((name) => name.trim().replace(/^["']|["']$/g, ''));
    state.searchPath = names.filter(
      (name) => name !== '' && name !== 'pg_catalog' && name !== '$user' && name.toLowerCase() !== 'default',
    );
  }
  return NO_PROBLEMS;
}
