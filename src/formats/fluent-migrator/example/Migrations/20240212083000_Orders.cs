using System.Data;
using FluentMigrator;

namespace Bookshop.Migrations;

/// <summary>Customers and what they order.</summary>
[Migration(20240212083000)]
public class Orders : Migration
{
    public override void Up()
    {
        Execute.Sql("create type order_status as enum ('open', 'paid', 'shipped', 'cancelled');");

        Create.Table("customers")
            .WithColumn("id").AsInt64().PrimaryKey("customers_pkey").Identity()
            .WithColumn("email").AsString().NotNullable()
            .WithColumn("name").AsString().NotNullable()
            .WithColumn("fax").AsString(30).Nullable()
            .WithColumn("created_at").AsDateTime().NotNullable().WithDefault(SystemMethods.CurrentDateTime);

        Create.UniqueConstraint("customers_email_key").OnTable("customers").Column("email");

        Create.Table("orders")
            .WithColumn("id").AsInt32().PrimaryKey("orders_pkey").Identity()
            .WithColumn("customer_id").AsInt64().NotNullable()
                .ForeignKey("orders_customer_id_fkey", "customers", "id")
            .WithColumn("status").AsCustom("order_status").NotNullable().WithDefaultValue("open")
            .WithColumn("placed_at").AsDateTimeOffset().NotNullable().WithDefault(SystemMethods.CurrentDateTime);

        Create.Table("order_lines")
            .WithColumn("order_id").AsInt32().PrimaryKey("order_lines_pkey")
            .WithColumn("book_id").AsInt64().PrimaryKey("order_lines_pkey")
            .WithColumn("quantity").AsInt32().NotNullable()
            .WithColumn("unit_price").AsDecimal(10, 2).NotNullable();

        Create.ForeignKey("order_lines_order_id_fkey")
            .FromTable("order_lines").ForeignColumn("order_id")
            .ToTable("orders").PrimaryColumn("id")
            .OnDelete(Rule.Cascade);

        Create.ForeignKey("order_lines_book_id_fkey")
            .FromTable("order_lines").ForeignColumn("book_id")
            .ToTable("books").PrimaryColumn("id");

        Execute.Sql("alter table order_lines add constraint order_lines_quantity_check check (quantity > 0);");
    }

    public override void Down()
    {
        Delete.Table("order_lines");
        Delete.Table("orders");
        Delete.Table("customers");
        Execute.Sql("drop type order_status;");
    }
}
