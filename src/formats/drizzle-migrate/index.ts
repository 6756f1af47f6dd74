import type { Format } from '../format';
import { locate, matches } from './locate';

import { read } from './read';
import { write } from './write';

export { hasJournal } from './locate';

/** Drizzle's migrations: SQL files in the order of meta/_journal.json, or since 1.0 a folder each (orm.drizzle.team, "Migrations"). */
export const format: Format = {
  id: 'drizzle-migrate',
  title: 'Drizzle migrations',
  language: 'sql',
  matches,
  locate,
  read,
  write,
};
