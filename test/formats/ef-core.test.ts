import { describe, expect, it } from 'vitest';
import { format } from '../../src/formats/ef-core';
import { type Dialect, foldAll } from '../../src/model';
import { withGrammars } from '../support/grammars';
import { summaryOf, type TableSummary } from './summary';

withGrammars('csharp');

/** The tables of a snapshot with these statements. */
function tablesOf(statements: string, dialect: Dialect = 'postgresql'): Readonly<Record<string, TableSummary>> {
  const text = `namespace N { partial class XModelSnapshot : ModelSnapshot { protected override void BuildModel(ModelBuilder modelBuilder) {\n${statements}\n} } }`;
  const { up } = format.read({ uri: 'file:///XModelSnapshot.cs', text }, { dialect });
  return summaryOf(
    foldAll(
      dialect,
      up.statements.flatMap((one) => one.operations),
    ),
  ).tables;
}

const entity = (name: string, body: string) => `modelBuilder.Entity("N.${name}", b => {\n${body}\n});\n`;
const KEY = 'b.Property<int>("Id").ValueGeneratedOnAdd(); b.HasKey("Id");';
const BLOG = entity('Blog', `${KEY} b.Property<string>("Url").IsRequired(); b.ToTable("Blogs");`);

describe("EF Core's model snapshots", () => {
  it('name keys, foreign keys and indexes as EF does, and map types that are not said', () => {
    const post = entity(
      'Post',
      `${KEY} b.Property<int?>("BlogId"); b.Property<string>("Title").HasMaxLength(9).HasColumnName("the_title");
       b.HasIndex("BlogId"); b.HasIndex("Title").IsUnique(); b.HasAlternateKey("Title", "Id"); b.ToTable("Posts");`,
    );
    const relation = entity(
      'Post',
      'b.HasOne("N.Blog", "Blog").WithMany("Posts").HasForeignKey("BlogId").OnDelete(DeleteBehavior.SetNull);',
    );
    expect(tablesOf(BLOG + post + relation).Posts).toEqual({
      columns: ['Id integer not null', 'BlogId integer', 'the_title character varying(9)'],
      primaryKey: 'PK_Posts Id',
      uniques: ['AK_Posts_the_title_Id the_title, Id', 'IX_Posts_the_title the_title'],
      indexes: ['IX_Posts_BlogId btree BlogId'],
      foreignKeys: ['FK_Posts_Blogs_BlogId BlogId to .Blogs Id set null no action'],
      checks: [],
    });
  });

  it('keep a hierarchy in one table, where what is derived takes NULL and says an index once', () => {
    const base = entity(
      'Animal',
      `${KEY} b.Property<string>("Kind").IsRequired(); b.HasDiscriminator<string>("Kind"); b.ToTable("Animals");`,
    );
    const derived = (name: string) =>
      entity(
        name,
        'b.HasBaseType("N.Animal"); b.Property<int>("Owner").HasColumnName("Owner"); b.HasIndex("Owner"); b.HasDiscriminator().HasValue("x");',
      );
    const { Animals } = tablesOf(base + derived('Cat') + derived('Dog'));
    expect(Animals?.columns).toEqual(['Id integer not null', 'Kind text not null', 'Owner integer']);
    expect(Animals?.indexes).toEqual(['IX_Animals_Owner btree Owner']);
  });

  it('give a derived type with a table of its own the key of its base', () => {
    const derived = entity('Feed', 'b.HasBaseType("N.Blog"); b.Property<string>("Rss"); b.ToTable("Feeds");');
    const key = entity(
      'Feed',
      'b.HasOne("N.Blog", null).WithOne().HasForeignKey("N.Feed", "Id").OnDelete(DeleteBehavior.Cascade).IsRequired();',
    );
    const tables = tablesOf(BLOG + derived + key);
    expect(tables.Feeds).toMatchObject({
      columns: ['Id integer not null', 'Rss text'],
      primaryKey: 'PK_Feeds Id',
      foreignKeys: ['FK_Feeds_Blogs_Id Id to .Blogs Id cascade no action'],
    });
  });

  it('lay owned types into their owner’s table, into one of their own, or into JSON', () => {
    const owns = entity(
      'Order',
      `${KEY} b.ToTable("Orders");
       b.OwnsOne("N.Address", "Address", b1 => { b1.Property<int>("OrderId"); b1.Property<string>("City").IsRequired(); b1.HasKey("OrderId"); b1.ToTable("Orders"); b1.WithOwner().HasForeignKey("OrderId"); });
       b.OwnsMany("N.Line", "Lines", b1 => { b1.Property<int>("OrderId"); b1.Property<int>("Id"); b1.HasKey("OrderId", "Id"); b1.ToTable("Lines"); b1.WithOwner().HasForeignKey("OrderId"); });
       b.OwnsOne("N.Meta", "Meta", b1 => { b1.Property<int>("OrderId"); b1.HasKey("OrderId"); b1.ToTable("Orders"); b1.ToJson("meta"); b1.WithOwner().HasForeignKey("OrderId"); });
       b.Navigation("Address").IsRequired();`,
    );
    const tables = tablesOf(owns);
    expect(tables.Orders?.columns).toEqual(['Id integer not null', 'meta jsonb', 'Address_City text not null']);
    expect(tables.Lines).toMatchObject({
      columns: ['OrderId integer not null', 'Id integer not null'],
      foreignKeys: ['FK_Lines_Orders_OrderId OrderId to .Orders Id cascade no action'],
    });
  });

  it('number columns as the provider does, and bound what is in keys', () => {
    const text = entity(
      'T',
      'b.Property<int>("Id").ValueGeneratedOnAdd(); SqlServerPropertyBuilderExtensions.UseIdentityColumn(b.Property<int>("Id")); b.Property<string>("Name"); b.HasKey("Id"); b.HasIndex("Name").IsUnique().HasFilter("[Name] IS NOT NULL"); b.ToTable("T");',
    );
    expect(tablesOf(text, 'sqlserver').t).toMatchObject({
      columns: ['Id int not null numbered', 'Name nvarchar(450)'],
    });
    expect(tablesOf(entity('T', `${KEY} b.ToTable("T");`), 'sqlite').t?.columns).toEqual([
      'Id INTEGER not null numbered',
    ]);
    expect(tablesOf(entity('T', `${KEY} b.ToTable("T");`), 'mysql').t?.columns).toEqual([
      'Id int(11) not null numbered'.replace('(11)', ''),
    ]);
  });

  it('leave out what is a view, is kept out of migrations, or is kept elsewhere', () => {
    const text =
      entity('V', 'b.Property<int>("Id"); b.ToTable((string)null); b.ToView("v", (string)null);') +
      entity('E', `${KEY} b.ToTable("e", t => { t.ExcludeFromMigrations(); });`);
    expect(tablesOf(text)).toEqual({});
  });

  it('cut names that are too long for the engine', () => {
    const long = 'x'.repeat(70);
    const [name] = Object.values(tablesOf(entity('T', `${KEY} b.ToTable("${long.slice(0, 62)}");`))).map(
      (table) => table.primaryKey.split(' ')[0],
    );
    expect(name).toHaveLength(63);
    expect(name?.endsWith('~')).toBe(true);
  });
});
