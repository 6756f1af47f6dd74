/** The parameters of each of MigrationBuilder's methods, in their order (EFCore.Relational, Migrations/MigrationBuilder.cs). */

const SIZE = ['type', 'unicode', 'maxLength', 'rowVersion'] as const;
const VALUE = ['nullable', 'defaultValue', 'defaultValueSql', 'computedColumnSql'] as const;

/** `table.Column<T>(…)` of CreateTable. */
export const COLUMN: readonly string[] = [
  ...SIZE,
  'name',
  ...VALUE,
  'fixedLength',
  'comment',
  'collation',
  'precision',
  'scale',
  'stored',
];

/** What a column may say: of `old…` parameters AlterColumn has one for each. */
export const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  AddColumn: [
    'name',
    'table',
    ...SIZE,
    'schema',
    ...VALUE,
    'fixedLength',
    'comment',
    'collation',
    'precision',
    'scale',
    'stored',
  ],
  AddForeignKey: [
    'name',
    'table',
    'column',
    'principalTable',
    'schema',
    'principalSchema',
    'principalColumn',
    'onUpdate',
    'onDelete',
  ],
  AddPrimaryKey: ['name', 'table', 'column', 'schema'],
  AddUniqueConstraint: ['name', 'table', 'column', 'schema'],
  AlterColumn: ['name', 'table', ...SIZE, 'schema', ...VALUE, 'oldClrType', 'oldType'],
  AlterDatabase: ['collation', 'oldCollation'],
  AlterSequence: ['name', 'schema', 'incrementBy', 'minValue', 'maxValue', 'cyclic'],
  AlterTable: ['name', 'schema', 'comment', 'oldComment'],
  CreateIndex: ['name', 'table', 'column', 'schema', 'unique', 'filter', 'descending'],
  EnsureSchema: ['name'],
  CreateSequence: ['name', 'schema', 'startValue', 'incrementBy', 'minValue', 'maxValue', 'cyclic'],
  CreateCheckConstraint: ['name', 'table', 'sql', 'schema'],
  AddCheckConstraint: ['name', 'table', 'sql', 'schema'],
  CreateTable: ['name', 'columns', 'schema', 'constraints', 'comment'],
  DropColumn: ['name', 'table', 'schema'],
  DropForeignKey: ['name', 'table', 'schema'],
  DropIndex: ['name', 'table', 'schema'],
  DropPrimaryKey: ['name', 'table', 'schema'],
  DropSchema: ['name'],
  DropSequence: ['name', 'schema'],
  DropCheckConstraint: ['name', 'table', 'schema'],
  DropTable: ['name', 'schema'],
  DropUniqueConstraint: ['name', 'table', 'schema'],
  RenameColumn: ['name', 'table', 'newName', 'schema'],
  RenameIndex: ['name', 'newName', 'table', 'schema'],
  RenameSequence: ['name', 'schema', 'newName', 'newSchema'],
  RenameTable: ['name', 'schema', 'newName', 'newSchema'],
  RestartSequence: ['name', 'startValue', 'schema'],
  Sql: ['sql', 'suppressTransaction'],
  InsertData: ['table', 'column', 'value', 'schema'],
  DeleteData: ['table', 'keyColumn', 'keyValue', 'schema'],
  UpdateData: ['table', 'keyColumn', 'keyValue', 'column', 'value', 'schema'],
};

/** Inside `constraints: table => …` the name is first and the table is known. */
export const CONSTRAINT_PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  PrimaryKey: ['name', 'columns'],
  UniqueConstraint: ['name', 'columns'],
  CheckConstraint: ['name', 'sql'],
  ForeignKey: ['name', 'column', 'principalTable', 'principalColumn', 'principalSchema', 'onUpdate', 'onDelete'],
};
