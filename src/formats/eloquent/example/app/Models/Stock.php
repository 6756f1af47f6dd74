<?php

namespace App\Models;

use Illuminate\Database\Eloquent\Model;
use Illuminate\Database\Eloquent\Relations\BelongsTo;

class Stock extends Model
{
    public $timestamps = false;

    public $incrementing = false;

    protected $table = 'stock';

    protected $primaryKey = 'book_id';

    public function book(): BelongsTo
    {
        return $this->belongsTo(Book::class);
    }
}
