import type { Format } from '../format';
import { locate, matches } from './locate';
import { mend } from './mend';
import { read } from './read';
import { write } from './write';

/** FluentMigrator: numbered classes that say in a fluent language what changes (fluentmigrator.github.io). */
export const format: Format = {
  id: 'fluent-migrator',
  title: 'FluentMigrator migrations',
  matches,
  locate,
  read,
  write,
  mend,
};
