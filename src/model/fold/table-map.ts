import type { Table } from '../schema';

/**
 * The tables by key, with a count of the names that their keys and indexes bear. PostgreSQL keeps those in one name space with
 * tables; asking whether a name is free must not read the whole schema each time.
 */
export class TableMap extends Map<string, Table> {
  private readonly names = new Map<string, number>();
  private children = 0;

  override set(key: string, table: Table): this {
    const old = this.get(key);
    if (old) this.count(old, -1);
    this.count(table, 1);
    return super.set(key, table);
  }

  override delete(key: string): boolean {
    const old = this.get(key);
    if (old) this.count(old, -1);
    return super.delete(key);
  }

  /** True when some table is a partition or an inheritance child, so that a parent's changes reach others. */
  get hasChildren(): boolean {
    return this.children > 0;
  }

  /** True when a key or index of the schema bears the name. */
  hasKeyNamed(schema: string | undefined, name: string): boolean {
    return this.names.has(nameIn(schema, name));
  }

  private count(table: Table, by: 1 | -1): void {
    if (table.partitionOf || table.inherits) this.children += by;
    for (const name of keyNames(table)) {
      const key = nameIn(table.schema, name);
      const left = (this.names.get(key) ?? 0) + by;
      if (left > 0) this.names.set(key, left);
      else this.names.delete(key);
    }
  }
}

function nameIn(schema: string | undefined, name: string): string {
  return schema === undefined ? name : `${schema}.${name}`;
}

function keyNames(table: Table): readonly string[] {
  const keys = [...table.indexes, ...table.uniques, ...(table.primaryKey ? [table.primaryKey] : [])];
  return keys.map((key) => key.name);
}
