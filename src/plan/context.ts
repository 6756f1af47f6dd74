import {
  assumedVersion,
  compareVersions,
  createFold,
  type Dialect,
  type EngineVersion,
  type Operation,
  objectKey,
  type QualifiedName,
  type Schema,
  type Table,
  type TableSize,
  type TransactionMode,
} from '../model';

/** What a plan depends on. */
export interface PlanFacts {
  readonly dialect: Dialect;
  /** Unknown: the oldest release that its makers still support, as for hazards. */
  readonly version?: EngineVersion;
  /** The schema before the change. */
  readonly schema: Schema;
  /** By key of the table. A table of unknown size is taken for large. */
  readonly sizes: ReadonlyMap<string, TableSize>;
  /** Keys of tables that have run nowhere yet: changed without care. */
  readonly unreleased?: ReadonlySet<string>;
  /** How the project's tool runs a file. */
  readonly mode?: TransactionMode;
  /** `plain`: nothing uses the old name while the change is rolled out (a maintenance window, one process). */
  readonly renames?: 'expand and contract' | 'plain';
}

/** The facts at one change, with the questions that patterns ask. */
export interface PlanContext extends PlanFacts {
  readonly version: EngineVersion;
  table(name: QualifiedName): Table | undefined;
  /** No row to lose and nobody to wait: the table is made by this change, or has run nowhere. */
  isNew(name: QualifiedName): boolean;
  /** Known to be so small that reading or writing all of it takes a moment. */
  isSmall(name: QualifiedName): boolean;
  atLeast(major: number, minor?: number): boolean;
}

/** Below this many rows a scan or a build takes less than a lock timeout. */
const SMALL = 10_000;

export function planContext(facts: PlanFacts, made: ReadonlySet<string> = new Set()): PlanContext {
  const version = assumedVersion(facts.dialect, facts.version);
  const keyOf = (name: QualifiedName) => objectKey(facts.dialect, name.schema, name.name);
  return {
    ...facts,
    version,
    table: (name) => facts.schema.tables.get(keyOf(name)),
    isNew: (name) => made.has(keyOf(name)) || facts.unreleased?.has(keyOf(name)) === true,
    isSmall: (name) => (facts.sizes.get(keyOf(name))?.rows ?? Number.POSITIVE_INFINITY) < SMALL,
    atLeast: (major, minor = 0) => compareVersions(version, { major, minor }) >= 0,
  };
}

/** The same after some operations. */
export function after(context: PlanContext, operations: readonly Operation[]): PlanContext {
  const fold = createFold(context.dialect, context.version, context.schema);
  const made = new Set<string>();
  for (const operation of operations) {
    fold.apply(operation);
    if (operation.kind === 'createTable')
      made.add(objectKey(context.dialect, operation.table.schema, operation.table.name));
  }
  const next = planContext({ ...context, schema: fold.snapshot() }, made);
  return { ...next, isNew: (name) => next.isNew(name) || context.isNew(name) };
}
