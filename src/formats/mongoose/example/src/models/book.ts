import { model, Schema } from 'mongoose';

// What lies on which shelf.
const stockSchema = new Schema(
  {
    onHand: { type: Number, required: true, default: 0, min: 0 },
    reorderAt: { type: Number, required: true, default: 5 },
    shelf: String,
  },
  { _id: false },
);

/** One document an edition: a hardcover and its paperback are two books. */
const bookSchema = new Schema({
  isbn: { type: String, required: true, unique: true, minlength: 13, maxlength: 13 },
  title: { type: String, required: true },
  price: { type: Number, required: true },
  publishedOn: Date,
  authors: { type: [{ type: Schema.Types.ObjectId, ref: 'Author' }], required: true },
  stock: stockSchema,
});

bookSchema.index({ authors: 1 });

export const Book = model('Book', bookSchema);
