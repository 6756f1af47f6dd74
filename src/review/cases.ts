import type { Dialect, TableSize, TransactionBehaviour } from '../model';
import type { Purpose } from './rule';

export interface Named {
  readonly version: string;
  readonly parents?: readonly string[];
}

/** What the examples of a rule have in common: an SQL script and where it runs. */
interface CaseBase {
  /** What this case shows, as the title of its test: `an index on a table made in the same migration`. */
  readonly title: string;
  /** The rule's first dialect unless told. */
  readonly dialect?: Dialect;
  /** As `16` or `8.0.28`; unknown unless told. */
  readonly version?: string;
  /** SQL of earlier, released migrations: the schema in which this one runs. */
  readonly before?: string;
  /** SQL of the migrations that models or a dump are compared with. */
  readonly history?: string;
  /** `up` unless told. `dump` and `models` review the SQL as a declared schema. */
  readonly purpose?: Purpose;
  /** Each statement by itself unless told. */
  readonly transaction?: TransactionBehaviour['mode'];
  readonly except?: TransactionBehaviour['except'];
  readonly tool?: string;
  /** The file was released, and differs from what was. */
  readonly edited?: true;
  /** Version and parents of the case's own migration and of the one with the SQL before; numbers without parents unless told. */
  readonly named?: { readonly own: Named; readonly before: Named };
  /** The branch brings the case's migration, which stands before the one with the earlier SQL. */
  readonly inserted?: true;
  readonly sizes?: Readonly<Record<string, TableSize>>;
}

/** An example that the rule must not speak about. */
export interface GoodCase extends CaseBase {
  readonly sql: string;
  /** No recommended rule at all may speak: the pattern that we tell people to use. */
  readonly clean?: true;
}

/** An example that the rule must speak about. In `sql`, «…» marks exactly what each finding underlines, in order. */
export interface BadCase extends CaseBase {
  readonly sql: string;
  /** The whole message of each finding, in order. */
  readonly says: readonly string[];
  /** The text after the first fix of the first finding. Absent: there is no such fix. */
  readonly fixed?: string;
  /** The engine refuses the fixed text, with these words, until dependents are named: what the fix is for. */
  readonly thenRefused?: string;
  /** Rules that may still speak, or newly speak, of the fixed text: a good reason is in the title. */
  readonly fixLeaves?: readonly string[];
}

/** A rule's examples: the tests of `every-rule.test.ts` and the examples of its page. */
export interface Cases {
  readonly good: readonly GoodCase[];
  readonly bad: readonly BadCase[];
}
