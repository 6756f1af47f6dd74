import type { TableFacts } from '../../test/support/catalogue/facts';
import { foreignKeyLine, plainDefault } from '../../test/support/catalogue/spelling';

/** Prisma's own reading of a schema (DMMF), as `truth/prisma-*.json` has it. */
export interface PrismaTruth {
  readonly source: string;
  readonly tables: readonly {
    readonly model: string;
    readonly table: string;
    readonly columns: readonly {
      readonly field: string;
      readonly column: string;
      readonly type: string;
      readonly native: readonly [string, readonly string[]] | null;
      readonly list: boolean;
      readonly required: boolean;
      readonly id: boolean;
      readonly default: unknown;
    }[];
    readonly pk: readonly string[];
    readonly uniques: readonly (readonly string[])[];
    readonly relations: readonly {
      readonly to: string;
      readonly from: readonly string[];
      readonly ref: readonly string[];
      readonly onDelete?: string;
    }[];
  }[];
  readonly indexes: readonly {
    readonly model: string;
    readonly type: string;
    readonly fields: readonly { readonly name: string }[];
  }[];
}

/** Prisma's defaults for PostgreSQL (prisma.io/docs, "PostgreSQL, Type mapping"). */
const TYPES: Readonly<Record<string, string>> = {
  String: 'text',
  Boolean: 'boolean',
  Int: 'integer',
  BigInt: 'bigint',
  Float: 'double precision',
  Decimal: 'numeric(65,30)',
  DateTime: 'timestamp(3) without time zone',
  Json: 'jsonb',
  Bytes: 'bytea',
};

type PrismaColumn = PrismaTruth['tables'][number]['columns'][number];

function nativeType([name, args]: readonly [string, readonly string[]]): string {
  const size = args.length > 0 ? `(${args.join(',')})` : '';
  return name === 'VarChar' ? `character varying${size}` : name.toLowerCase() + size;
}

function columnType(column: PrismaColumn): string {
  const type = column.native ? nativeType(column.native) : (TYPES[column.type] ?? column.type);
  return type + (column.list ? '[]' : '');
}

/** Only what the database does: cuid() and uuid() are made by the client. */
function defaultOf(column: PrismaColumn): string {
  const { default: value } = column;
  if (typeof value === 'string') return plainDefault(`'${value}'`);
  if (typeof value === 'number' || typeof value === 'boolean') return plainDefault(String(value));
  if (Array.isArray(value)) return plainDefault(`ARRAY[${value.map((one) => `'${one}'`).join(', ')}]`);
  if (typeof value === 'object' && value !== null && 'name' in value && value.name === 'now') return 'now';
  return '';
}

/** A list field is required to the client, but its column has no NOT NULL (prisma.io/docs, "Scalar lists").
 * Compared by name, type and nullability with defaults; keys by their columns. */
export function prismaTables(truth: PrismaTruth): readonly TableFacts[] {
  const tableOf = new Map(truth.tables.map((table) => [table.model, table]));
  return truth.tables.map((table) => {
    const column = (field: string) => table.columns.find((one) => one.field === field)?.column ?? field;
    return {
      name: table.table,
      columns: table.columns.map(
        (one) =>
          `${one.column} ${columnType(one)}${one.required && !one.list ? ' not null' : ''}${defaultOf(one) ? ` default ${defaultOf(one)}` : ''}`,
      ),
      primaryKey: table.pk.map(column).join(', '),
      foreignKeys: table.relations
        .filter((relation) => relation.from.length > 0)
        .map((relation) => {
          const target = tableOf.get(relation.to);
          const required = relation.from.every((field) => table.columns.find((one) => one.field === field)?.required);
          return foreignKeyLine({
            name: null,
            columns: relation.from.map(column),
            table: target?.table ?? relation.to,
            refColumns: relation.ref.map(
              (field) => target?.columns.find((one) => one.field === field)?.column ?? field,
            ),
            onDelete: (relation.onDelete ?? (required ? 'Restrict' : 'SetNull')).replace(/([a-z])([A-Z])/g, '$1 $2'),
            onUpdate: 'cascade',
          });
        }),
      uniques: [],
      checks: [],
      indexes: truth.indexes
        .filter((index) => index.model === table.model && index.type !== 'id')
        .map(
          (index) =>
            `${index.type === 'unique' ? 'unique ' : ''}(${index.fields.map((field) => column(field.name)).join(', ')})`,
        ),
    };
  });
}
