import type { Format } from '../format';
import { locate, matches } from './locate';
import { mend } from './mend';
import { read } from './read';
import { write } from './write';

/** EF Core's migrations: classes that tell a `MigrationBuilder` what to do (Microsoft Learn, "Migrations overview"). */
export const format: Format = {
  id: 'ef-core-migrations',
  title: 'EF Core migrations',
  matches,
  locate,
  read,
  write,
  mend,
};
