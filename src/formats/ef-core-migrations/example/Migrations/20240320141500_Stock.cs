using Bookshop.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Bookshop.Migrations
{
    /// <summary>What lies on which shelf.</summary>
    [DbContext(typeof(BookshopContext))]
    [Migration("20240320141500_Stock")]
    public partial class Stock : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "stock",
                columns: table => new
                {
                    book_id = table.Column<long>(type: "bigint", nullable: false),
                    on_hand = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    reorder_at = table.Column<int>(type: "integer", nullable: false, defaultValue: 5),
                    shelf = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("stock_pkey", x => x.book_id);
                    table.CheckConstraint("stock_on_hand_check", "on_hand >= 0");
                    table.ForeignKey(
                        name: "stock_book_id_fkey",
                        column: x => x.book_id,
                        principalTable: "books",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.Sql(
                """
                create view books_to_reorder as
                  select b.id, b.isbn, b.title, s.on_hand
                  from books b
                  join stock s on s.book_id = b.id
                  where s.on_hand <= s.reorder_at;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop view books_to_reorder;");

            migrationBuilder.DropTable(
                name: "stock");
        }
    }
}
