import type { OnlineClauses, Operation } from './operation';
import type { Span } from './text';

/** Why a statement may or may not run: inside DO, IF, a procedure, a version comment, or a template branch. */
export interface Conditional {
  readonly kind: 'guard' | 'routine' | 'versionComment' | 'template' | 'loop';
  readonly span: Span;
}

/** One statement of a script, in whatever language: an SQL statement, a migration call, a model block. */
export interface Statement {
  readonly span: Span;
  /** An ALTER TABLE with several clauses has several operations; a statement that changes nothing has none. */
  readonly operations: readonly Operation[];
  readonly conditional?: Conditional;
  readonly online?: OnlineClauses;
  /**
   * `full`: the tolerant reader and the dialect's full parser agree; `reader`: only the tolerant reader spoke;
   * `disputed`: they differ, and the reader's word stands; `none`: not understood.
   */
  readonly confidence: 'full' | 'reader' | 'disputed' | 'none';
  /** `$$…$$` bodies, COPY data, INSERT values: text that is data and was not read. */
  readonly isData?: boolean;
}

/** A comment that speaks to us: `-- architect-ignore rule-id: reason`, `-- rows: 40M`, or a runner's marker. */
export interface Comment {
  readonly span: Span;
  /** Without the comment signs. */
  readonly text: string;
}

/** A problem of reading: an unclosed string, a file cut off, bytes that are not text. */
export interface ReadProblem {
  readonly span: Span;
  readonly message: string;
}

/** What one text says, in order. */
export interface Script {
  readonly uri: string;
  readonly statements: readonly Statement[];
  readonly comments: readonly Comment[];
  readonly problems: readonly ReadProblem[];
}

/** How much was understood. Shown always. */
export interface Coverage {
  readonly statements: number;
  readonly understood: number;
  readonly notUnderstood: readonly NotUnderstood[];
}

export interface NotUnderstood {
  readonly span: Span;
  /** The statement's first line, cut at 120 characters. */
  readonly text: string;
  readonly reason: string;
}

/** Counts what a script's statements leave un-understood: an opaque operation makes its statement so. */
export function coverageOf(scripts: readonly Script[]): Coverage {
  let statements = 0;
  const notUnderstood: NotUnderstood[] = [];
  for (const script of scripts) {
    statements += script.statements.length;
    for (const statement of script.statements) {
      const opaque = statement.operations.find((operation) => operation.kind === 'opaque');
      if (opaque?.kind === 'opaque') {
        const text = (opaque.text.split(/\r?\n/, 1)[0] ?? '').slice(0, 120);
        notUnderstood.push({ span: opaque.span, text, reason: opaque.reason });
      }
    }
  }
  return { statements, understood: statements - notUnderstood.length, notUnderstood };
}

/** Adds up the coverage of several parts. */
export function addCoverage(parts: readonly Coverage[]): Coverage {
  return {
    statements: parts.reduce((sum, part) => sum + part.statements, 0),
    understood: parts.reduce((sum, part) => sum + part.understood, 0),
    notUnderstood: parts.flatMap((part) => part.notUnderstood),
  };
}
