<?php

namespace App\Models;

use App\Enums\OrderStatus;
use Illuminate\Database\Eloquent\Model;
use Illuminate\Database\Eloquent\Relations\BelongsTo;
use Illuminate\Database\Eloquent\Relations\BelongsToMany;

class Order extends Model
{
    const CREATED_AT = 'placed_at';
    const UPDATED_AT = null;

    protected $casts = ['status' => OrderStatus::class];

    public function customer(): BelongsTo
    {
        return $this->belongsTo(Customer::class);
    }

    public function books(): BelongsToMany
    {
        return $this->belongsToMany(Book::class, 'order_lines')->withPivot('quantity', 'unit_price');
    }
}
