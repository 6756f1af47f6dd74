import type { ColumnSpec } from './column';
import type { CheckSpec, Expression, NotNullSpec } from './constraint';
import type { Ident, QualifiedName } from './names';
import type { OperationBase } from './operation-base';
import type { SqlType } from './type';

/** Operations on objects other than tables. */
export type ObjectOperation =
  | CreateEnum
  | AddEnumValue
  | RenameEnumValue
  | CreateDomain
  | AlterDomain
  | CreateComposite
  | CreateSequence
  | AlterSequence
  | CreateView
  | RefreshView
  | CreateRoutine
  | CreateTrigger
  | CreatePolicy
  | CreateExtension
  | CreateSchema
  | DropObject
  | RenameObject
  | SetObjectSchema
  | CommentOn
  | Grant
  | CreateRole;

export interface CreateEnum extends OperationBase {
  readonly kind: 'createEnum';
  readonly type: QualifiedName;
  readonly values: readonly string[];
}

export interface AddEnumValue extends OperationBase {
  readonly kind: 'addEnumValue';
  readonly type: QualifiedName;
  readonly value: string;
  readonly before?: string;
  readonly after?: string;
  readonly ifNotExists?: boolean;
}

export interface RenameEnumValue extends OperationBase {
  readonly kind: 'renameEnumValue';
  readonly type: QualifiedName;
  readonly value: string;
  readonly to: string;
}

export interface CreateDomain extends OperationBase {
  readonly kind: 'createDomain';
  readonly type: QualifiedName;
  readonly base: SqlType;
  readonly notNull?: boolean;
  readonly default?: Expression;
  readonly checks: readonly CheckSpec[];
}

export interface AlterDomain extends OperationBase {
  readonly kind: 'alterDomain';
  readonly type: QualifiedName;
  readonly change:
    | { readonly kind: 'addConstraint'; readonly constraint: CheckSpec | NotNullSpec }
    | { readonly kind: 'dropConstraint' | 'validateConstraint'; readonly name: Ident }
    | { readonly kind: 'setNotNull' | 'dropNotNull' | 'dropDefault' }
    | { readonly kind: 'setDefault'; readonly value: Expression };
}

export interface CreateComposite extends OperationBase {
  readonly kind: 'createComposite';
  readonly type: QualifiedName;
  /** `composite`, `range` or `base`. */
  readonly form: 'composite' | 'range' | 'base';
  readonly attributes: readonly ColumnSpec[];
}

export interface CreateSequence extends OperationBase {
  readonly kind: 'createSequence';
  readonly sequence: QualifiedName;
  readonly ifNotExists?: boolean;
  readonly dataType?: SqlType;
  readonly ownedBy?: { readonly table: QualifiedName; readonly column: Ident };
}

export interface AlterSequence extends OperationBase {
  readonly kind: 'alterSequence';
  readonly sequence: QualifiedName;
  readonly ownedBy?: { readonly table: QualifiedName; readonly column: Ident } | 'none';
  readonly restart?: boolean;
  readonly dataType?: SqlType;
  readonly text: string;
}

export interface CreateView extends OperationBase {
  readonly kind: 'createView';
  readonly view: QualifiedName;
  readonly materialized?: boolean;
  readonly orReplace?: boolean;
  readonly ifNotExists?: boolean;
  readonly temporary?: boolean;
  /** Names given in the view's own column list. */
  readonly columns: readonly Ident[];
  readonly query: string;
  /** Tables and views that the query reads, as far as the reader could tell. */
  readonly sources: readonly QualifiedName[];
  readonly withData?: boolean;
  readonly securityInvoker?: boolean;
}

export interface RefreshView extends OperationBase {
  readonly kind: 'refreshView';
  readonly view: QualifiedName;
  readonly concurrently?: boolean;
  readonly withData?: boolean;
}

/** A function, procedure or MySQL event. The body stays text. */
export interface CreateRoutine extends OperationBase {
  readonly kind: 'createRoutine';
  readonly routine: QualifiedName;
  readonly form: 'function' | 'procedure' | 'aggregate' | 'event' | 'package';
  readonly language?: string;
  readonly orReplace?: boolean;
  readonly body: string;
  /** The whole statement as written, without its delimiter; what a printer needs. */
  readonly definition?: string;
  readonly securityDefiner?: boolean;
  readonly setsSearchPath?: boolean;
}

export interface CreateTrigger extends OperationBase {
  readonly kind: 'createTrigger';
  readonly trigger: QualifiedName;
  readonly table: QualifiedName;
  readonly timing: 'before' | 'after' | 'instead of' | 'unknown';
  readonly events: readonly string[];
  readonly forEachRow?: boolean;
  readonly orReplace?: boolean;
  readonly body: string;
  /** The whole statement as written, without its delimiter; what a printer needs. */
  readonly definition?: string;
}

export interface CreatePolicy extends OperationBase {
  readonly kind: 'createPolicy';
  readonly policy: Ident;
  readonly table: QualifiedName;
  /** CREATE POLICY or ALTER POLICY. */
  readonly alters?: boolean;
  readonly command?: string;
  readonly restrictive?: boolean;
  readonly roles: readonly string[];
  readonly using?: Expression;
  readonly withCheck?: Expression;
}

export interface CreateExtension extends OperationBase {
  readonly kind: 'createExtension';
  readonly extension: Ident;
  readonly ifNotExists?: boolean;
}

export interface CreateSchema extends OperationBase {
  readonly kind: 'createSchema';
  readonly schema: Ident;
  readonly ifNotExists?: boolean;
  readonly database?: boolean;
}

export type ObjectType =
  | 'view'
  | 'materialized view'
  | 'type'
  | 'domain'
  | 'sequence'
  | 'function'
  | 'procedure'
  | 'trigger'
  | 'policy'
  | 'extension'
  | 'schema'
  | 'database'
  | 'role'
  | 'event'
  | 'aggregate'
  | 'publication'
  | 'rule'
  | 'other';

export interface DropObject extends OperationBase {
  readonly kind: 'dropObject';
  readonly objectType: ObjectType;
  readonly name: QualifiedName;
  /** Table of a trigger, policy or rule. */
  readonly table?: QualifiedName;
  readonly ifExists?: boolean;
  readonly cascade?: boolean;
}

export interface RenameObject extends OperationBase {
  readonly kind: 'renameObject';
  readonly objectType: ObjectType;
  readonly name: QualifiedName;
  readonly table?: QualifiedName;
  readonly to: Ident;
}

export interface SetObjectSchema extends OperationBase {
  readonly kind: 'setObjectSchema';
  readonly objectType: ObjectType;
  readonly name: QualifiedName;
  readonly schema: string;
}

export interface CommentOn extends OperationBase {
  readonly kind: 'commentOn';
  readonly objectType: 'table' | 'column' | 'constraint' | 'index' | ObjectType;
  readonly name: QualifiedName;
  /** For columns and constraints: the table. */
  readonly table?: QualifiedName;
  readonly comment: string | undefined;
}

export interface Grant extends OperationBase {
  readonly kind: 'grant';
  readonly revoke?: boolean;
  readonly privileges: readonly string[];
  readonly on: readonly QualifiedName[];
  readonly objectType: string;
  readonly roles: readonly string[];
}

export interface CreateRole extends OperationBase {
  readonly kind: 'createRole';
  readonly role: Ident;
  readonly alters?: boolean;
  readonly text: string;
}
