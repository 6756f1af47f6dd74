import { model, Schema } from 'mongoose';

const customerSchema = new Schema(
  {
    email: { type: String, required: true, unique: true },
    name: { type: String, required: true },
    fax: { type: String, maxlength: 30 },
    createdAt: { type: Date, required: true, default: Date.now },
  },
  { versionKey: false },
);

export const Customer = model('Customer', customerSchema);
