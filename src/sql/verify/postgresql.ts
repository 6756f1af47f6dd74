import { type Facts, type FactWriter, factWriter } from './facts';
import { bool, first, type Json, list, node, text } from './json';
import type { FullParser, Opinion } from './opinion';

/** PostgreSQL's own parser (libpg_query), in WebAssembly. Loaded at first use. */
export async function loadPostgresParser(): Promise<FullParser> {
  const library = await import('libpg-query');
  await library.loadModule();
  const write = factWriter('postgresql');
  return {
    isSure: true,
    name: 'PostgreSQL 18’s parser',
    parse: (sql) => {
      try {
        return opinionOf(library.parseSync(sql) as unknown as Json, write);
      } catch (error) {
        return library.hasSqlDetails(error)
          ? {
              kind: 'refused',
              message: error.sqlDetails?.message ?? error.message,
              at: offsetOf(sql, error.sqlDetails?.cursorPosition ?? 0),
            }
          : { kind: 'failed' };
      }
    },
  };
}

/** The parser counts characters, the editor UTF-16 units: they differ behind an emoji. */
function offsetOf(sql: string, characters: number): number {
  let offset = 0;
  for (let left = characters; left > 0 && offset < sql.length; left--)
    offset += (sql.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  return offset;
}

function opinionOf(tree: Json, write: FactWriter): Opinion {
  const statements = list(tree, 'stmts');
  const [kind, statement] = first(node(statements[0] ?? {}, 'stmt'));
  if (statements.length !== 1 || kind === undefined) return { kind: 'failed' };
  const facts = factsOf(kind, statement, write);
  return { kind: 'read', what: kind, ...(facts ? { facts: [...new Set(facts)].sort() } : {}) };
}

function factsOf(kind: string, statement: Json, write: FactWriter): Facts | undefined {
  const table = node(statement, 'relation');
  switch (kind) {
    case 'CreateStmt':
      return [
        tableFact(table, write),
        ...list(statement, 'tableElts').flatMap((element) => elementFacts(element, write)),
      ];
    case 'AlterTableStmt': {
      const facts = list(statement, 'cmds').flatMap((command) => commandFacts(node(command, 'AlterTableCmd'), write));
      return facts.length === 0 || text(statement, 'objtype') !== 'OBJECT_TABLE'
        ? undefined
        : [tableFact(table, write), ...facts];
    }
    case 'IndexStmt': {
      const columns = list(statement, 'indexParams').map((part) => {
        const name = text(node(part, 'IndexElem'), 'name');
        return name === '' ? undefined : name;
      });
      return [write.index(text(table, 'relname'), bool(statement, 'unique') ? 'unique' : 'plain', columns)];
    }
    default:
      return undefined;
  }
}

function tableFact(table: Json, write: FactWriter): string {
  return write.table(text(table, 'schemaname'), text(table, 'relname'));
}

function elementFacts(element: Json, write: FactWriter): Facts {
  const [kind, value] = first(element);
  if (kind === 'ColumnDef') return columnFacts(value, write);
  return kind === 'Constraint' ? constraintFacts(value, write, undefined) : [];
}

function columnFacts(column: Json, write: FactWriter): Facts {
  const name = text(column, 'colname');
  const constraints = list(column, 'constraints').map((one) => node(one, 'Constraint'));
  const notNull = constraints.some((one) => text(one, 'contype') === 'CONSTR_NOTNULL');
  return [
    write.column(name, notNull ? 'not null' : 'nullable'),
    ...constraints.flatMap((one) => constraintFacts(one, write, name)),
  ];
}

function strings(value: Json, key: string): readonly string[] {
  return list(value, key).map((one) => text(node(one, 'String'), 'sval'));
}

function constraintFacts(constraint: Json, write: FactWriter, column: string | undefined): Facts {
  const own = column === undefined ? undefined : [column];
  switch (text(constraint, 'contype')) {
    case 'CONSTR_PRIMARY':
    case 'CONSTR_UNIQUE': {
      if (text(constraint, 'indexname') !== '') return [];
      const kind = text(constraint, 'contype') === 'CONSTR_PRIMARY' ? 'primary key' : 'unique';
      return [write.key(kind, own ?? strings(constraint, 'keys'))];
    }
    case 'CONSTR_FOREIGN':
      return [
        write.foreignKey(
          own ?? strings(constraint, 'fk_attrs'),
          text(node(constraint, 'pktable'), 'relname'),
          strings(constraint, 'pk_attrs'),
        ),
      ];
    default:
      return [];
  }
}

function commandFacts(command: Json, write: FactWriter): Facts {
  const name = text(command, 'name');
  const definition = node(command, 'def');
  switch (text(command, 'subtype')) {
    case 'AT_AddColumn': {
      const column = node(definition, 'ColumnDef');
      return [write.change('add', text(column, 'colname')), ...columnFacts(column, write)];
    }
    case 'AT_DropColumn':
      return [write.change('drop', name)];
    case 'AT_AlterColumnType':
      return [write.change('type', name)];
    case 'AT_SetNotNull':
      return [write.change('set not null', name)];
    case 'AT_DropNotNull':
      return [write.change('drop not null', name)];
    case 'AT_AddConstraint':
      return constraintFacts(node(definition, 'Constraint'), write, undefined);
    default:
      return [];
  }
}
