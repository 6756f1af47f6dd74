import { type Bound, type Link, type Placed, type Scope, type TextValue, textValue } from '../../code';
import { isMysqlFamily } from '../../model';
import { quoteText } from '../../sql';
import { between, compose, made, type Part, quoted, textsOf } from '../code/compose';
import { type Emitter, emitSql, emitUnknown, type Met } from '../code/emit';
import { functionOf } from '../code/exported';
import { alterations, columnSql, constraintSql } from './columns';
import { nameSql, sqlOf, valueSql } from './values';

interface Step {
  readonly name: string;
  readonly place: Placed;
  readonly args: readonly Bound[];
}

/** A chain `db.schema.createTable('t').addColumn(…)….execute()`. */
export function schemaChain(on: Emitter, links: readonly Link[], scope: Scope, met: Met): void {
  const steps = links.map(
    (link): Step => ({
      name: link.name,
      place: {
        start: link.call.callee.kind === 'member' ? link.call.callee.nameAt.start : link.call.start,
        end: link.call.end,
      },
      args: link.call.args.map(({ value }): Bound => ({ expr: value, scope })),
    }),
  );
  const prefix = steps.find(({ name }) => name === 'withSchema')?.args[0];
  const schema = prefix && textValue(prefix);
  const [head, ...rest] = steps.filter(
    ({ name }) => !/^(?:withSchema|withPlugin|withoutPlugins|execute|\$call)$/.test(name),
  );
  const name = head?.args[0] && textValue(head.args[0]);
  if (!head) return;
  const own = name && nameSql(name, on.dialect);
  const target = own && schema ? compose(head.place, [quoted(schema, on.dialect), '.', own]) : own;
  const made = target && sqlFor(on, head, rest, target, met);
  if (made) for (const sql of made) emitSql(on, met, sql);
  else emitUnknown(on, met, head.place, `what schema.${head.name} is given cannot be told without running it`);
}

const DROPS: Readonly<Record<string, string>> = {
  dropTable: 'DROP TABLE ',
  dropView: 'DROP VIEW ',
  dropType: 'DROP TYPE ',
  dropSchema: 'DROP SCHEMA ',
  createSchema: 'CREATE SCHEMA ',
};

function sqlFor(
  on: Emitter,
  head: Step,
  rest: readonly Step[],
  target: TextValue,
  met: Met,
): readonly TextValue[] | undefined {
  const { dialect } = on;
  const has = (word: string) => rest.some(({ name }) => name === word);
  const given = (word: string) => rest.find(({ name }) => name === word)?.args[0];
  const exists = has('ifExists') ? 'IF EXISTS ' : has('ifNotExists') ? 'IF NOT EXISTS ' : '';
  const say = (...parts: readonly Part[]) => [compose(head.place, parts)];
  const drop = Object.hasOwn(DROPS, head.name) ? DROPS[head.name] : undefined;
  if (drop)
    return say(
      has('materialized') ? drop.replace('VIEW', 'MATERIALIZED VIEW') : drop,
      exists,
      target,
      has('cascade') ? ' CASCADE' : '',
    );
  switch (head.name) {
    case 'createTable':
      return createTable(on, head, rest, target, met);
    case 'alterTable':
      return alterTable(on, rest, target);
    case 'createIndex':
      return createIndex(on, head, rest, target);
    case 'dropIndex': {
      const table = given('on');
      const own = table && textValue(table);
      const where: readonly Part[] =
        own && (isMysqlFamily(dialect) || dialect === 'sqlserver') ? [' ON ', nameSql(own, dialect)] : [];
      return say(`DROP INDEX ${exists}`, target, ...where, has('cascade') ? ' CASCADE' : '');
    }
    case 'createType': {
      const labels = textsOf(given('asEnum'));
      return (
        labels &&
        say(
          'CREATE TYPE ',
          target,
          ' AS ENUM (',
          ...between(
            labels.map((one) => made(quoteText(one.text, dialect), one.pieces[0] ?? head.place)),
            ', ',
          ),
          ')',
        )
      );
    }
    case 'createView': {
      const query = given('as');
      const sql =
        query &&
        (sqlOf(query, dialect) ??
          made(
            `SELECT 1 /* ${met.module.text.slice(query.expr.start, query.expr.end).replaceAll('*/', '* /')} */`,
            query.expr,
          ));
      const words = `CREATE ${has('orReplace') ? 'OR REPLACE ' : ''}${has('materialized') ? 'MATERIALIZED ' : ''}VIEW ${exists}`;
      return sql && say(words, target, ' AS ', sql);
    }
    default:
      return undefined;
  }
}

function createTable(
  on: Emitter,
  head: Step,
  rest: readonly Step[],
  target: TextValue,
  met: Met,
): readonly TextValue[] {
  const { dialect } = on;
  const lines: TextValue[] = [];
  const after: Part[] = [];
  let words = 'CREATE TABLE ';
  for (const { name, args, place } of rest) {
    if (name === 'temporary') words = 'CREATE TEMPORARY TABLE ';
    else if (name === 'ifNotExists') words += 'IF NOT EXISTS ';
    else if (name === 'modifyEnd') after.push(' ', args[0] && sqlOf(args[0], dialect));
    else if (name.startsWith('add')) {
      const line = name === 'addColumn' ? columnSql(place, args, dialect) : constraintSql(place, name, args, dialect);
      if (line) lines.push(line);
      else emitUnknown(on, met, place, `what ${name} is given cannot be told without running it`);
    }
  }
  return [compose(head.place, [words, target, ' (', ...between(lines, ', '), ')', ...after])];
}

function alterTable(on: Emitter, rest: readonly Step[], target: TextValue): readonly TextValue[] | undefined {
  const all = rest.map((step) => alterStep(on, step, target));
  const known = all.filter((one) => one !== undefined);
  return known.length === all.length ? known.flat() : undefined;
}

function alterStep(
  { dialect }: Emitter,
  { name, args, place }: Step,
  target: TextValue,
): readonly TextValue[] | undefined {
  const [first, second] = args;
  const own = first && textValue(first);
  const other = second && textValue(second);
  const say = (...parts: readonly Part[]) => [compose(place, ['ALTER TABLE ', target, ...parts])];
  switch (name) {
    case 'addColumn': {
      const line = columnSql(place, args, dialect);
      return line && say(' ADD COLUMN ', line);
    }
    case 'modifyColumn': {
      const line = columnSql(place, args, dialect);
      return line && say(' MODIFY COLUMN ', line);
    }
    case 'dropColumn':
      return own && say(' DROP COLUMN ', quoted(own, dialect));
    case 'renameColumn':
      return own && other && say(' RENAME COLUMN ', quoted(own, dialect), ' TO ', quoted(other, dialect));
    case 'renameTo':
      return own && say(' RENAME TO ', quoted(own, dialect));
    case 'setSchema':
      return own && say(' SET SCHEMA ', quoted(own, dialect));
    case 'dropConstraint':
      return own && say(' DROP CONSTRAINT ', quoted(own, dialect));
    case 'renameConstraint':
      return own && other && say(' RENAME CONSTRAINT ', quoted(own, dialect), ' TO ', quoted(other, dialect));
    case 'alterColumn': {
      const changes = own && alterations(second && functionOf(second), dialect);
      return own && changes?.flatMap((parts) => say(' ALTER COLUMN ', quoted(own, dialect), ...parts));
    }
    case 'onDelete':
    case 'onUpdate':
    case 'ifExists':
    case 'cascade':
      return [];
    default: {
      const line = name.endsWith('Constraint') ? constraintSql(place, name, args, dialect) : undefined;
      return line && say(' ADD ', line);
    }
  }
}

function createIndex(
  { dialect }: Emitter,
  head: Step,
  rest: readonly Step[],
  target: TextValue,
): readonly TextValue[] | undefined {
  let table: TextValue | undefined;
  let method: string | undefined;
  let words = 'CREATE INDEX ';
  const columns: TextValue[] = [];
  const conditions: TextValue[] = [];
  for (const { name, args, place } of rest) {
    const [first, second, third] = args;
    const text = first && textValue(first);
    if (name === 'unique') words = 'CREATE UNIQUE INDEX ';
    else if (name === 'on') table = text;
    else if (name === 'using') method = text?.text;
    else if (name === 'column' || name === 'columns')
      for (const one of textsOf(first) ?? []) {
        const [bare = '', order = ''] = one.text.split(' ');
        columns.push(
          order
            ? compose(place, [quoted(made(bare, one.pieces[0] ?? place), dialect), ` ${order}`])
            : quoted(one, dialect),
        );
      }
    else if (name === 'expression') {
      const sql = first && sqlOf(first, dialect);
      if (sql) columns.push(compose(place, ['(', sql, ')']));
    } else if (name === 'where') {
      const value = third && valueSql(third, dialect);
      const operator = second && textValue(second)?.text;
      const sql = first && sqlOf(first, dialect);
      const condition =
        sql ??
        (text && operator && value ? compose(place, [quoted(text, dialect), ` ${operator} `, value]) : undefined);
      if (!condition) return undefined;
      conditions.push(condition);
    }
  }
  if (!table || columns.length === 0) return undefined;
  const exists = rest.some(({ name }) => name === 'ifNotExists') ? 'IF NOT EXISTS ' : '';
  const where: readonly Part[] = conditions.length > 0 ? [' WHERE ', ...between(conditions, ' AND ')] : [];
  return [
    compose(head.place, [
      words,
      exists,
      target,
      ' ON ',
      nameSql(table, dialect),
      method === undefined ? '' : ` USING ${method}`,
      ' (',
      ...between(columns, ', '),
      ')',
      ...where,
    ]),
  ];
}
