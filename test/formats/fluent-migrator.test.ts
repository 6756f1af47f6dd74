import { describe, expect, it } from 'vitest';
import { format } from '../../src/formats/fluent-migrator';
import { type Dialect, foldAll, type Operation } from '../../src/model';
import { withGrammars } from '../support/grammars';
import { summaryOf } from './summary';
import { portOf } from './support';

withGrammars('csharp');

const classOf = (up: string, base = 'Migration', members = '') =>
  `using FluentMigrator;\nnamespace N;\n[Migration(1)]\npublic class M : ${base} {\npublic override void Up() {\n${up}\n}\n${members}\n}`;

const read = (text: string, dialect: Dialect = 'postgresql', together: readonly { uri: string; text: string }[] = []) =>
  format.read({ uri: 'file:///M.cs', text }, { dialect, together });

function operations(up: string, dialect: Dialect = 'postgresql'): readonly Operation[] {
  return read(classOf(up), dialect).up.statements.flatMap((one) => one.operations);
}

const kinds = (up: string, dialect: Dialect = 'postgresql') => operations(up, dialect).map(({ kind }) => kind);

describe("FluentMigrator's migrations", () => {
  it('make tables with keys, indexes and foreign keys named by its conventions', () => {
    const text = `Create.Table("Posts").InSchema("blog")
  .WithColumn("Id").AsInt32().PrimaryKey().Identity()
  .WithColumn("Title").AsString(20).Unique()
  .WithColumn("At").AsDateTime().Nullable().Indexed("IX_At").WithDefault(SystemMethods.CurrentDateTime)
  .WithColumn("BlogId").AsInt32().ForeignKey("Blogs", "Id").OnDelete(Rule.Cascade);`;
    expect(summaryOf(foldAll('postgresql', operations(text))).tables['blog.Posts']).toEqual({
      columns: [
        'Id integer not null numbered',
        'Title character varying(20) not null',
        'At timestamp without time zone default CURRENT_TIMESTAMP',
        'BlogId integer not null',
      ],
      primaryKey: 'PK_Posts Id',
      uniques: ['IX_Posts_Title Title'],
      indexes: ['IX_At btree At'],
      foreignKeys: ['FK_Posts_BlogId_Blogs_Id BlogId to .Blogs Id cascade no action'],
      checks: [],
    });
  });

  it.each([
    ['AsString()', 'text', 'nvarchar(255)', 'TEXT', 'varchar(255)'],
    ['AsString(int.MaxValue)', 'text', 'nvarchar(max)', 'TEXT', 'longtext'],
    ['AsDecimal(10, 2)', 'decimal(10,2)', 'decimal(10,2)', 'NUMERIC', 'decimal(10,2)'],
    ['AsBoolean()', 'boolean', 'bit', 'INTEGER', 'tinyint(1)'],
    ['AsGuid()', 'uuid', 'uniqueidentifier', 'UNIQUEIDENTIFIER', 'char(36)'],
    ['AsCustom("citext")', 'citext', 'citext', 'citext', 'citext'],
  ])('give %s the type of each engine', (word, ...types) => {
    const dialects: readonly Dialect[] = ['postgresql', 'sqlserver', 'sqlite', 'mysql'];
    const found = dialects.map((dialect) => {
      const [one] = operations(`Create.Column("C").OnTable("T").${word}.Nullable();`, dialect);
      return one?.kind === 'addColumn' ? one.column.type?.text : undefined;
    });
    expect(found).toEqual(types);
  });

  it('change, rename and delete', () => {
    const text = `Alter.Table("T").AddColumn("A").AsInt32().Nullable().AlterColumn("B").AsString().NotNullable();
Alter.Column("C").OnTable("T").AsInt64().Nullable();
Delete.Column("D").Column("E").FromTable("T");
Rename.Column("F").OnTable("T").To("G");
Rename.Table("T").To("U");
Delete.Index().OnTable("U").OnColumn("G");
Delete.ForeignKey().FromTable("U").ForeignColumn("A").ToTable("V").PrimaryColumn("Id");
Insert.IntoTable("U").Row(new { A = 1 });
Update.Table("U").Set(new { A = 2 }).AllRows();
Delete.Table("U");`;
    expect(kinds(text)).toEqual([
      'addColumn',
      'alterColumn',
      'alterColumn',
      'alterColumn',
      'alterColumn',
      'dropColumn',
      'dropColumn',
      'renameColumn',
      'renameTable',
      'dropIndex',
      'dropConstraint',
      'changeData',
      'changeData',
      'dropTable',
    ]);
    expect(operations(text)).toContainEqual(
      expect.objectContaining({ name: expect.objectContaining({ name: 'FK_U_A_V_Id' }) }),
    );
  });

  it('take what is for their engine, read SQL in place, and say what is not seen', () => {
    const text = `IfDatabase("sqlserver").Create.Table("A").WithColumn("Id").AsInt32();
IfDatabase("postgres").Delete.Table("B");
Execute.Sql("DROP TABLE c");
Execute.WithConnection((c, t) => { });
Create.Something("x");`;
    expect(kinds(text)).toEqual(['dropTable', 'dropTable', 'opaque', 'opaque']);
  });

  it("open the project's own words, and the methods that a base class calls", () => {
    const extensions = {
      uri: 'file:///X.cs',
      text: 'static class X { public static ICreate TableForModel(this ICreateExpressionRoot root, string name) { return root.Table(name).WithColumn("Id").AsInt32().PrimaryKey().Identity(); } }',
    };
    const text =
      '[Migration(2)] class M : OurMigration { protected override void MainUpgrade() { Create.TableForModel("T").WithColumn("N").AsString(); } }';
    const schema = foldAll(
      'sqlite',
      read(text, 'sqlite', [extensions]).up.statements.flatMap((one) => one.operations),
    );
    expect(Object.values(summaryOf(schema).tables)[0]).toMatchObject({
      columns: ['Id INTEGER not null numbered', 'N TEXT not null'],
      primaryKey: 'PK_T Id',
    });
  });

  it('know the way back: written, by itself, or none', () => {
    const auto = read(
      classOf('Create.Table("T").WithColumn("Id").AsInt32(); Rename.Table("a").To("b");', 'AutoReversingMigration'),
    );
    expect(auto.down?.statements.flatMap((one) => one.operations.map(({ kind }) => kind))).toEqual([
      'renameTable',
      'dropTable',
    ]);
    const written = read(classOf('', 'Migration', 'public override void Down() { Delete.Table("T"); }'));
    expect(written.down?.statements).toHaveLength(1);
    const none = read(classOf('', 'Migration', 'public override void Down() { throw new NotImplementedException(); }'));
    expect(none.irreversible).toBeDefined();
  });

  it('are ordered by their numbers, profiles left out', () => {
    const file = (attribute: string, name: string) =>
      `using FluentMigrator;\n${attribute}\nclass ${name} : Migration { public override void Up() {} }`;
    const files = {
      'App/App.csproj': '<PackageReference Include="FluentMigrator.Runner.SQLite" />',
      'App/Migrations/B.cs': file('[Migration(10)]', 'B'),
      'App/Migrations/A.cs': file('[Migration(9L)]', 'A'),
      'App/Migrations/P.cs': file('[Profile("Development")] [Migration(11)]', 'P'),
    };
    const [found] = format.locate(portOf(files));
    expect(found?.kind === 'migrations' && found.migrations.map(({ version }) => version)).toEqual(['9', '10']);
    expect(found?.dialect?.dialect).toBe('sqlite');
  });
});
