import { createFold, type Operation, objectKey, type QualifiedName, type Schema, type Table } from '../../model';
import { printCreateIndex } from './indexes';
import { createTableOf } from './restate';
import { printCreateTable } from './table';
import { type Printed, sql, unsupported, type Writer } from './writer';

/**
 * SQLite's way to make a change that ALTER TABLE cannot: a new table, its rows copied, the old one dropped, the new one renamed
 * ("Making Other Kinds Of Table Schema Changes", the steps 1 to 12). All changes of one table share one rebuild.
 */
export function printRebuild(
  w: Writer,
  operations: readonly Operation[],
  name: QualifiedName,
  schema: Schema,
): Printed {
  const key = objectKey('sqlite', name.schema, name.name);
  const before = schema.tables.get(key);
  const fold = createFold('sqlite', undefined, schema);
  for (const operation of operations) fold.apply(operation);
  const after = fold.snapshot().tables.get(key);
  if (!before || !after) return unsupported('SQLite must rebuild this table, and what it is now is not known');
  if (!before.complete) return unsupported('SQLite must rebuild this table, and not all of its columns are known');
  if (before.triggers.length > 0)
    return unsupported('SQLite must rebuild this table, and the text of its triggers is not kept');
  const steps = rebuildSteps(w, before, after);
  return steps === undefined
    ? unsupported('SQLite must rebuild this table, and a part of it cannot be written')
    : sql(...steps);
}

function rebuildSteps(w: Writer, before: Table, after: Table): readonly string[] | undefined {
  const temporary: Table = { ...after, name: `new_${after.name}` };
  const create = printCreateTable(w, createTableOf(temporary));
  const indexes = after.indexes.map((index) => {
    const table = { name: after.name, span: index.at };
    return printCreateIndex(w, {
      kind: 'createIndex',
      table,
      index: { ...index, name: { name: index.name, span: index.at } },
      span: index.at,
    });
  });
  const made = [create, ...indexes].flatMap((printed) => (printed.kind === 'sql' ? printed.statements : []));
  if (made.length < indexes.length + 1) return undefined;
  const kept = after.columns.filter(
    ({ generated, name }) =>
      !generated && before.columns.some((column) => column.name.toLowerCase() === name.toLowerCase()),
  );
  const list = kept.map(({ name }) => w.name(name)).join(', ');
  const [newName, oldName] = [w.name(temporary.name), w.name(before.name)];
  return [
    `${w.k('PRAGMA')} foreign_keys = ${w.k('OFF')}`,
    w.k('BEGIN'),
    made[0] ?? '',
    `${w.k('INSERT INTO')} ${newName} (${list})\n${w.k('SELECT')} ${list}\n${w.k('FROM')} ${oldName}`,
    `${w.k('DROP TABLE')} ${oldName}`,
    `${w.k('ALTER TABLE')} ${newName} ${w.k('RENAME TO')} ${oldName}`,
    ...made.slice(1),
    `${w.k('PRAGMA')} foreign_key_check`,
    w.k('COMMIT'),
    `${w.k('PRAGMA')} foreign_keys = ${w.k('ON')}`,
  ];
}
