import type {
  Dialect,
  Finding,
  Fold,
  Migration,
  Operation,
  OperationKind,
  Schema,
  SchemaDifference,
  Script,
  Statement,
  Table,
} from '../model';
import type { Surroundings } from './cursor';
import { Cursor } from './cursor';
import { startProgress } from './progress';
import type { BaseContext, FileContext, Neighbours, Purpose, Rule, StepContext } from './rule';
import { isWrapped } from './runner';
import type { ActiveRule, ReviewSettings } from './settings';
import { activeRules } from './settings';

interface Heard<L> {
  readonly active: ActiveRule;
  readonly listener: L;
}

type OnOperation = (operation: Operation, context: StepContext) => void;

/** The rules that are on, sorted by what they listen to: a review then makes one pass and asks no rule in vain. */
export interface Program {
  readonly kinds: ReadonlyMap<OperationKind, readonly Heard<OnOperation>[]>;
  readonly operation: readonly Heard<OnOperation>[];
  readonly statement: readonly Heard<(statement: Statement, context: StepContext) => void>[];
  readonly migration: readonly Heard<(context: FileContext) => void>[];
  readonly table: readonly Heard<(table: Table, context: BaseContext) => void>[];
  readonly schema: readonly Heard<(schema: Schema, context: BaseContext) => void>[];
  readonly difference: readonly Heard<(difference: SchemaDifference, context: BaseContext) => void>[];
}

/** True when the rule looks at texts of this purpose. */
export function looksAt(rule: Rule, purpose: Purpose): boolean {
  if (rule.reviews) return rule.reviews.includes(purpose);
  const declared = purpose === 'dump' || purpose === 'models';
  return declared ? Boolean(rule.check.table ?? rule.check.schema ?? rule.check.difference) : purpose === 'up';
}

/** Sorts the rules that are on by what they listen to. */
export function compile(rules: readonly Rule[], dialect: Dialect, purpose: Purpose, settings: ReviewSettings): Program {
  const kinds = new Map<OperationKind, Heard<OnOperation>[]>();
  const lists = { operation: [], statement: [], migration: [], table: [], schema: [], difference: [] } as {
    [K in Exclude<keyof Program, 'kinds'>]: Program[K][number][];
  };
  for (const active of activeRules(rules, dialect, settings)) {
    if (!looksAt(active.rule, purpose)) continue;
    const { operation, statement, migration, table, schema, difference, ...byKind } = active.rule.check;
    if (operation) lists.operation.push({ active, listener: operation });
    if (statement) lists.statement.push({ active, listener: statement });
    if (migration) lists.migration.push({ active, listener: migration });
    if (table) lists.table.push({ active, listener: table });
    if (schema) lists.schema.push({ active, listener: schema });
    if (difference) lists.difference.push({ active, listener: difference });
    for (const [kind, listener] of Object.entries(byKind)) {
      // `Listeners` ties each key to its own kind of operation, and the engine calls it with no other.
      const heard = { active, listener: listener as OnOperation };
      const known = kinds.get(kind as OperationKind);
      if (known) known.push(heard);
      else kinds.set(kind as OperationKind, [heard]);
    }
  }
  return { kinds, ...lists };
}

/** What the script under review belongs to. */
export interface ScriptReview {
  readonly migration: Migration;
  readonly script: Script;
  readonly purpose: 'up' | 'down';
  /** The schema before the script; the review leaves it after the script. */
  readonly fold: Fold;
  /** Tables that migrations made which are not released yet. */
  readonly unreleased: ReadonlySet<string>;
  readonly isOpen: boolean;
  readonly isEdited: boolean;
  readonly neighbours?: Neighbours;
}

export interface ScriptReviewed {
  readonly findings: readonly Finding[];
  /** Tables that are new after it: those of `unreleased` that are still there, and its own. */
  readonly newTables: ReadonlySet<string>;
}

/** Reviews one script in one pass over its operations, folding as it goes. */
export function reviewScript(program: Program, around: Surroundings, review: ScriptReview): ScriptReviewed {
  const { migration, script, purpose, fold } = review;
  const wrapped = isWrapped(script, migration.transaction);
  const progress = startProgress(around.dialect, wrapped ? 'wrapped' : 'bare', review.unreleased);
  const subject = { purpose, tool: migration.tool, schema: fold.schema };
  const { isOpen, isEdited, neighbours } = review;
  const file = { migration, script, wrapped, isOpen, isEdited, ...(neighbours ? { neighbours } : {}) };
  const cursor = new Cursor(around, subject, file, progress);
  script.statements.forEach((statement, index) => {
    cursor.enter(statement, index);
    for (const heard of program.statement) {
      cursor.speakFor(heard.active);
      heard.listener(statement, cursor);
    }
    for (const operation of statement.operations) {
      hear(program.kinds.get(operation.kind), operation, cursor);
      hear(program.operation, operation, cursor);
      progress.note(operation, fold.schema);
      fold.apply(operation);
      progress.noteSession(operation);
    }
  });
  for (const heard of program.migration) {
    cursor.speakFor(heard.active);
    heard.listener(cursor);
  }
  return { findings: cursor.findings, newTables: progress.newTables };
}

function hear(all: readonly Heard<OnOperation>[] | undefined, operation: Operation, cursor: Cursor): void {
  if (!all) return;
  for (const heard of all) {
    cursor.speakFor(heard.active);
    heard.listener(operation, cursor);
  }
}

/** A schema as it stands, and where it comes from. */
export interface SchemaSubject {
  readonly purpose: Purpose;
  readonly tool: string;
  readonly schema: Schema;
  /** Keys of tables that have been looked at elsewhere. */
  readonly except?: ReadonlySet<string>;
}

/** Reviews a schema as it stands: after all migrations, or as a dump or models declare it. */
export function reviewSchema(program: Program, around: Surroundings, subject: SchemaSubject): readonly Finding[] {
  if (program.table.length === 0 && program.schema.length === 0) return [];
  const cursor = new Cursor(around, subject);
  for (const [key, table] of subject.schema.tables) {
    if (subject.except?.has(key)) continue;
    for (const heard of program.table) {
      cursor.speakFor(heard.active);
      heard.listener(table, cursor);
    }
  }
  for (const heard of program.schema) {
    cursor.speakFor(heard.active);
    heard.listener(subject.schema, cursor);
  }
  return cursor.findings;
}

/** Has the rules speak of what models or a schema file say otherwise than the migrations. */
export function reviewDifferences(
  program: Program,
  around: Surroundings,
  subject: SchemaSubject,
  differences: readonly SchemaDifference[],
): readonly Finding[] {
  const cursor = new Cursor(around, subject);
  for (const difference of differences) {
    for (const heard of program.difference) {
      cursor.speakFor(heard.active);
      heard.listener(difference, cursor);
    }
  }
  return cursor.findings;
}
