/**
 * The difference of a project's schema from itself, and from itself written as SQL and read again, should be nothing:
 * `npx tsx bench/diff.ts DIR…`. What is left is shown.
 */
import { createFold, emptySchema, type Operation, type Schema } from '../src/model';
import { diff } from '../src/plan';
import { printScript, readSql } from '../src/sql';
import { createWorkspace, nodeFiles } from '../src/workspace';

const kindsOf = (operations: readonly Operation[]) => operations.map(({ kind }) => kind).join(', ');

/** A copy in which no object is the same, so that nothing is equal by being one. */
function copyOf(schema: Schema): Schema {
  const tables = new Map([...schema.tables].map(([key, table]) => [key, { ...table }]));
  return { ...schema, tables };
}

function readAgain(schema: Schema): { readonly schema: Schema; readonly unsupported: readonly string[] } {
  const { operations } = diff(emptySchema(schema.dialect), schema);
  const { sql, unsupported } = printScript(operations, schema.dialect, { schema: emptySchema(schema.dialect) });
  const fold = createFold(schema.dialect);
  for (const statement of readSql('file:///again.sql', sql, schema.dialect).statements)
    for (const operation of statement.operations) fold.apply(operation);
  return { schema: fold.snapshot(), unsupported: unsupported.map(({ because }) => because) };
}

async function main(): Promise<void> {
  for (const folder of process.argv.slice(2)) {
    const workspace = await createWorkspace([nodeFiles(folder)]);
    for (const { name, schema, purpose } of workspace.dataLayers()) {
      if (purpose !== undefined || schema.dialect === 'mongodb') continue;
      const itself = diff(schema, copyOf(schema)).operations;
      const again = readAgain(schema);
      const { operations } = diff(schema, again.schema);
      const state = itself.length + operations.length === 0 ? 'same   ' : 'DIFFERS';
      console.log(
        `${state} ${folder.split('/').at(-1)} ${name}: ${schema.tables.size} tables; from itself ${itself.length}, from what is read again ${operations.length}; not written ${again.unsupported.length}`,
      );
      if (itself.length > 0) console.log(`    itself: ${kindsOf(itself).slice(0, 200)}`);
      const { statements } = printScript(operations, schema.dialect, { schema });
      for (const statement of statements.slice(0, 6))
        console.log(`    ${statement.slice(0, 160).replaceAll('\n', ' ')}`);
      for (const because of new Set(again.unsupported)) console.log(`    not written: ${because}`);
    }
  }
}

void main();
