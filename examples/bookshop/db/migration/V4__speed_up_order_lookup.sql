-- Support opens a customer's orders by date; it takes seconds.
create index orders_customer_id_placed_at_idx on orders (customer_id, placed_at desc);
