-- CreateTable
CREATE TABLE "stock" (
    "book_id" BIGINT NOT NULL,
    "on_hand" INTEGER NOT NULL DEFAULT 0,
    "reorder_at" INTEGER NOT NULL DEFAULT 5,
    "shelf" TEXT,

    CONSTRAINT "stock_pkey" PRIMARY KEY ("book_id")
);

-- AddForeignKey
ALTER TABLE "stock" ADD CONSTRAINT "stock_book_id_fkey" FOREIGN KEY ("book_id") REFERENCES "books"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- Prisma has no checks in its models: these are written by hand.
ALTER TABLE "stock" ADD CONSTRAINT "stock_on_hand_check" CHECK (on_hand >= 0);

CREATE VIEW "books_to_reorder" AS
  SELECT b.id, b.isbn, b.title, s.on_hand
  FROM books b
  JOIN stock s ON s.book_id = b.id
  WHERE s.on_hand <= s.reorder_at;
