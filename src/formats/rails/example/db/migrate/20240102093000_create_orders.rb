# Customers and what they order.
class CreateOrders < ActiveRecord::Migration[7.1]
  def change
    create_enum :order_status, %w[open paid shipped cancelled]

    create_table :customers do |t|
      t.text :email, null: false
      t.text :name, null: false
      t.string :fax, limit: 30
      t.datetime :created_at, precision: nil, null: false, default: -> { "now()" }
      t.unique_constraint :email, name: "customers_email_key"
    end

    create_table :orders, id: :integer do |t|
      t.references :customer, null: false, index: false, foreign_key: { name: "orders_customer_id_fkey" }
      t.enum :status, enum_type: :order_status, null: false, default: "open"
      t.timestamptz :placed_at, null: false, default: -> { "now()" }
    end

    create_table :order_lines, primary_key: [:order_id, :book_id] do |t|
      t.integer :order_id, null: false
      t.bigint :book_id, null: false
      t.integer :quantity, null: false
      t.decimal :unit_price, precision: 10, scale: 2, null: false
      t.check_constraint "quantity > 0", name: "order_lines_quantity_check"
    end
    add_foreign_key :order_lines, :orders, name: "order_lines_order_id_fkey", on_delete: :cascade
    add_foreign_key :order_lines, :books, name: "order_lines_book_id_fkey"
  end
end
