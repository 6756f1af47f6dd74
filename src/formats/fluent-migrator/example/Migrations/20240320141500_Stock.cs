using System.Data;
using FluentMigrator;

namespace Bookshop.Migrations;

/// <summary>What lies on which shelf.</summary>
[Migration(20240320141500)]
public class Stock : Migration
{
    public override void Up()
    {
        Create.Table("stock")
            .WithColumn("book_id").AsInt64().PrimaryKey("stock_pkey")
                .ForeignKey("stock_book_id_fkey", "books", "id").OnDelete(Rule.Cascade)
            .WithColumn("on_hand").AsInt32().NotNullable().WithDefaultValue(0)
            .WithColumn("reorder_at").AsInt32().NotNullable().WithDefaultValue(5)
            .WithColumn("shelf").AsString().Nullable();

        Execute.Sql("alter table stock add constraint stock_on_hand_check check (on_hand >= 0);");

        Execute.Sql(@"create view books_to_reorder as
  select b.id, b.isbn, b.title, s.on_hand
  from books b
  join stock s on s.book_id = b.id
  where s.on_hand <= s.reorder_at;");
    }

    public override void Down()
    {
        Execute.Sql("drop view books_to_reorder;");
        Delete.Table("stock");
    }
}
