import {
  type CommentOn,
  type CreateDomain,
  type CreateView,
  DIALECT_NAMES,
  type ObjectOperation,
  type OperationOf,
} from '../../model';
import { printColumn } from './column';
import { printConstraint } from './constraint';
import { isMysql, join, type Printed, sql, unsupported, type Writer } from './writer';

/** Types, sequences, views, routines, comments, grants. */
export function printObject(w: Writer, op: ObjectOperation): Printed {
  switch (op.kind) {
    case 'createView':
      return printView(w, op);
    case 'createRoutine':
      return printText(op.definition, 'routine');
    case 'createTrigger':
      return printText(op.definition, 'trigger');
    case 'createSchema':
      return w.dialect === 'sqlite'
        ? unsupported('SQLite has no schemas')
        : sql(
            join(
              w.k(op.database ? 'CREATE DATABASE' : 'CREATE SCHEMA'),
              op.ifNotExists && w.k('IF NOT EXISTS'),
              w.name(op.schema),
            ),
          );
    case 'dropObject':
      return printDrop(w, op);
    case 'commentOn':
      return printComment(w, op);
    case 'createSequence':
      return printSequence(w, op);
    case 'grant':
      return printGrant(w, op);
    case 'createRole':
      return w.dialect === 'sqlite'
        ? unsupported('SQLite has no roles')
        : sql(join(w.k(op.alters ? 'ALTER ROLE' : 'CREATE ROLE'), w.name(op.role), op.text));
    default:
      return w.dialect === 'postgresql'
        ? printPostgresObject(w, op)
        : unsupported(`${DIALECT_NAMES[w.dialect]} has no such object`);
  }
}

type PostgresOnly = Exclude<
  ObjectOperation,
  OperationOf<
    | 'createView'
    | 'createRoutine'
    | 'createTrigger'
    | 'createSchema'
    | 'dropObject'
    | 'commentOn'
    | 'createSequence'
    | 'grant'
    | 'createRole'
  >
>;

function printPostgresObject(w: Writer, op: PostgresOnly): Printed {
  switch (op.kind) {
    case 'createEnum':
      return sql(
        `${w.k('CREATE TYPE')} ${w.table(op.type)} ${w.k('AS ENUM')} (${op.values.map((value) => w.text(value)).join(', ')})`,
      );
    case 'addEnumValue': {
      const place =
        op.before !== undefined
          ? `${w.k('BEFORE')} ${w.text(op.before)}`
          : op.after !== undefined && `${w.k('AFTER')} ${w.text(op.after)}`;
      return sql(
        join(
          w.k('ALTER TYPE'),
          w.table(op.type),
          w.k('ADD VALUE'),
          op.ifNotExists && w.k('IF NOT EXISTS'),
          w.text(op.value),
          place,
        ),
      );
    }
    case 'renameEnumValue':
      return sql(
        `${w.k('ALTER TYPE')} ${w.table(op.type)} ${w.k('RENAME VALUE')} ${w.text(op.value)} ${w.k('TO')} ${w.text(op.to)}`,
      );
    case 'createDomain':
      return sql(printDomain(w, op));
    case 'alterDomain':
      return printAlterDomain(w, op);
    case 'createComposite':
      if (op.form !== 'composite') return unsupported('the options of a range or base type are not kept');
      return sql(
        `${w.k('CREATE TYPE')} ${w.table(op.type)} ${w.k('AS')} (\n${op.attributes.map((column) => w.indent + printColumn(w, column)).join(',\n')}\n)`,
      );
    case 'alterSequence': {
      const owner = op.ownedBy === 'none' ? w.k('OWNED BY NONE') : op.ownedBy && ownedBy(w, op.ownedBy);
      return sql(join(w.k('ALTER SEQUENCE'), w.table(op.sequence), op.text === '' ? owner : op.text));
    }
    case 'refreshView':
      return sql(
        join(
          w.k('REFRESH MATERIALIZED VIEW'),
          op.concurrently && w.k('CONCURRENTLY'),
          w.table(op.view),
          op.withData === false && w.k('WITH NO DATA'),
        ),
      );
    case 'createPolicy':
      return sql(printPolicy(w, op));
    case 'createExtension':
      return sql(join(w.k('CREATE EXTENSION'), op.ifNotExists && w.k('IF NOT EXISTS'), w.name(op.extension)));
    case 'renameObject':
      return sql(
        join(
          w.k(`ALTER ${op.objectType.toUpperCase()}`),
          w.table(op.name),
          op.table && `${w.k('ON')} ${w.table(op.table)}`,
          w.k('RENAME TO'),
          w.name(op.to),
        ),
      );
    case 'setObjectSchema':
      return sql(
        `${w.k(`ALTER ${op.objectType.toUpperCase()}`)} ${w.table(op.name)} ${w.k('SET SCHEMA')} ${w.name(op.schema)}`,
      );
  }
}

function printText(definition: string | undefined, what: string): Printed {
  return definition === undefined ? unsupported(`the text of this ${what} is not kept`) : sql(definition.trim());
}

function printView(w: Writer, op: CreateView): Printed {
  if (op.materialized && w.dialect !== 'postgresql')
    return unsupported(`${DIALECT_NAMES[w.dialect]} has no materialised views`);
  return sql(
    join(
      w.k('CREATE'),
      op.orReplace && w.dialect !== 'sqlite' && w.k('OR REPLACE'),
      op.temporary && !isMysql(w) && w.k('TEMPORARY'),
      op.securityInvoker && isMysql(w) && w.k('SQL SECURITY INVOKER'),
      w.k(op.materialized ? 'MATERIALIZED VIEW' : 'VIEW'),
      op.ifNotExists && w.k('IF NOT EXISTS'),
      w.table(op.view),
      op.columns.length > 0 && w.names(op.columns),
      op.securityInvoker && w.dialect === 'postgresql' && `${w.k('WITH')} (security_invoker = true)`,
      `${w.k('AS')}\n${op.query}`,
      op.withData === false && w.k('WITH NO DATA'),
    ),
  );
}

function printDomain(w: Writer, op: CreateDomain): string {
  return join(
    w.k('CREATE DOMAIN'),
    w.table(op.type),
    w.k('AS'),
    op.base.text,
    op.default && `${w.k('DEFAULT')} ${op.default.text}`,
    op.notNull && w.k('NOT NULL'),
    ...op.checks.map((check) => printConstraint(w, check)),
  );
}

function printAlterDomain(w: Writer, { type, change }: OperationOf<'alterDomain'>): Printed {
  const head = `${w.k('ALTER DOMAIN')} ${w.table(type)}`;
  switch (change.kind) {
    case 'addConstraint':
      return sql(`${head} ${w.k('ADD')} ${printConstraint(w, change.constraint)}`);
    case 'dropConstraint':
      return sql(`${head} ${w.k('DROP CONSTRAINT')} ${w.name(change.name)}`);
    case 'validateConstraint':
      return sql(`${head} ${w.k('VALIDATE CONSTRAINT')} ${w.name(change.name)}`);
    case 'setDefault':
      return sql(`${head} ${w.k('SET DEFAULT')} ${change.value.text}`);
    case 'setNotNull':
      return sql(`${head} ${w.k('SET NOT NULL')}`);
    case 'dropNotNull':
      return sql(`${head} ${w.k('DROP NOT NULL')}`);
    case 'dropDefault':
      return sql(`${head} ${w.k('DROP DEFAULT')}`);
  }
}

function ownedBy(w: Writer, owner: NonNullable<OperationOf<'createSequence'>['ownedBy']>): string {
  return `${w.k('OWNED BY')} ${w.table(owner.table)}.${w.name(owner.column)}`;
}

function printSequence(w: Writer, op: OperationOf<'createSequence'>): Printed {
  if (w.dialect !== 'postgresql' && w.dialect !== 'mariadb')
    return unsupported(`${DIALECT_NAMES[w.dialect]} has no sequences`);
  return sql(
    join(
      w.k('CREATE SEQUENCE'),
      op.ifNotExists && w.k('IF NOT EXISTS'),
      w.table(op.sequence),
      op.dataType && `${w.k('AS')} ${op.dataType.text}`,
      op.ownedBy && ownedBy(w, op.ownedBy),
    ),
  );
}

function printPolicy(w: Writer, op: OperationOf<'createPolicy'>): string {
  return join(
    w.k(op.alters ? 'ALTER POLICY' : 'CREATE POLICY'),
    w.name(op.policy),
    w.k('ON'),
    w.table(op.table),
    op.restrictive && w.k('AS RESTRICTIVE'),
    op.command !== undefined && w.k(`FOR ${op.command.toUpperCase()}`),
    op.roles.length > 0 && `${w.k('TO')} ${op.roles.join(', ')}`,
    op.using && `${w.k('USING')} (${op.using.text})`,
    op.withCheck && `${w.k('WITH CHECK')} (${op.withCheck.text})`,
  );
}

function printDrop(w: Writer, op: OperationOf<'dropObject'>): Printed {
  if (op.objectType === 'other' || op.objectType === 'publication')
    return unsupported('what is dropped here is not modelled');
  const isPostgres = w.dialect === 'postgresql';
  const onTable = op.table && isPostgres && `${w.k('ON')} ${w.table(op.table)}`;
  return sql(
    join(
      w.k(`DROP ${op.objectType.toUpperCase()}`),
      op.ifExists && w.k('IF EXISTS'),
      w.table(op.name),
      onTable,
      op.cascade && isPostgres && w.k('CASCADE'),
    ),
  );
}

function printComment(w: Writer, op: CommentOn): Printed {
  const value = op.comment === undefined ? w.k('NULL') : w.text(op.comment);
  if (isMysql(w) && op.objectType === 'table')
    return sql(
      `${w.k('ALTER TABLE')} ${w.table(op.name)} ${w.k('COMMENT')}=${op.comment === undefined ? "''" : value}`,
    );
  if (w.dialect !== 'postgresql') return unsupported(`${DIALECT_NAMES[w.dialect]} has no COMMENT ON`);
  const head = w.k(`COMMENT ON ${op.objectType.toUpperCase()}`);
  if (op.objectType === 'column' && op.table)
    return sql(`${head} ${w.table(op.table)}.${w.name(op.name)} ${w.k('IS')} ${value}`);
  return sql(join(head, w.table(op.name), op.table && `${w.k('ON')} ${w.table(op.table)}`, w.k('IS'), value));
}

function printGrant(w: Writer, op: OperationOf<'grant'>): Printed {
  if (w.dialect === 'sqlite') return unsupported('SQLite has no privileges');
  if (op.on.length === 0) return unsupported('what the privileges are on is not kept');
  const what = op.objectType === '' || op.objectType === 'table' ? '' : w.k(op.objectType.toUpperCase());
  const on = join(w.k('ON'), what, op.on.map((name) => w.table(name)).join(', '));
  return sql(
    join(
      w.k(op.revoke ? 'REVOKE' : 'GRANT'),
      op.privileges.map((privilege) => w.k(privilege.toUpperCase())).join(', '),
      on,
      w.k(op.revoke ? 'FROM' : 'TO'),
      op.roles.join(', '),
    ),
  );
}
