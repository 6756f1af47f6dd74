import { MAPPERS_SAY } from '../../model';
import type { Format } from '../format';
import { locate, matches } from './locate';
import { read, readTogether } from './read';

/** Mongoose's schemas and models, and the classes of @nestjs/mongoose and typegoose, as collections of MongoDB. */
export const format: Format = {
  id: 'mongoose',
  title: 'Mongoose models',
  matches,
  locate,
  read,
  readTogether,
  says: MAPPERS_SAY,
};
