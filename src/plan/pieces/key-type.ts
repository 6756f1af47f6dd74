import type { Column, ForeignKey, SqlType, Table } from '../../model';
import type { PlanContext } from '../context';
import type { Change, PlanStep } from '../step';
import { madeName, nameOf, nowhere, qualifiedName, spoken, tableOf } from '../words';
import { backfill } from './backfill';
import { buildIndex } from './key';
import { step } from './make';
import { type Pair, sync } from './sync';
import { validated } from './validated';

interface Reference {
  readonly from: Table;
  readonly key: ForeignKey;
}

interface Widening {
  readonly context: PlanContext;
  readonly table: Table;
  readonly column: Column;
  readonly made: Column;
  readonly references: readonly Reference[];
  readonly marker: string;
}

const INTEGERS: ReadonlySet<string> = new Set(['smallint', 'integer', 'bigint']);

/**
 * A wider integer key: filled beside the old one, referenced by what references it, and then the key under its name. Undefined for
 * other keys: those of several columns, of partitions, of other types.
 */
export function widenKey(
  context: PlanContext,
  table: Table,
  column: Column,
  type: SqlType,
): Omit<Change, 'title'> | undefined {
  const isKey = table.primaryKey?.columns.length === 1 && table.primaryKey.columns[0]?.column?.name === column.name;
  const isWider = INTEGERS.has(column.type?.family ?? '') && INTEGERS.has(type.family);
  if (
    !isKey ||
    !isWider ||
    table.partitionBy !== undefined ||
    table.partitionOf !== undefined ||
    context.dialect !== 'postgresql'
  )
    return undefined;
  const references = [...context.schema.tables.values()].flatMap((from) =>
    from.foreignKeys
      .filter(
        ({ refTable, refColumns }) =>
          context.table(refTable) === table && (refColumns.length === 0 || refColumns[0]?.name === column.name),
      )
      .map((key): Reference => ({ from, key })),
  );
  const { default: _default, identity: _identity, ...rest } = column;
  const made: Column = { ...rest, name: madeName(column.name, 'new'), type, notNull: true };
  const marker = `ALTER TABLE ${tableOf(context, table)} ALTER COLUMN ${nameOf(context, column.name)} TYPE ${type.text}`;
  const widening: Widening = { context, table, column, made, references, marker };
  const grown: Table = { ...table, columns: [...table.columns, made] };
  const [old, beside] = [nameOf(context, column.name), nameOf(context, made.name)];
  const seen = 'See that the new key serves.';
  const last = [switched(widening), contract(widening)] as const;
  if (table.columns.some(({ name }) => name === made.name))
    return {
      steps: [
        { ...last[0], stage: 0 },
        { ...last[1], stage: 1 },
      ],
      deploys: [seen],
      notes: [],
    };
  return {
    steps: [
      expand(widening),
      backfill(context, {
        table: grown,
        values: [[made.name, old]],
        pending: `${beside} <> ${old}`,
        why: `Rows that were there before get ${made.name}.`,
      }),
      buildIndex(context, grown, {
        name: { name: indexName(widening), span: nowhere },
        unique: true,
        columns: [{ column: { name: made.name, span: nowhere }, span: nowhere }],
        span: nowhere,
      }),
      ...references.flatMap((reference) => referenced(widening, reference)),
      ...last,
    ],
    deploys: [
      `Release code that takes ${spoken(table)}.${column.name} as ${type.text}: JavaScript's numbers, Java's int and the like.`,
      seen,
    ],
    notes: references
      .filter(({ from, key }) => isNarrower(from, key, type))
      .map(
        ({ from, key }) =>
          `${spoken(from)}.${key.columns[0]?.name ?? ''} references it and stays narrower: change it too, before ${column.name} outgrows it.`,
      ),
  };
}

function isNarrower(from: Table, key: ForeignKey, type: SqlType): boolean {
  const own = from.columns.find(({ name }) => name === key.columns[0]?.name)?.type?.family;
  return own !== undefined && own !== type.family;
}

const indexName = ({ table, made }: Widening) => madeName(table.name, made.name, 'key');

function pairOf({ table, column, made, marker, context }: Widening): Pair {
  return { table, old: [column], new: [made], forward: [nameOf(context, column.name)], marker };
}

/** A constant default needs no rewrite (PostgreSQL 11), and makes the column NOT NULL from the start. */
function expand(widening: Widening): PlanStep {
  const { context, table, made, column } = widening;
  const on = tableOf(context, table);
  const name = nameOf(context, made.name);
  const synced = keySync(widening);
  return step(context, {
    name: `add ${made.name} beside ${column.name} of ${table.name}`,
    phase: 'expand',
    up: [`ALTER TABLE ${on} ADD COLUMN ${name} ${made.type?.text ?? 'bigint'} NOT NULL DEFAULT 0`, ...synced.up],
    down: [...synced.down, `ALTER TABLE ${on} DROP COLUMN ${name}`],
    why: `Only the catalogue changes: a constant default is not written into the rows. From here on a trigger writes ${made.name} along with ${column.name}.`,
  });
}

/** The new column is never NULL, so the trigger has nothing to ask. */
function keySync(widening: Widening) {
  const { context, table, column, made } = widening;
  const pair = pairOf(widening);
  const { up, down } = sync(context, pair);
  const assign = `NEW.${nameOf(context, made.name)} := NEW.${nameOf(context, column.name)};`;
  const head = up[0] ?? '';
  const marker = head.split('\n').find((line) => line.trimStart().startsWith('--')) ?? '';
  const body = [head.split('\n')[0] ?? '', 'BEGIN', marker, `  ${assign}`, '  RETURN NEW;', 'END', '$$'].join('\n');
  return { up: [body, ...up.slice(1)], down, table };
}

/** What references the old key references the new one, and then lets the old one go: each by itself, for each locks both tables. */
function referenced({ context, table, made }: Widening, { from, key }: Reference): readonly PlanStep[] {
  const name = madeName(key.name, 'new');
  const { at: _at, name: old, inline: _inline, ...spec } = key;
  const own = qualifiedName(from);
  const on = tableOf(context, from);
  const constraint = {
    ...spec,
    name: { name, span: nowhere },
    refTable: qualifiedName(table),
    refColumns: [{ name: made.name, span: nowhere }],
  };
  return [
    ...validated(context, { kind: 'addConstraint', table: own, constraint, span: nowhere }),
    step(context, {
      name: `drop ${old} of ${from.name}`,
      phase: 'switch',
      up: [
        `ALTER TABLE ${on} DROP CONSTRAINT ${nameOf(context, old)}`,
        `ALTER TABLE ${on} RENAME CONSTRAINT ${nameOf(context, name)} TO ${nameOf(context, old)}`,
      ],
      down: [
        `ALTER TABLE ${on} RENAME CONSTRAINT ${nameOf(context, old)} TO ${nameOf(context, name)}`,
        {
          kind: 'addConstraint',
          table: own,
          constraint: { ...spec, name: { name: old, span: nowhere }, notValid: true },
          span: nowhere,
        },
      ],
      why: `The reference to ${made.name} says the same, for a trigger keeps the two equal.`,
    }),
  ];
}

function switched(widening: Widening): PlanStep {
  const { context, table, column, made, references } = widening;
  const on = tableOf(context, table);
  const [name, beside, kept] = [
    nameOf(context, column.name),
    nameOf(context, made.name),
    nameOf(context, madeName(column.name, 'old')),
  ];
  const key = nameOf(context, table.primaryKey?.name ?? madeName(table.name, 'pkey'));
  const alter = `ALTER TABLE ${on}`;
  return step(context, {
    name: `switch the key of ${table.name} to ${made.type?.text ?? 'bigint'}`,
    phase: 'switch',
    stage: 1,
    up: [
      ...sync(context, pairOf(widening)).down,
      `${alter} DROP CONSTRAINT ${key}`,
      `${alter} RENAME COLUMN ${name} TO ${kept}`,
      `${alter} RENAME COLUMN ${beside} TO ${name}`,
      `${alter} ALTER COLUMN ${name} DROP DEFAULT`,
      `${alter} ADD CONSTRAINT ${key} PRIMARY KEY USING INDEX ${nameOf(context, indexName(widening))}`,
      ...numbering(widening, kept),
      `${alter} ALTER COLUMN ${kept} DROP NOT NULL`,
    ],
    irreversible: `rows written since have no value in ${madeName(column.name, 'old')}`,
    why: `The names change places and the key takes over the index, in one transaction that reads no row${references.length > 0 ? '; what references the key follows by itself' : ''}.`,
  });
}

/** The sequence goes on where it is, for the new column. */
function numbering({ context, table, column, made }: Widening, kept: string): readonly string[] {
  const on = tableOf(context, table);
  const name = nameOf(context, column.name);
  const literal = `'${on.replaceAll("'", "''")}', '${column.name.replaceAll("'", "''")}'`;
  if (column.identity !== undefined)
    return [
      `ALTER TABLE ${on} ALTER COLUMN ${kept} DROP IDENTITY`,
      `ALTER TABLE ${on} ALTER COLUMN ${name} ADD GENERATED ${column.identity === 'always' ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY`,
      `SELECT setval(pg_get_serial_sequence(${literal}), coalesce(max(${name}), 0) + 1, false) FROM ${on}`,
    ];
  const sequence = /nextval\('([^']+)'/.exec(column.default?.text ?? '')?.[1];
  if (column.default === undefined || sequence === undefined) return [];
  return [
    `ALTER TABLE ${on} ALTER COLUMN ${kept} DROP DEFAULT`,
    `ALTER TABLE ${on} ALTER COLUMN ${name} SET DEFAULT ${column.default.text}`,
    `ALTER SEQUENCE ${sequence} OWNED BY ${on}.${name}`,
    `ALTER SEQUENCE ${sequence} AS ${made.type?.text ?? 'bigint'}`,
  ];
}

function contract({ context, table, column }: Widening): PlanStep {
  const old = madeName(column.name, 'old');
  return step(context, {
    name: `drop ${old} of ${table.name}`,
    phase: 'contract',
    stage: 2,
    up: [`ALTER TABLE ${tableOf(context, table)} DROP COLUMN ${nameOf(context, old)}`],
    irreversible: `the old values are gone; the new ones are in ${column.name}`,
    why: 'Nothing reads the old key any more.',
  });
}
