import { GUESSES } from '../../model';
import type { Format } from '../format';
import { locate, matches } from './locate';
import { read, readTogether } from './read';

/**
 * Eloquent's models (laravel.com/docs, "Eloquent: Getting Started", "Relationships"). They describe no columns, so what is read of
 * them is what they cannot work without: their tables, keys, timestamps and the columns of their relations, all without types, in
 * tables that are marked as not told in full. References are those of the program: whether the database enforces them is for the
 * migrations to say, which are the format `laravel`. `$casts` and `$fillable` are words for PHP: accessors stand in them as well as
 * columns, and they make no column here.
 */
export const format: Format = {
  id: 'eloquent',
  title: 'Eloquent models',
  matches,
  locate,
  read,
  readTogether,
  says: GUESSES,
};
