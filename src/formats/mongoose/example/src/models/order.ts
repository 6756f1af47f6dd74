import mongoose, { Schema } from 'mongoose';

const STATUSES = ['open', 'paid', 'shipped', 'cancelled'] as const;

const lineSchema = new Schema(
  {
    book: { type: Schema.Types.ObjectId, ref: 'Book', required: true },
    quantity: { type: Number, required: true, min: 1 },
    unitPrice: { type: Schema.Types.Decimal128, required: true },
  },
  { _id: false },
);

const orderSchema = new Schema({
  customer: { type: Schema.Types.ObjectId, ref: 'Customer', required: true, index: true },
  status: { type: String, enum: STATUSES, required: true, default: 'open' },
  placedAt: { type: Date, required: true, default: Date.now },
  lines: [lineSchema],
});

orderSchema.index({ 'lines.book': 1, placedAt: -1 });

export const Order = mongoose.models.Order || mongoose.model('Order', orderSchema);
