import type { Dialect } from '../../model';
import { type Facts, type FactWriter, factWriter } from './facts';
import { type Json, list, node, text } from './json';
import type { FullParser, Opinion } from './opinion';

interface Library {
  readonly Parser: new () => { astify(sql: string, options: { readonly database: string }): unknown };
}

/** The dialect's build alone; MySQL's also for MariaDB, of whose files it reads more than the MariaDB build does (formats.md, 2.5). */
async function load(dialect: Dialect): Promise<Library> {
  const loaded: unknown =
    dialect === 'sqlite' ? await import('node-sql-parser/build/sqlite') : await import('node-sql-parser/build/mysql');
  const library = loaded as Library & { readonly default?: Library };
  return library.default ?? library;
}

/** node-sql-parser: when it reads a statement it is right, but it refuses much that is valid. */
export async function loadNodeSqlParser(dialect: Dialect): Promise<FullParser> {
  const { Parser } = await load(dialect);
  const parser = new Parser();
  const write = factWriter(dialect);
  const database = dialect === 'sqlite' ? 'Sqlite' : 'MySQL';
  return {
    isSure: false,
    name: 'node-sql-parser',
    parse: (sql) => {
      try {
        return opinionOf(parser.astify(withVersionComments(sql, dialect), { database }), write);
      } catch {
        return { kind: 'failed' };
      }
    },
  };
}

/** What `/*!50705 … *\/` holds is run by the servers and read by us, but passed over by node-sql-parser. */
function withVersionComments(sql: string, dialect: Dialect): string {
  if (dialect === 'sqlite' || !sql.includes('!')) return sql;
  return sql.replace(/\/\*M?!\d*([\s\S]*?)\*\//g, ' $1 ');
}

function opinionOf(tree: unknown, write: FactWriter): Opinion {
  const statement = (Array.isArray(tree) ? (tree.length === 1 ? tree[0] : undefined) : tree) as Json | undefined;
  if (statement === undefined || statement === null) return { kind: 'failed' };
  const facts = factsOf(statement, write);
  return {
    kind: 'read',
    what: `${text(statement, 'type')} ${text(statement, 'keyword')}`.trim(),
    ...(facts ? { facts: [...new Set(facts)].sort() } : {}),
  };
}

function factsOf(statement: Json, write: FactWriter): Facts | undefined {
  const type = text(statement, 'type');
  const table = text(list(statement, 'table')[0] ?? node(statement, 'table'), 'table');
  if (type === 'create' && text(statement, 'keyword') === 'table') {
    const definitions = list(statement, 'create_definitions');
    if (definitions.length === 0) return undefined;
    return [write.table(undefined, table), ...definitions.flatMap((one) => definitionFacts(one, write))];
  }
  if (type === 'create' && text(statement, 'keyword') === 'index') {
    const unique = text(statement, 'index_type') === 'unique' ? 'unique' : 'plain';
    return [write.index(table, unique, list(statement, 'index_columns').map(columnName))];
  }
  if (type !== 'alter') return undefined;
  const facts = list(statement, 'expr').flatMap((one) => alterFacts(one, write));
  return facts.length === 0 ? undefined : [write.table(undefined, table), ...facts];
}

/** A key part's column; undefined for an expression. */
function columnName(part: Json): string | undefined {
  // SQLite takes a text in double quotes that names a column for that column.
  const name = text(part, 'type') === 'double_quote_string' ? part.value : part.column;
  return typeof name === 'string' ? name : undefined;
}

function columnList(value: Json, key: string): readonly string[] {
  return list(value, key).map((part) => columnName(part) ?? '*');
}

function definitionFacts(definition: Json, write: FactWriter): Facts {
  if (text(definition, 'resource') === 'constraint') return constraintFacts(definition, write);
  return text(definition, 'resource') === 'column' ? columnFacts(definition, write) : [];
}

function columnFacts(definition: Json, write: FactWriter): Facts {
  const name = columnName(node(definition, 'column')) ?? '*';
  const notNull = text(node(definition, 'nullable'), 'type') === 'not null' ? 'not null' : 'nullable';
  const facts = [write.column(name, notNull)];
  if (/primary|^key$/.test(text(definition, 'primary_key'))) facts.push(write.key('primary key', [name]));
  if (text(definition, 'unique') !== '') facts.push(write.key('unique', [name]));
  const reference = node(definition, 'reference_definition');
  if (list(reference, 'table').length > 0) facts.push(referenceFact([name], reference, write));
  return facts;
}

function referenceFact(columns: readonly string[], reference: Json, write: FactWriter): string {
  return write.foreignKey(
    columns,
    text(list(reference, 'table')[0] ?? {}, 'table'),
    columnList(reference, 'definition'),
  );
}

function constraintFacts(constraint: Json, write: FactWriter): Facts {
  const columns = columnList(constraint, 'definition');
  const kind = text(constraint, 'constraint_type').toLowerCase();
  if (kind === 'primary key') return [write.key('primary key', columns)];
  if (kind.startsWith('unique')) return [write.key('unique', columns)];
  return kind === 'foreign key' ? [referenceFact(columns, node(constraint, 'reference_definition'), write)] : [];
}

function alterFacts(expression: Json, write: FactWriter): Facts {
  const action = text(expression, 'action');
  const resource = text(expression, 'resource');
  if (action === 'add' && resource === 'column') {
    return [write.change('add', columnName(node(expression, 'column')) ?? '*'), ...columnFacts(expression, write)];
  }
  if (action === 'drop' && resource === 'column')
    return [write.change('drop', columnName(node(expression, 'column')) ?? '*')];
  return action === 'add' && resource === 'constraint'
    ? constraintFacts(node(expression, 'create_definitions'), write)
    : [];
}
