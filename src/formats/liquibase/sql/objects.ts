import { childrenOf, contentOf, type Element, isTrue, textOf } from '../changelog';
import { compose, type Engine, givenValue, literal, type Made, made, name, qualified, tableOf, typeOf } from './build';

type Maker = (engine: Engine, change: Element) => readonly Made[];

const named = (engine: Engine, change: Element, key: string) =>
  qualified(engine, change.attributes.get('schemaName'), change.attributes.get(key));

function sequenceWords(change: Element): string {
  const said = (key: string, words: string) =>
    textOf(change, key) === undefined ? '' : ` ${words} ${textOf(change, key)}`;
  const cycle = isTrue(change, 'cycle') ? ' CYCLE' : '';
  return `${said('dataType', 'AS')}${said('startValue', 'START WITH')}${said('incrementBy', 'INCREMENT BY')}${said('minValue', 'MINVALUE')}${said('maxValue', 'MAXVALUE')}${said('cacheSize', 'CACHE')}${cycle}`;
}

/** MySQL and SQLite have no sequences: Liquibase says so, and changelogs leave them out there. */
const hasSequences = ({ dialect }: Engine) => dialect !== 'mysql' && dialect !== 'sqlite';

const createSequence: Maker = (engine, change) =>
  hasSequences(engine)
    ? [
        made(
          change,
          `CREATE SEQUENCE ${engine.dialect === 'postgresql' ? 'IF NOT EXISTS ' : ''}`,
          named(engine, change, 'sequenceName'),
          sequenceWords(change),
        ),
      ]
    : [];

const alterSequence: Maker = (engine, change) =>
  hasSequences(engine)
    ? [
        made(
          change,
          'ALTER SEQUENCE ',
          named(engine, change, 'sequenceName'),
          sequenceWords(change).replace(' START WITH', ' RESTART WITH') || ' NO CYCLE',
        ),
      ]
    : [];

const renameSequence: Maker = (engine, change) =>
  hasSequences(engine)
    ? [
        made(
          change,
          'ALTER SEQUENCE ',
          named(engine, change, 'oldSequenceName'),
          ' RENAME TO ',
          name(engine, change.attributes.get('newSequenceName')),
        ),
      ]
    : [];

const dropSequence: Maker = (engine, change) =>
  hasSequences(engine)
    ? [
        made(
          change,
          'DROP SEQUENCE ',
          isTrue(change, 'ifExists') ? 'IF EXISTS ' : '',
          named(engine, change, 'sequenceName'),
        ),
      ]
    : [];

const createView: Maker = (engine, change) => {
  const query = contentOf(change, 'selectQuery');
  if (isTrue(change, 'fullDefinition')) return query ? [made(change, query)] : [];
  const replaces = isTrue(change, 'replaceIfExists') && engine.dialect !== 'sqlite' ? 'OR REPLACE ' : '';
  return [made(change, `CREATE ${replaces}VIEW `, named(engine, change, 'viewName'), ' AS ', query)];
};

const dropView: Maker = (engine, change) => [
  made(change, 'DROP VIEW ', isTrue(change, 'ifExists') ? 'IF EXISTS ' : '', named(engine, change, 'viewName')),
];

const renameView: Maker = (engine, change) => [
  made(
    change,
    engine.dialect === 'postgresql' ? 'ALTER VIEW ' : 'RENAME TABLE ',
    named(engine, change, 'oldViewName'),
    engine.dialect === 'postgresql' ? ' RENAME TO ' : ' TO ',
    name(engine, change.attributes.get('newViewName')),
  ),
];

const addLookupTable: Maker = (engine, change) => {
  const type = typeOf(engine, change, 'newColumnDataType');
  const own = name(engine, change.attributes.get('newColumnName'));
  const table = tableOf(engine, change, 'newTableName', 'newTableSchemaName');
  const existing = tableOf(engine, change, 'existingTableName', 'existingTableSchemaName');
  const from = name(engine, change.attributes.get('existingColumnName'));
  const given = change.attributes.get('constraintName');
  return [
    made(change, 'CREATE TABLE ', table, ' (', own, ` ${type ?? ''} NOT NULL, PRIMARY KEY (`, own, '))'),
    made(
      change,
      'INSERT INTO ',
      table,
      ' (',
      own,
      ') SELECT DISTINCT ',
      from,
      ' FROM ',
      existing,
      ' WHERE ',
      from,
      ' IS NOT NULL',
    ),
    made(
      change,
      'ALTER TABLE ',
      existing,
      ' ADD ',
      given ? compose(change, 'CONSTRAINT ', name(engine, given), ' ') : '',
      'FOREIGN KEY (',
      from,
      ') REFERENCES ',
      table,
      ' (',
      own,
      ')',
    ),
  ];
};

const mergeColumns: Maker = (engine, change) => {
  const table = tableOf(engine, change);
  const final = name(engine, change.attributes.get('finalColumnName'));
  const [one, two] = [
    name(engine, change.attributes.get('column1Name')),
    name(engine, change.attributes.get('column2Name')),
  ];
  return [
    made(change, 'ALTER TABLE ', table, ' ADD ', final, ` ${typeOf(engine, change, 'finalColumnType') ?? ''}`),
    made(
      change,
      'UPDATE ',
      table,
      ' SET ',
      final,
      ' = ',
      one,
      ` || ${literal(engine, textOf(change, 'joinString') ?? '')} || `,
      two,
    ),
    made(change, 'ALTER TABLE ', table, ' DROP COLUMN ', one),
    made(change, 'ALTER TABLE ', table, ' DROP COLUMN ', two),
  ];
};

function columnList(engine: Engine, change: Element) {
  return childrenOf(change, 'column').flatMap((column, at) =>
    compose(column, at === 0 ? '' : ', ', name(engine, column.attributes.get('name'))),
  );
}

const insert: Maker = (engine, change) => {
  const values = childrenOf(change, 'column').map((column) => givenValue(engine, column, 'value', '') ?? 'NULL');
  return [
    made(
      change,
      'INSERT INTO ',
      tableOf(engine, change),
      ' (',
      columnList(engine, change),
      `) VALUES (${values.join(', ')})`,
    ),
  ];
};

/** Rows of a file: what they are is data, and is not read. */
const load: Maker = (engine, change) => {
  const listed = columnList(engine, change);
  return [
    made(
      change,
      'INSERT INTO ',
      tableOf(engine, change),
      ...(listed.length > 0 ? [' (', listed, ')'] : []),
      ' VALUES (NULL)',
    ),
  ];
};

const where = (change: Element) => {
  const condition =
    contentOf({ ...change, children: childrenOf(change, 'where') }, 'where') ?? childrenOf(change, 'where')[0]?.text;
  return condition && condition.text.trim() !== '' ? [' WHERE ', condition] : [];
};

const update: Maker = (engine, change) => {
  const sets = childrenOf(change, 'column').flatMap((column, at) =>
    compose(
      column,
      at === 0 ? '' : ', ',
      name(engine, column.attributes.get('name')),
      ` = ${givenValue(engine, column, 'value', '') ?? 'NULL'}`,
    ),
  );
  return [made(change, 'UPDATE ', tableOf(engine, change), ' SET ', sets, ...where(change))];
};

const remove: Maker = (engine, change) => [made(change, 'DELETE FROM ', tableOf(engine, change), ...where(change))];

const routine: Maker = (_engine, change) => {
  const body = contentOf(
    change,
    'procedureText',
    'procedureBody',
    'functionText',
    'functionBody',
    'triggerText',
    'triggerBody',
    'packageText',
    'packageBodyText',
  );
  return body ? [made(change, body)] : [];
};

const drop =
  (kind: string, key: string): Maker =>
  (engine, change) => [
    made(
      change,
      `DROP ${kind} `,
      named(engine, change, key),
      kind === 'TRIGGER' && engine.dialect === 'postgresql' ? compose(change, ' ON ', tableOf(engine, change)) : '',
    ),
  ];

/** Changes of what is no table, and of rows. */
export const OBJECT_CHANGES: Readonly<Record<string, Maker>> = {
  createSequence,
  alterSequence,
  renameSequence,
  dropSequence,
  createView,
  dropView,
  renameView,
  addLookupTable,
  mergeColumns,
  insert,
  loadData: load,
  loadUpdateData: load,
  update,
  delete: remove,
  createProcedure: routine,
  createFunction: routine,
  createTrigger: routine,
  createPackage: routine,
  createPackageBody: routine,
  dropProcedure: drop('PROCEDURE', 'procedureName'),
  dropFunction: drop('FUNCTION', 'functionName'),
  dropTrigger: drop('TRIGGER', 'triggerName'),
};

/** Changes that leave the schema as it is (docs.liquibase.com: tagDatabase, output, empty, stop; markUnused and others of Pro). */
export const NO_CHANGE: ReadonlySet<string> = new Set([
  'tagDatabase',
  'output',
  'empty',
  'stop',
  'comment',
  'validCheckSum',
  'preConditions',
  'rollback',
  'modifySql',
  'property',
  'enableCheckConstraint',
  'disableCheckConstraint',
  'enableTrigger',
  'disableTrigger',
  'markUnused',
]);
