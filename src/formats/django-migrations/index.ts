import type { Format } from '../format';
import { locate } from './locate';
import { mend } from './mend';
import { matches } from './name';
import { read, readTogether } from './read';
import { write } from './write';

/** Django's migrations: `<app>/migrations/0001_initial.py`, in the order of their graph. */
export const format: Format = {
  id: 'django-migrations',
  title: 'Django migrations',
  matches,
  locate,
  read,
  readTogether,
  write,
  mend,
};
