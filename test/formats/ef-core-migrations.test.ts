import { describe, expect, it } from 'vitest';
import { format } from '../../src/formats/ef-core-migrations';
import { type Dialect, foldAll, type Operation, type Schema } from '../../src/model';
import { withGrammars } from '../support/grammars';
import { summaryOf } from './summary';
import { portOf } from './support';

withGrammars('csharp');

const classOf = (up: string, down = '') =>
  `using Microsoft.EntityFrameworkCore.Migrations;\nnamespace N { public partial class M : Migration {\nprotected override void Up(MigrationBuilder migrationBuilder) {\n${up}\n}\nprotected override void Down(MigrationBuilder migrationBuilder) {\n${down}\n} } }`;

function read(up: string, dialect: Dialect = 'postgresql', down = '') {
  return format.read({ uri: 'file:///1_M.cs', text: classOf(up, down) }, { dialect });
}

function operations(up: string, dialect: Dialect = 'postgresql'): readonly Operation[] {
  return read(up, dialect).up.statements.flatMap((statement) => statement.operations);
}

const schemaOf = (up: string, dialect: Dialect = 'postgresql'): Schema => foldAll(dialect, operations(up, dialect));
const tableIn = (up: string, name: string, dialect: Dialect = 'postgresql') =>
  Object.entries(summaryOf(schemaOf(up, dialect)).tables).find(([key]) => key.endsWith(name))?.[1];
const kinds = (up: string, dialect: Dialect = 'postgresql') =>
  operations(up, dialect).map((one) => (one.kind === 'alterColumn' ? one.change.kind : one.kind));

const POSTS = `migrationBuilder.CreateTable(name: "Posts", schema: "blog", columns: table => new {
  Id = table.Column<int>(type: "integer", nullable: false).Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
  Title = table.Column<string>(name: "the title", type: "character varying(20)", maxLength: 20, nullable: false, defaultValue: "a'b"),
  At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
  Full = table.Column<string>(type: "text", nullable: true, computedColumnSql: "upper(\\"the title\\")", stored: true),
  BlogId = table.Column<int>(type: "integer", nullable: true)
}, constraints: table => {
  table.PrimaryKey("PK_Posts", x => x.Id);
  table.UniqueConstraint("AK_Posts", x => new { x.Title, x.BlogId });
  table.CheckConstraint("CK_Posts", "\\"BlogId\\" > 0");
  table.ForeignKey(name: "FK_Posts_Blogs", column: x => x.BlogId, principalSchema: "blog", principalTable: "Blogs", principalColumn: "Id", onDelete: ReferentialAction.SetNull);
});`;

describe("EF Core's migrations", () => {
  it('make tables with columns, keys and checks; a column may have another name than its property', () => {
    expect(tableIn(POSTS, 'Posts')).toEqual({
      columns: [
        'Id integer not null numbered',
        "the title character varying(20) not null default 'a''b'",
        'At timestamp with time zone not null default CURRENT_TIMESTAMP',
        'Full text',
        'BlogId integer',
      ],
      primaryKey: 'PK_Posts Id',
      uniques: ['AK_Posts the title, BlogId'],
      indexes: [],
      foreignKeys: ['FK_Posts_Blogs BlogId to blog.Blogs Id set null no action'],
      checks: ['CK_Posts "BlogId" > 0'],
    });
  });

  it('leave schemas out where the engine has none', () => {
    const text = `migrationBuilder.EnsureSchema(name: "a");
migrationBuilder.CreateTable(name: "T", schema: "a", columns: table => new { Id = table.Column<int>(nullable: false) }, constraints: table => table.PrimaryKey("PK", x => x.Id));
migrationBuilder.RenameTable(name: "T", schema: "a", newName: "T", newSchema: "b");`;
    expect(kinds(text, 'sqlite')).toEqual(['createTable']);
    expect(kinds(text)).toEqual(['createSchema', 'createTable', 'alterTable']);
  });

  it.each([
    ['int', '', 'integer', 'int', 'INTEGER', 'int'],
    ['string', '', 'text', 'nvarchar(max)', 'TEXT', 'longtext'],
    ['string', 'maxLength: 9', 'character varying(9)', 'nvarchar(9)', 'TEXT', 'varchar(9)'],
    ['string', 'maxLength: 2, fixedLength: true, unicode: false', 'character(2)', 'char(2)', 'TEXT', 'char(2)'],
    ['bool', '', 'boolean', 'bit', 'INTEGER', 'tinyint(1)'],
    ['Guid', '', 'uuid', 'uniqueidentifier', 'TEXT', 'char(36)'],
    ['decimal', '', 'numeric', 'decimal(18,2)', 'TEXT', 'decimal(65,30)'],
    ['decimal', 'precision: 5, scale: 1', 'numeric(5,1)', 'decimal(5,1)', 'TEXT', 'decimal(5,1)'],
    ['byte[]', '', 'bytea', 'varbinary(max)', 'BLOB', 'longblob'],
    ['byte[]', 'rowVersion: true', 'bytea', 'rowversion', 'BLOB', 'timestamp(6)'],
    ['DateTimeOffset', '', 'timestamp with time zone', 'datetimeoffset', 'TEXT', 'datetime(6)'],
    ['System.Int64', '', 'bigint', 'bigint', 'INTEGER', 'bigint'],
  ])('map %s (%s) as each provider does', (clr, facets, ...types) => {
    const text = `migrationBuilder.AddColumn<${clr}>("C", "T", nullable: true${facets === '' ? '' : `, ${facets}`});`;
    const dialects: readonly Dialect[] = ['postgresql', 'sqlserver', 'sqlite', 'mysql'];
    const found = dialects.map((dialect) => {
      const [one] = operations(text, dialect);
      return one?.kind === 'addColumn' ? one.column.type?.text : undefined;
    });
    expect(found).toEqual(types);
  });

  it("bound SQL Server's strings in keys and indexes", () => {
    const text = `migrationBuilder.CreateTable("T", table => new { Id = table.Column<string>(nullable: false), Name = table.Column<string>(nullable: true), Rest = table.Column<string>(nullable: true) }, constraints: table => { table.PrimaryKey("PK_T", x => x.Id); });
migrationBuilder.CreateIndex("IX", "T", "Name");`;
    expect(tableIn(text, 't', 'sqlserver')?.columns).toEqual([
      'Id nvarchar(450) not null',
      'Name nvarchar(450)',
      'Rest nvarchar(max)',
    ]);
  });

  it('number columns as each provider says', () => {
    const column = (annotation: string) =>
      `migrationBuilder.AddColumn<int>(name: "Id", table: "T", type: "int", nullable: false, defaultValue: 0)${annotation};`;
    const identity = (annotation: string, dialect: Dialect) => {
      const [one] = operations(column(annotation), dialect);
      return one?.kind === 'addColumn' ? [one.column.identity ?? one.column.type?.text, one.column.default?.text] : one;
    };
    const npgsql = (strategy: string) =>
      `.Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.${strategy})`;
    expect(identity(npgsql('IdentityAlwaysColumn'), 'postgresql')).toEqual(['always', undefined]);
    expect(identity(npgsql('SerialColumn'), 'postgresql')).toEqual(['serial', undefined]);
    expect(identity('.Annotation("SqlServer:Identity", "1, 1")', 'sqlserver')).toEqual(['always', undefined]);
    expect(
      identity('.Annotation("MySql:ValueGenerationStrategy", MySqlValueGenerationStrategy.IdentityColumn)', 'mysql'),
    ).toEqual(['auto increment', undefined]);
    expect(identity('', 'postgresql')).toEqual(['int', '0']);
  });

  it('keep the key of SQLite with its numbered column', () => {
    const text = `migrationBuilder.CreateTable("T", table => new { Id = table.Column<int>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true) }, constraints: table => { table.PrimaryKey("PK_T", x => x.Id); });`;
    expect(operations(text, 'sqlite')).toMatchObject([
      {
        columns: [{ identity: 'auto increment', constraints: [{ kind: 'primaryKey', inline: true }] }],
        constraints: [],
      },
    ]);
  });

  it.each([
    ['3', 'postgresql', '3'],
    ['-1', 'sqlserver', '-1'],
    ['true', 'postgresql', 'TRUE'],
    ['false', 'sqlserver', 'CAST(0 AS bit)'],
    ['true', 'sqlite', '1'],
    ['0m', 'sqlserver', '0.0'],
    ['0.5', 'sqlserver', '0.5E0'],
    ['new Guid("00000000-0000-0000-0000-000000000000")', 'postgresql', "'00000000-0000-0000-0000-000000000000'"],
    ['new DateTime(2020, 1, 2, 3, 4, 5, 0, DateTimeKind.Unspecified)', 'sqlserver', "'2020-01-02T03:04:05.0000000'"],
    ['new DateTime(2020, 1, 2, 0, 0, 0, 0, DateTimeKind.Unspecified)', 'sqlite', "'2020-01-02 00:00:00'"],
    ['new DateOnly(2020, 1, 2)', 'postgresql', "DATE '2020-01-02'"],
    ['new byte[0]', 'sqlite', "X''"],
    ['new string[0]', 'sqlite', "X''"],
  ] as const)('write the default %s in %s as %s', (value, dialect, text) => {
    const [one] = operations(
      `migrationBuilder.AddColumn<int>(name: "C", table: "T", type: "x", nullable: false, defaultValue: ${value});`,
      dialect,
    );
    expect(one?.kind === 'addColumn' && one.column.default?.text).toBe(text);
  });

  it('say of a default that cannot be told that it cannot', () => {
    expect(
      kinds(
        'migrationBuilder.AddColumn<int>(name: "C", table: "T", type: "integer", nullable: false, defaultValue: Kind.A);',
      ),
    ).toEqual(['addColumn', 'opaque']);
  });

  it('change of a column only what differs', () => {
    const alter = (rest: string) => `migrationBuilder.AlterColumn<string>(name: "C", table: "T", ${rest});`;
    expect(kinds(alter('type: "text", nullable: true, oldClrType: typeof(string), oldType: "text"'))).toEqual([
      'dropNotNull',
    ]);
    expect(
      kinds(
        alter(
          'type: "text", nullable: false, defaultValue: "", oldClrType: typeof(string), oldType: "character varying(3)", oldMaxLength: 3, oldNullable: true',
        ),
      ),
    ).toEqual(['setType', 'changeData', 'setNotNull', 'setDefault']);
    expect(kinds(alter('maxLength: 5, nullable: true, oldClrType: typeof(string), oldNullable: true'))).toEqual([
      'setType',
    ]);
    expect(
      kinds(
        alter(
          'type: "text", nullable: true, comment: "x", oldClrType: typeof(string), oldType: "text", oldNullable: true, oldDefaultValue: "y"',
        ),
      ),
    ).toEqual(['dropDefault', 'commentOn']);
    expect(
      kinds(
        alter('type: "longtext", nullable: true, oldClrType: typeof(string), oldType: "text", oldNullable: true'),
        'mysql',
      ),
    ).toEqual(['redefine']);
    expect(
      kinds(
        alter(
          'type: "text", nullable: true, computedColumnSql: "1", oldClrType: typeof(string), oldType: "text", oldNullable: true',
        ),
      ),
    ).toEqual(['dropColumn', 'addColumn']);
  });

  it('turn a serial column into one with an identity', () => {
    const text = `migrationBuilder.AlterColumn<int>(name: "Id", table: "T", type: "integer", nullable: false, oldClrType: typeof(int), oldType: "integer")
  .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn)
  .OldAnnotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.SerialColumn);`;
    expect(kinds(text).filter((kind) => kind !== 'setType')).toEqual(['dropDefault', 'addIdentity']);
  });

  it('make indexes with their columns, filters, orders and what the provider says of them', () => {
    const [plain] = operations(
      `migrationBuilder.CreateIndex(name: "IX", table: "T", columns: new[] { "A", "B" }, unique: true, filter: "[A] IS NOT NULL", descending: new[] { false, true }).Annotation("SqlServer:Include", new[] { "C" });`,
      'sqlserver',
    );
    expect(plain).toMatchObject({
      index: {
        unique: true,
        where: { text: '[A] IS NOT NULL' },
        columns: [{ column: { name: 'A' } }, { order: 'desc' }],
        include: [{ name: 'C' }],
      },
    });
    const up = `migrationBuilder.CreateIndex("IX", "T", "A").Annotation("Npgsql:IndexMethod", "gin").Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" }).Annotation("Npgsql:CreatedConcurrently", true);`;
    expect(operations(up)).toMatchObject([
      { concurrently: true, index: { method: 'gin', columns: [{ operatorClass: 'gin_trgm_ops' }] } },
    ]);
    expect(read(up).transaction.mode).toBe('statement');
  });

  it("make PostgreSQL's enums and extensions of the database's annotations", () => {
    const text = `migrationBuilder.AlterDatabase().Annotation("Npgsql:Enum:mood", "a,b").Annotation("Npgsql:Enum:s.kind", "x").Annotation("Npgsql:PostgresExtension:citext", ",,").OldAnnotation("Npgsql:Enum:mood", "b").OldAnnotation("Npgsql:Enum:gone", "x");`;
    expect(kinds(text)).toEqual(['addEnumValue', 'createSchema', 'createEnum', 'createExtension', 'dropObject']);
  });

  it('read SQL in place, follow loops and helpers, and take the branch of the provider', () => {
    const text = `const string t = "posts";
migrationBuilder.Sql($@"UPDATE ""{t}"" SET a = 1");
foreach (var name in new[] { "A", "B" }) { migrationBuilder.DropTable(name: name); }
void Drop(string c) => migrationBuilder.DropColumn(c, "T");
Drop("X");
if (migrationBuilder.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL") migrationBuilder.DropTable("P"); else migrationBuilder.DropTable("Q");
if (migrationBuilder.IsSqlServer()) migrationBuilder.DropTable("S");
Helpers.Apply(migrationBuilder);
migrationBuilder.MyOwn("x");`;
    const found = operations(text);
    expect(found.map((one) => ('table' in one && one.table ? `${one.kind} ${one.table.name}` : one.kind))).toEqual([
      'changeData',
      'dropTable A',
      'dropTable B',
      'dropColumn T',
      'dropTable P',
      'opaque',
      'opaque',
    ]);
    const [change] = found;
    const source = classOf(text);
    expect(change?.kind === 'changeData' && source.slice(change.span.start.offset, change.span.end.offset)).toBe(
      'UPDATE ""{t}"" SET a = 1',
    );
  });

  it('know the way back, and where there is none', () => {
    expect(read('', 'postgresql', 'migrationBuilder.DropTable("T");').down?.statements).toHaveLength(1);
    expect(read('', 'postgresql', 'throw new NotSupportedException();').irreversible).toBeDefined();
  });

  it('are found and ordered by their ids, each context by itself', () => {
    const designer = (id: string, context: string) =>
      `[DbContext(typeof(${context}))]\n[Migration("${id}")]\npartial class X { protected override void BuildTargetModel(ModelBuilder modelBuilder) {} }`;
    const files = {
      'App/Migrations/20240102000000_B.cs': classOf(''),
      'App/Migrations/20240102000000_B.Designer.cs': designer('20240102000000_B', 'AContext'),
      'App/Migrations/Renamed.cs': classOf(''),
      'App/Migrations/Renamed.Designer.cs': designer('20240101000000_A', 'AContext'),
      'App/Migrations/20240103000000_C.cs': classOf(''),
      'App/Migrations/20240103000000_C.Designer.cs': designer('20240103000000_C', 'BContext'),
      'App/Migrations/AContextModelSnapshot.cs':
        'class AContextModelSnapshot : ModelSnapshot { SqlServerModelBuilderExtensions x; }',
      'App/Migrations/BContextModelSnapshot.cs': 'class BContextModelSnapshot : ModelSnapshot { }',
      'App/Migrations/Helper.cs': 'class Helper { void F(MigrationBuilder m) {} }',
    };
    const found = format.locate(portOf(files));
    expect(
      found.map((one) => one.kind === 'migrations' && one.migrations.map(({ version, name }) => `${version} ${name}`)),
    ).toEqual([['20240101000000 A', '20240102000000 B'], ['20240103000000 C']]);
    expect(found[0]?.dialect?.dialect).toBe('sqlserver');
  });
});
