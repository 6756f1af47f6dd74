import type { Format } from '../format';
import { locate } from './locate';
import { matches } from './name';
import { read } from './read';
import { write } from './write';

/** Prisma Migrate: `prisma/migrations/<timestamp>_<name>/migration.sql`. */
export const format: Format = {
  id: 'prisma-migrate',
  title: 'Prisma Migrate',
  language: 'sql',
  matches,
  locate,
  read,
  write,
};
