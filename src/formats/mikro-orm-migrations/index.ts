import type { Format } from '../format';
import { locate, matches } from './locate';
import { mend } from './mend';
import { read } from './read';
import { write } from './write';

/** MikroORM: classes whose methods add SQL (mikro-orm.io, "Migrations"). */
export const format: Format = {
  id: 'mikro-orm-migrations',
  title: 'MikroORM migrations',
  matches,
  locate,
  read,
  write,
  mend,
};
