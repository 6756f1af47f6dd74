import { type Placed, type TextValue, textValue } from '../../code';
import type { Operation } from '../../model';
import type { Command } from './given';
import type { Known } from './known';
import type { Env } from './values';

/** SQL that a command makes, or that depends on the names which tables have by then. */
export type Sql = TextValue | ((known: Known) => readonly TextValue[]);

/** What a command comes to. */
export interface Made {
  readonly sql: readonly Sql[];
  /** What has no SQL: rows changed by a model. */
  readonly operations?: readonly Operation[];
  /** Parts that cannot be told without running the program. */
  readonly untold?: readonly Placed[];
}

/** The SQL of one command; undefined when its arguments cannot be told. */
export type Builder = (command: Command, env: Env) => Made | undefined;

export function sqlOf(...sql: readonly Sql[]): Made {
  return { sql };
}

/** An argument by its place, where it is a text. */
export function textAt(command: Command, index: number): TextValue | undefined {
  const bound = command.args[index];
  return bound && textValue(bound);
}
