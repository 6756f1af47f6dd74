import { childrenOf, type Element, isTrue, type Value } from '../changelog';

/** Changes that undo a change, as Liquibase makes them by itself (docs.liquibase.com, "Automatic Rollback"); undefined where it cannot. */
export function inverseOf(change: Element): readonly Element[] | undefined {
  const keep = (name: string, renamed: Readonly<Record<string, string>> = {}): readonly Element[] => {
    const attributes = new Map<string, Value>();
    for (const [key, value] of change.attributes) attributes.set(renamed[key] ?? key, value);
    return [{ ...change, name, attributes, children: [] }];
  };
  const simple = SIMPLE[change.name];
  if (simple !== undefined) return keep(simple);
  const turned = TURNED[change.name];
  if (turned !== undefined) return keep(change.name, { [turned[0]]: turned[1], [turned[1]]: turned[0] });
  if (change.name === 'addColumn') {
    const columns = childrenOf(change, 'column').map((one) => ({ ...one, children: [] }));
    return [{ ...change, name: 'dropColumn', children: columns }];
  }
  if (change.name === 'createView') return isTrue(change, 'replaceIfExists') ? undefined : keep('dropView');
  if (change.name === 'addLookupTable')
    return [
      ...keep('dropForeignKeyConstraint', {
        existingTableName: 'baseTableName',
        existingTableSchemaName: 'baseTableSchemaName',
      }),
      ...keep('dropTable', { newTableName: 'tableName', newTableSchemaName: 'schemaName' }),
    ];
  return NOTHING.has(change.name) ? [] : undefined;
}

const SIMPLE: Readonly<Record<string, string>> = {
  createTable: 'dropTable',
  addForeignKeyConstraint: 'dropForeignKeyConstraint',
  addUniqueConstraint: 'dropUniqueConstraint',
  addCheckConstraint: 'dropCheckConstraint',
  addPrimaryKey: 'dropPrimaryKey',
  createIndex: 'dropIndex',
  createSequence: 'dropSequence',
  addDefaultValue: 'dropDefaultValue',
  addNotNullConstraint: 'dropNotNullConstraint',
  dropNotNullConstraint: 'addNotNullConstraint',
};

const TURNED: Readonly<Record<string, readonly [string, string]>> = {
  renameTable: ['oldTableName', 'newTableName'],
  renameColumn: ['oldColumnName', 'newColumnName'],
  renameView: ['oldViewName', 'newViewName'],
  renameSequence: ['oldSequenceName', 'newSequenceName'],
};

const NOTHING: ReadonlySet<string> = new Set([
  'tagDatabase',
  'output',
  'empty',
  'stop',
  'setTableRemarks',
  'setColumnRemarks',
]);
