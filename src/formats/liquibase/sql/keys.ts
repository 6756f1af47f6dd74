import { isMysqlFamily } from '../../../model';
import { type Element, type Piece, textOf } from '../changelog';
import { cascades, compose, deferrable, type Engine, type Made, made, name, names, qualified, tableOf } from './build';

type Maker = (engine: Engine, change: Element) => readonly Made[];

const column = (engine: Engine, change: Element, key: string) => name(engine, change.attributes.get(key));

/** `CONSTRAINT name ` where the change names it. */
function constraintName(engine: Engine, change: Element): readonly Piece[] {
  const given = change.attributes.get('constraintName');
  return given && given.text.trim() !== '' ? compose(change, 'CONSTRAINT ', name(engine, given), ' ') : [];
}

const addPrimaryKey: Maker = (engine, change) => [
  made(
    change,
    'ALTER TABLE ',
    tableOf(engine, change),
    ' ADD ',
    constraintName(engine, change),
    'PRIMARY KEY (',
    names(engine, change, change.attributes.get('columnNames')),
    ')',
  ),
];

const dropPrimaryKey: Maker = (engine, change) => {
  const given = change.attributes.get('constraintName');
  if (isMysqlFamily(engine.dialect))
    return [made(change, 'ALTER TABLE ', tableOf(engine, change), ' DROP PRIMARY KEY')];
  if (given) return [made(change, 'ALTER TABLE ', tableOf(engine, change), ' DROP CONSTRAINT ', name(engine, given))];
  // Liquibase looks the key's name up; it is the one that the engine gives.
  const table = change.attributes.get('tableName');
  const key = table && {
    ...table,
    text: `${table.text}_pkey`,
    pieces: [{ text: `${table.text}_pkey`, start: table.start, end: table.end }],
  };
  return [made(change, 'ALTER TABLE ', tableOf(engine, change), ' DROP CONSTRAINT ', name(engine, key))];
};

const ACTIONS: Readonly<Record<string, string>> = {
  CASCADE: 'CASCADE',
  'SET NULL': 'SET NULL',
  'SET DEFAULT': 'SET DEFAULT',
  RESTRICT: 'RESTRICT',
  'NO ACTION': 'NO ACTION',
};

function actions(change: Element): string {
  const said = (key: string) => ACTIONS[(textOf(change, key) ?? '').toUpperCase()];
  const [onUpdate, onDelete] = [said('onUpdate'), said('onDelete')];
  return `${onUpdate ? ` ON UPDATE ${onUpdate}` : ''}${onDelete ? ` ON DELETE ${onDelete}` : cascades(change)}`;
}

const addForeignKey: Maker = (engine, change) => [
  made(
    change,
    'ALTER TABLE ',
    tableOf(engine, change, 'baseTableName', 'baseTableSchemaName'),
    ' ADD ',
    constraintName(engine, change),
    'FOREIGN KEY (',
    names(engine, change, change.attributes.get('baseColumnNames')),
    ') REFERENCES ',
    qualified(engine, change.attributes.get('referencedTableSchemaName'), change.attributes.get('referencedTableName')),
    ' (',
    names(engine, change, change.attributes.get('referencedColumnNames')),
    ')',
    actions(change),
    isMysqlFamily(engine.dialect) ? '' : deferrable(change),
    textOf(change, 'validate') === 'false' && engine.dialect === 'postgresql' ? ' NOT VALID' : '',
  ),
];

const dropForeignKey: Maker = (engine, change) => [
  made(
    change,
    'ALTER TABLE ',
    tableOf(engine, change, 'baseTableName', 'baseTableSchemaName'),
    isMysqlFamily(engine.dialect) ? ' DROP FOREIGN KEY ' : ' DROP CONSTRAINT ',
    column(engine, change, 'constraintName'),
  ),
];

const addUnique: Maker = (engine, change) => [
  made(
    change,
    'ALTER TABLE ',
    tableOf(engine, change),
    ' ADD ',
    constraintName(engine, change),
    'UNIQUE (',
    names(engine, change, change.attributes.get('columnNames')),
    ')',
    isMysqlFamily(engine.dialect) ? '' : deferrable(change),
  ),
];

const dropUnique: Maker = (engine, change) => [
  made(
    change,
    'ALTER TABLE ',
    tableOf(engine, change),
    isMysqlFamily(engine.dialect) ? ' DROP KEY ' : ' DROP CONSTRAINT ',
    column(engine, change, 'constraintName'),
  ),
];

/** Check constraints are a change of Liquibase Pro. */
const addCheck: Maker = (engine, change) => {
  const body = change.attributes.get('constraintBody') ?? change.text;
  return [
    made(
      change,
      'ALTER TABLE ',
      tableOf(engine, change),
      ' ADD ',
      constraintName(engine, change),
      'CHECK (',
      body,
      ')',
    ),
  ];
};

const dropCheck: Maker = (engine, change) => [
  made(
    change,
    'ALTER TABLE ',
    tableOf(engine, change),
    isMysqlFamily(engine.dialect) ? ' DROP CHECK ' : ' DROP CONSTRAINT ',
    column(engine, change, 'constraintName'),
  ),
];

/** Changes of keys and constraints. */
export const KEY_CHANGES: Readonly<Record<string, Maker>> = {
  addPrimaryKey,
  dropPrimaryKey,
  addForeignKeyConstraint: addForeignKey,
  dropForeignKeyConstraint: dropForeignKey,
  addUniqueConstraint: addUnique,
  dropUniqueConstraint: dropUnique,
  addCheckConstraint: addCheck,
  dropCheckConstraint: dropCheck,
};
