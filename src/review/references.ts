import type { QualifiedName, Schema } from '../model';
import { objectKey } from '../model';

/** Tables with a foreign key to this one, itself left out. */
export function tablesReferencing(schema: Schema, table: QualifiedName): readonly string[] {
  const key = objectKey(schema.dialect, table.schema, table.name);
  return [...schema.tables].flatMap(([own, { foreignKeys }]) => {
    const refers = foreignKeys.some(
      ({ refTable }) => objectKey(schema.dialect, refTable.schema, refTable.name) === key,
    );
    return refers && own !== key ? [own] : [];
  });
}
