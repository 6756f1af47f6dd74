# Authors, books and who wrote what.
class CreateCatalogue < ActiveRecord::Migration[7.1]
  def change
    create_table :authors do |t|
      t.text :name, null: false
      t.date :born
    end

    create_table :books, comment: "One row an edition: a hardcover and its paperback are two books." do |t|
      t.column :isbn, "char(13)", null: false
      t.text :title, null: false
      t.column :price, :real
      t.date :published_on
      t.index :isbn, unique: true, name: "books_isbn_key"
    end
    change_column_null :books, :price, false

    create_table :book_authors, primary_key: [:book_id, :author_id] do |t|
      t.references :book, null: false, index: false, foreign_key: { on_delete: :cascade, name: "book_authors_book_id_fkey" }
      t.references :author, null: false, index: { name: "book_authors_author_id_idx" },
                            foreign_key: { name: "book_authors_author_id_fkey" }
    end
  end
end
