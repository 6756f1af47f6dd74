import type { Format } from '../format';
import { locate } from './locate';
import { mend } from './mend';
import { matches } from './name';
import { read } from './read';
import { write } from './write';

/** Laravel's migrations: `Schema` and `Blueprint` calls, read as the SQL that Illuminate's grammars make of them (laravel.com/docs/migrations). */
export const format: Format = {
  id: 'laravel',
  title: 'Laravel migrations',
  matches,
  locate,
  read,
  write,
  mend,
};
