<?php

namespace App\Models;

use Illuminate\Database\Eloquent\Model;
use Illuminate\Database\Eloquent\Relations\HasMany;

class Customer extends Model
{
    const UPDATED_AT = null;

    protected $fillable = ['email', 'name'];

    public function orders(): HasMany
    {
        return $this->hasMany(Order::class);
    }
}
