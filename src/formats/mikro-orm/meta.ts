import type { CodeModule, Placed } from '../../code';
import type { Ident, ReferentialAction } from '../../model';
import type { EntityArgs, PropertyArgs } from './args';
import type { Entities } from './entities';
import type { ColumnType } from './types';

/** Tables as MikroORM works them out from what entities say. */

export interface ColumnMeta {
  /** The property's path: `address.street`. */
  readonly path: string;
  readonly args: PropertyArgs;
  readonly name: Ident;
  readonly module: CodeModule;
  readonly place: Placed;
  readonly type: ColumnType | undefined;
  readonly primary: boolean;
  readonly nullable: boolean;
  readonly counts: boolean;
  readonly unsigned: boolean;
  readonly default: string | undefined;
  readonly generated: string | undefined;
  readonly comment: string | undefined;
  readonly order: number;
}

export interface ForeignMeta {
  readonly name: Ident;
  readonly columns: readonly ColumnMeta[];
  readonly target: TableMeta;
  readonly referenced: readonly Ident[];
  readonly onDelete: ReferentialAction | undefined;
  readonly onUpdate: ReferentialAction | undefined;
  readonly deferrable: string | undefined;
  readonly module: CodeModule;
  readonly place: Placed;
}

export interface MadeKey {
  readonly kind: 'index' | 'unique';
  readonly name: Ident;
  readonly columns: readonly Ident[];
  readonly method: string | undefined;
  readonly deferrable: string | undefined;
  readonly module: CodeModule;
  readonly place: Placed;
}

export interface TableMeta {
  readonly args: EntityArgs;
  /** Classes that share the table, this one first. */
  readonly below: readonly EntityArgs[];
  readonly name: Ident;
  readonly schema: string | undefined;
  readonly module: CodeModule;
  readonly place: Placed;
  columns: ColumnMeta[];
  readonly foreignKeys: ForeignMeta[];
  readonly keys: MadeKey[];
  filled: 'not yet' | 'under way' | 'done';
  readonly unread: { readonly module: CodeModule; readonly place: Placed; readonly reason: string }[];
}

/** Keys first, the others in the order of their properties. */
export function columnsOf({ columns }: TableMeta): readonly ColumnMeta[] {
  const sorted = [...columns].sort((a, b) => a.order - b.order);
  return [...sorted.filter(({ primary }) => primary), ...sorted.filter(({ primary }) => !primary)];
}

export function primaryOf(table: TableMeta): readonly ColumnMeta[] {
  return columnsOf(table).filter(({ primary }) => primary);
}

/** The tables of a set of entities, and how relations find them. */
export interface Tables {
  readonly all: readonly TableMeta[];
  readonly entities: Entities;
  of(entity: EntityArgs | undefined): TableMeta | undefined;
  /** Gives a table its columns, if it has none yet. */
  fill(table: TableMeta): void;
}
