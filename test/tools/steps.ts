/** Steps that the writers of all runners over SQL are given, and the way back. */
export const LOYALTY = {
  name: 'add loyalty',
  up: `ALTER TABLE customers ADD COLUMN points integer NOT NULL DEFAULT 0;
    CREATE TABLE rewards (id bigint PRIMARY KEY, name text NOT NULL, CONSTRAINT rewards_name_check CHECK (name <> ''));
    CREATE INDEX orders_placed_at_idx ON orders (placed_at DESC);
    ALTER TABLE orders ADD CONSTRAINT orders_reward_fkey FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE;`,
  down: `ALTER TABLE orders DROP CONSTRAINT orders_reward_fkey;
    DROP INDEX orders_placed_at_idx;
    DROP TABLE rewards;
    ALTER TABLE customers DROP COLUMN points;`,
};

/** A step that no transaction takes. */
export const CONCURRENT = {
  name: 'index the shelves',
  up: 'CREATE INDEX CONCURRENTLY stock_shelf_idx ON stock (shelf);',
  down: 'DROP INDEX CONCURRENTLY stock_shelf_idx;',
};
