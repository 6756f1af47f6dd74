<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

/** Authors, books and who wrote what. */
return new class extends Migration
{
    public function up(): void
    {
        Schema::create('authors', function (Blueprint $table) {
            $table->id()->generatedAs()->always();
            $table->text('name');
            $table->date('born')->nullable();
        });

        Schema::create('books', function (Blueprint $table) {
            $table->id()->generatedAs()->always();
            $table->char('isbn', 13)->unique('books_isbn_key');
            $table->text('title');
            $table->float('price', 24);
            $table->date('published_on')->nullable();
            $table->comment('One row an edition: a hardcover and its paperback are two books.');
        });

        Schema::create('book_authors', function (Blueprint $table) {
            $table->foreignId('book_id')->constrained('books', 'id', indexName: 'book_authors_book_id_fkey')->cascadeOnDelete();
            $table->foreignId('author_id')->index('book_authors_author_id_idx');
            $table->foreign('author_id', 'book_authors_author_id_fkey')->references('id')->on('authors');
            $table->primary(['book_id', 'author_id']);
        });
    }

    public function down(): void
    {
        Schema::dropIfExists('book_authors');
        Schema::dropIfExists('books');
        Schema::dropIfExists('authors');
    }
};
