import type { Format } from '../format';
import { locate } from './locate';
import { mend } from './mend';
import { matches } from './name';
import { read } from './read';
import { write } from './write';

/** node-pg-migrate: SQL with both directions between markers or in a pair, or calls of `pgm` (salsita.github.io/node-pg-migrate). */
export const format: Format = {
  id: 'node-pg-migrate',
  title: 'node-pg-migrate',
  language: 'sql',
  matches,
  locate,
  read,
  write,
  mend,
};
