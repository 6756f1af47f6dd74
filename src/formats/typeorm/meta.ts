import type { CodeModule, Placed } from '../../code';
import type { Dialect, EngineVersion, Ident } from '../../model';
import type { EntityArgs, KeyArgs, Members, RelationArgs } from './args';
import type { NamingStrategy } from './naming';
import type { Around, ColumnType, Strategy } from './types';

/** Tables as TypeORM works them out from what classes say (metadata). */

/** What a data source says that changes names and types. */
export interface Settings {
  readonly naming: NamingStrategy;
  readonly prefix: string;
  readonly schema: string | undefined;
  /** What makes a UUID in PostgreSQL: `uuidExtension`. */
  readonly uuid: string;
  /** TypeORM's major version: 0 or 1. */
  readonly major: number;
}

export interface Reading {
  readonly dialect: Dialect;
  readonly version: EngineVersion | undefined;
  readonly settings: Settings;
}

export interface ColumnMeta {
  readonly key: string;
  /** With the properties of what it is embedded in before it: `name.first`. */
  readonly path: string;
  readonly name: Ident;
  /** The name without the prefixes of what it is embedded in. */
  readonly bare: string;
  readonly module: CodeModule;
  readonly place: Placed;
  /** What of it cannot be told, besides its type. */
  readonly unread?: string;
  /** Undefined where the type cannot be told. */
  readonly type: ColumnType | undefined;
  readonly primary: boolean;
  readonly nullable: boolean;
  readonly strategy?: Strategy;
  readonly always?: boolean;
  /** SQL. */
  readonly default?: string;
  readonly onUpdate?: string;
  readonly generated?: { readonly expression: string; readonly stored: boolean };
  readonly comment?: string;
  readonly charset?: string;
  readonly collation?: string;
  readonly keyName?: Ident;
  readonly foreignKeyName?: Ident;
  readonly isLevel?: boolean;
  readonly isDiscriminator?: boolean;
  /** The path of what it is embedded in. */
  readonly within: string;
}

/** Where a column stands: in its table, or in what is embedded in it. */
export interface Within {
  /** The path of the property; empty for the table itself. */
  readonly path: string;
  readonly prefixes: readonly string[];
}

export interface RelationMeta {
  readonly args: RelationArgs;
  readonly path: string;
  readonly within: Within;
  joins: readonly ColumnMeta[];
}

export interface KeyMeta {
  readonly args: KeyArgs;
  /** The path of what it is embedded in, for its columns. */
  readonly within: string;
}

export interface ForeignMeta {
  readonly name: Ident;
  readonly columns: readonly ColumnMeta[];
  readonly target: TableMeta;
  readonly targetPlace: { readonly module: CodeModule; readonly place: Placed };
  readonly referenced: readonly ColumnMeta[];
  readonly onDelete: string | undefined;
  readonly onUpdate: string | undefined;
  readonly deferrable: string | undefined;
  readonly module: CodeModule;
  readonly place: Placed;
}

/** A key or index of which the columns are known. */
export interface MadeKey {
  readonly kind: 'unique' | 'unique index' | 'index';
  readonly name: Ident;
  readonly columns: readonly ColumnMeta[];
  readonly method?: string;
  readonly where?: string;
  readonly deferrable?: string;
  readonly module: CodeModule;
  readonly place: Placed;
}

export interface TableMeta {
  readonly args: EntityArgs;
  readonly name: Ident;
  /** The name without `entityPrefix`. */
  readonly bare: string;
  readonly schema: string | undefined;
  readonly module: CodeModule;
  readonly place: Placed;
  /** The table's own columns first, those of what is embedded behind them. */
  own: ColumnMeta[];
  embedded: ColumnMeta[];
  readonly relations: readonly RelationMeta[];
  readonly indexes: readonly KeyMeta[];
  readonly uniques: readonly KeyMeta[];
  readonly members: Members;
  readonly foreignKeys: ForeignMeta[];
  readonly made: MadeKey[];
  joined: 'not yet' | 'under way' | 'done';
  readonly unread: { readonly module: CodeModule; readonly place: Placed; readonly reason: string }[];
}

export function columnsOf(table: TableMeta): readonly ColumnMeta[] {
  return [...table.own, ...table.embedded];
}

export function primaryOf(table: TableMeta): readonly ColumnMeta[] {
  return columnsOf(table).filter(({ primary }) => primary);
}

export function aroundOf(table: TableMeta, column: ColumnMeta, on: Reading): Around {
  return {
    dialect: on.dialect,
    version: on.version,
    table: table.name.name,
    schema: table.schema,
    column: column.name.name,
    strategy: column.strategy,
  };
}
