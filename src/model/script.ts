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
  /** Of a disputed statement: what the reader and what the full parser say, in one sentence. */
  readonly dispute?: string;
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
  /** Statements of which the dialect's full parser says the same as the reader. */
  readonly verified: number;
  /** Statements of which it says something else; the reader's word stands. */
  readonly disputed: readonly NotUnderstood[];
}

export interface NotUnderstood {
  readonly span: Span;
  /** The statement's first line, cut at 120 characters. */
  readonly text: string;
  readonly reason: string;
}

/** Counts what a script's statements leave un-understood: an opaque operation makes its statement so. */
export function coverageOf(scripts: readonly Script[]): Coverage {
  const all = scripts.flatMap((script) => script.statements);
  const notUnderstood = all.flatMap(({ operations }) => {
    const opaque = operations.find((operation) => operation.kind === 'opaque');
    if (opaque?.kind !== 'opaque') return [];
    return [{ span: opaque.span, text: firstLine(opaque.text), reason: opaque.reason }];
  });
  const disputed = all.flatMap(({ dispute, span, operations }) =>
    dispute === undefined ? [] : [{ span, text: operations.map(({ kind }) => kind).join(', '), reason: dispute }],
  );
  const verified = all.filter(({ confidence }) => confidence === 'full').length;
  return { statements: all.length, understood: all.length - notUnderstood.length, notUnderstood, verified, disputed };
}

function firstLine(text: string): string {
  return (text.split(/\r?\n/, 1)[0] ?? '').slice(0, 120);
}

/** Adds up the coverage of several parts. */
export function addCoverage(parts: readonly Coverage[]): Coverage {
  const sum = (of: 'statements' | 'understood' | 'verified') => parts.reduce((all, part) => all + part[of], 0);
  return {
    statements: sum('statements'),
    understood: sum('understood'),
    notUnderstood: parts.flatMap((part) => part.notUnderstood),
    verified: sum('verified'),
    disputed: parts.flatMap((part) => part.disputed),
  };
}

/** True when two readings of a text do the same: only how sure they are may differ. Cheap, for parts that are kept stay the same objects. */
export function doesTheSame(a: Script, b: Script): boolean {
  return (
    a === b ||
    (a.uri === b.uri &&
      a.comments === b.comments &&
      a.statements.length === b.statements.length &&
      a.statements.every((one, at) => {
        const other = b.statements[at];
        return one === other || (one.operations === other?.operations && one.conditional === other.conditional);
      }))
  );
}
