<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Schema;

/** Customers and what they order. */
return new class extends Migration
{
    public function up(): void
    {
        DB::statement("create type order_status as enum ('open', 'paid', 'shipped', 'cancelled')");

        Schema::create('customers', function (Blueprint $table) {
            $table->id()->generatedAs()->always();
            $table->text('email')->unique('customers_email_key');
            $table->text('name');
            $table->string('fax', 30)->nullable();
            $table->timestamp('created_at', null)->default(DB::raw('now()'));
        });

        Schema::create('orders', function (Blueprint $table) {
            $table->integer('id')->autoIncrement()->generatedAs()->always();
            $table->foreignId('customer_id');
            $table->rawColumn('status', "order_status not null default 'open'");
            $table->timestampTz('placed_at', null)->default(DB::raw('now()'));
            $table->foreign('customer_id', 'orders_customer_id_fkey')->references('id')->on('customers');
        });

        Schema::create('order_lines', function (Blueprint $table) {
            $table->integer('order_id');
            $table->foreignId('book_id');
            $table->integer('quantity');
            $table->decimal('unit_price', total: 10, places: 2);
            $table->primary(['order_id', 'book_id']);
            $table->foreign('order_id', 'order_lines_order_id_fkey')->references('id')->on('orders')->onDelete('cascade');
            $table->foreign('book_id', 'order_lines_book_id_fkey')->references('id')->on('books');
        });

        DB::statement('alter table order_lines add constraint order_lines_quantity_check check (quantity > 0)');
    }

    public function down(): void
    {
        Schema::dropIfExists('order_lines');
        Schema::dropIfExists('orders');
        Schema::dropIfExists('customers');
        DB::statement('drop type order_status');
    }
};
