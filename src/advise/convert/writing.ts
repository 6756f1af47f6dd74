import type { Ident, QualifiedName, Schema, Span, SqlDialect, Table } from '../../model';

/** What one table needs to be written. */
export interface Writing {
  readonly schema: Schema;
  readonly target: SqlDialect;
  readonly lose: (where: string, what: string, at: Span) => void;
  readonly name: (name: string, at: Span) => Ident;
  readonly tableName: (table: Pick<Table, 'schema' | 'name'>, at: Span) => QualifiedName;
}

export function writingFor(schema: Schema, target: SqlDialect, lose: Writing['lose']): Writing {
  const fold = (name: string) =>
    target === 'oracle'
      ? name.toUpperCase()
      : schema.dialect === 'oracle' && name === name.toUpperCase()
        ? name.toLowerCase()
        : name;
  const name = (given: string, span: Span): Ident => ({ name: fold(given), span });
  const hasSchemas = target === 'postgresql' || target === 'sqlserver' || target === 'oracle';
  return {
    schema,
    target,
    lose,
    name,
    tableName: ({ schema: of, name: given }, span) => {
      // dbo and public are where unqualified names are found.
      const kept = of === undefined || of === 'dbo' || of === 'public' ? undefined : of;
      if (kept === undefined) return name(given, span);
      return hasSchemas ? { ...name(given, span), schema: fold(kept) } : name(`${kept}_${given}`, span);
    },
  };
}

export const tableText = ({ schema, name }: Pick<Table, 'schema' | 'name'>) =>
  schema === undefined ? name : `${schema}.${name}`;
