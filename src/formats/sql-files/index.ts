import type { Format } from '../format';
import { locate, matches } from './locate';
import { mend } from './mend';
import { read } from './read';
import { write } from './write';

/** Numbered SQL files, whichever runner they have: diesel, goose, dbmate, sqlx, pop, tern, Drizzle, or none that we know. */
export const format: Format = {
  id: 'sql-files',
  title: 'Numbered SQL files',
  language: 'sql',
  matches,
  locate,
  read,
  write,
  mend,
};
