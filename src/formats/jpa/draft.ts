import type { CodeModule, Placed } from '../../code';
import type { ColumnSpec, ConstraintSpec, Ident, IndexSpec, Operation } from '../../model';
import type { Physical } from './naming';

/** A table's name with what a database's qualifies it by. */
export interface TableName {
  readonly ident: Ident;
  readonly physical: Physical;
  readonly schema?: string;
}

/** A table while attributes of several classes put their columns in it. */
export interface TableDraft {
  readonly name: TableName;
  /** The class or attribute that makes it. */
  readonly module: CodeModule;
  readonly place: Placed;
  readonly columns: Map<string, ColumnSpec>;
  readonly constraints: ConstraintSpec[];
  readonly indexes: IndexSpec[];
  readonly others: Operation[];
  readonly primary: Ident[];
}
