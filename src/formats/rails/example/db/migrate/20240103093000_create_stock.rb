# What lies on which shelf.
class CreateStock < ActiveRecord::Migration[7.1]
  def change
    create_table :stock, id: false do |t|
      t.references :book, primary_key: true, default: nil, index: false,
                          foreign_key: { name: "stock_book_id_fkey", on_delete: :cascade }
      t.integer :on_hand, null: false, default: 0
      t.integer :reorder_at, null: false, default: 5
      t.text :shelf
      t.check_constraint "on_hand >= 0", name: "stock_on_hand_check"
    end

    reversible do |dir|
      dir.up do
        execute <<~SQL
          create view books_to_reorder as
            select b.id, b.isbn, b.title, s.on_hand
            from books b
            join stock s on s.book_id = b.id
            where s.on_hand <= s.reorder_at;
        SQL
      end
      dir.down { execute "drop view books_to_reorder" }
    end
  end
end
