import type { Format } from '../format';
import { locate, matches } from './locate';
import { mend } from './mend';
import { read } from './read';
import { write } from './write';

/** TypeORM: classes whose methods call the query runner (typeorm.io, "Migrations"). */
export const format: Format = {
  id: 'typeorm-migrations',
  title: 'TypeORM migrations',
  matches,
  locate,
  read,
  write,
  mend,
};
