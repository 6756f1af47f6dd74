using System.Data;
using FluentMigrator;

namespace Bookshop.Migrations;

/// <summary>Authors, books and who wrote what.</summary>
[Migration(20240105100000)]
public class Catalogue : AutoReversingMigration
{
    public override void Up()
    {
        Create.Table("authors")
            .WithColumn("id").AsInt64().PrimaryKey("authors_pkey").Identity()
            .WithColumn("name").AsString().NotNullable()
            .WithColumn("born").AsDate().Nullable();

        Create.Table("books")
            .WithDescription("One row an edition: a hardcover and its paperback are two books.")
            .WithColumn("id").AsInt64().PrimaryKey("books_pkey").Identity()
            .WithColumn("isbn").AsFixedLengthString(13).NotNullable()
            .WithColumn("title").AsString().NotNullable()
            .WithColumn("price").AsFloat().NotNullable()
            .WithColumn("published_on").AsDate().Nullable();

        Create.UniqueConstraint("books_isbn_key").OnTable("books").Column("isbn");

        Create.Table("book_authors")
            .WithColumn("book_id").AsInt64().PrimaryKey("book_authors_pkey")
                .ForeignKey("book_authors_book_id_fkey", "books", "id").OnDelete(Rule.Cascade)
            .WithColumn("author_id").AsInt64().PrimaryKey("book_authors_pkey")
                .ForeignKey("book_authors_author_id_fkey", "authors", "id");

        Create.Index("book_authors_author_id_idx").OnTable("book_authors").OnColumn("author_id").Ascending();
    }
}
