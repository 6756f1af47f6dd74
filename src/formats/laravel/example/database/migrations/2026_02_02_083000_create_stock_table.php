<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

/** What lies on which shelf. */
return new class extends Migration
{
    public function up(): void
    {
        Schema::create('stock', function (Blueprint $table) {
            $table->foreignId('book_id')->primary();
            $table->integer('on_hand')->default(0);
            $table->integer('reorder_at')->default(5);
            $table->text('shelf')->nullable();
            $table->foreign('book_id', 'stock_book_id_fkey')->references('id')->on('books')->cascadeOnDelete();
        });

        DB::statement('alter table stock add constraint stock_on_hand_check check (on_hand >= 0)');

        DB::statement(<<<'SQL'
            create view books_to_reorder as
              select b.id, b.isbn, b.title, s.on_hand
              from books b
              join stock s on s.book_id = b.id
              where s.on_hand <= s.reorder_at
            SQL);
    }

    public function down(): void
    {
        DB::statement('drop view books_to_reorder');
        Schema::dropIfExists('stock');
    }
};
