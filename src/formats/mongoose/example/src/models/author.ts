import { model, Schema } from 'mongoose';

const authorSchema = new Schema({
  name: { type: String, required: true },
  born: Date,
});

export const Author = model('Author', authorSchema);
