import type { QualifiedName, Table } from '../../model';
import type { Cases } from '../cases';
import { tableName } from '../names';
import { defaultPartition, hasKeyCheck, isDefault } from '../partitions';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

/** Tables that the file's data changes name. */
const start = () => new Map<string, QualifiedName>();

export const rule = defineRule({
  id: 'attach-partition-lock',
  category: 'migration-safety',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  scales: 'rows',
  what: 'ATTACH PARTITION reads the whole incoming table, and the DEFAULT partition, under ACCESS EXCLUSIVE.',
  why: 'Without a validated CHECK that implies the bound every row is checked while nobody may read or write that table; where there is a DEFAULT partition all of it is read too, to prove that none of its rows belong to the new one. CREATE TABLE … PARTITION OF does the second as well.',
  instead:
    'Before: ADD CONSTRAINT … CHECK (the bound) NOT VALID on the incoming table, and CHECK (not the bound) NOT VALID on the default partition; VALIDATE both in a migration of their own; then ATTACH, then drop the checks.',
  sources: [
    'https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE',
    'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-ATTACH-PARTITION',
  ],
  check: {
    changeData({ tables, sources }, context) {
      const named = context.memory(start);
      for (const table of [...tables, ...sources]) named.set(tableName(table), table);
    },
    alterTable({ change, table }, context) {
      if (change.kind !== 'attachPartition' || context.isNew(table)) return;
      const parent = context.table(table);
      const incoming = context.table(change.partition);
      if (!isDefault(change.bound)) reportDefault(table, change.partition, parent, context);
      if (context.isNew(change.partition) || (incoming && hasKeyCheck(incoming, parent))) return;
      const name = tableName(change.partition);
      context.report({
        span: change.partition.span,
        table: change.partition,
        message: `Attaching ${name} reads all of it under ACCESS EXCLUSIVE: its reads and writes wait until every row is checked against the bound. Add CHECK (the bound) NOT VALID to ${name} and VALIDATE it in an earlier migration; ATTACH then skips the scan.`,
      });
    },
    createTable({ partitionOf, table }, context) {
      if (!partitionOf || isDefault(partitionOf.bound) || context.isNew(partitionOf.parent)) return;
      reportDefault(partitionOf.parent, table, context.table(partitionOf.parent), context);
    },
  },
});

function reportDefault(
  parent: QualifiedName,
  partition: QualifiedName,
  known: Table | undefined,
  context: StepContext,
): void {
  const rest = defaultPartition(context.schema, parent);
  if (!known) {
    reportNamed(parent, partition, context);
    return;
  }
  if (!rest || context.isNew({ ...rest, span: rest.at }) || hasKeyCheck(rest, known)) return;
  context.report({
    span: partition.span,
    table: rest,
    message: defaultScan(parent, rest.name),
    related: [{ span: rest.at, message: 'The default partition' }],
  });
}

/** Where no history makes the parent: the file itself speaks of `events_default`, as everybody calls it. */
function reportNamed(parent: QualifiedName, partition: QualifiedName, context: StepContext): void {
  const rest = context.memory(start).get(`${tableName(parent)}_default`);
  if (!rest || context.table(rest)) return;
  context.report({
    span: partition.span,
    table: rest,
    message: defaultScan(parent, tableName(rest)),
    related: [{ span: rest.span, message: 'By its name the default partition' }],
  });
}

function defaultScan(parent: QualifiedName, rest: string): string {
  return `A new partition of ${tableName(parent)} makes PostgreSQL read all of its default partition ${rest} under ACCESS EXCLUSIVE: reads and writes of those rows wait. Add a CHECK to ${rest} that excludes the new bound, NOT VALID, and VALIDATE it in an earlier migration.`;
}

const EVENTS = 'CREATE TABLE events (day date NOT NULL) PARTITION BY RANGE (day);';
const OLD = `${EVENTS}\nCREATE TABLE events_2024 (day date NOT NULL);`;
const ATTACH = "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')";

export const cases: Cases = {
  good: [
    {
      title: 'a parent that no history makes, and no word of a default partition',
      sql: `CREATE TABLE events_2024 (day date NOT NULL);\nALTER TABLE events ATTACH PARTITION events_2024 ${ATTACH};`,
    },
    {
      title: 'a table made in the same migration',
      before: EVENTS,
      sql: `CREATE TABLE events_2024 (day date NOT NULL);\nALTER TABLE events ATTACH PARTITION events_2024 ${ATTACH};`,
    },
    {
      title: 'a validated CHECK on the partition key',
      before: `${OLD}\nALTER TABLE events_2024 ADD CONSTRAINT c CHECK (day >= '2024-01-01' AND day < '2025-01-01') NOT VALID;\nALTER TABLE events_2024 VALIDATE CONSTRAINT c;`,
      sql: `ALTER TABLE events ATTACH PARTITION events_2024 ${ATTACH};`,
    },
    {
      title: 'PARTITION OF a parent without a default partition',
      before: EVENTS,
      sql: `CREATE TABLE events_2024 PARTITION OF events ${ATTACH};`,
    },
  ],
  bad: [
    {
      title: 'a parent that no history makes, whose default partition the file empties',
      sql: `CREATE TABLE events_2024 (day date NOT NULL);\nDELETE FROM events_default WHERE day >= '2024-01-01';\nALTER TABLE events ATTACH PARTITION «events_2024» ${ATTACH};`,
      says: [
        'A new partition of events makes PostgreSQL read all of its default partition events_default under ACCESS EXCLUSIVE: reads and writes of those rows wait. Add a CHECK to events_default that excludes the new bound, NOT VALID, and VALIDATE it in an earlier migration.',
      ],
    },
    {
      title: 'an existing table',
      before: OLD,
      sql: `ALTER TABLE events ATTACH PARTITION «events_2024» ${ATTACH};`,
      says: [
        'Attaching events_2024 reads all of it under ACCESS EXCLUSIVE: its reads and writes wait until every row is checked against the bound. Add CHECK (the bound) NOT VALID to events_2024 and VALIDATE it in an earlier migration; ATTACH then skips the scan.',
      ],
    },
    {
      title: 'a new partition beside a default one',
      before: `${EVENTS}\nCREATE TABLE events_rest PARTITION OF events DEFAULT;`,
      sql: `CREATE TABLE «events_2024» PARTITION OF events ${ATTACH};`,
      says: [
        'A new partition of events makes PostgreSQL read all of its default partition events_rest under ACCESS EXCLUSIVE: reads and writes of those rows wait. Add a CHECK to events_rest that excludes the new bound, NOT VALID, and VALIDATE it in an earlier migration.',
      ],
    },
  ],
};
