import type { Format } from '../format';
import { locate, matches } from './locate';
import { read } from './read';
import { write } from './write';

export const format: Format = {
  id: 'golang-migrate',
  title: 'golang-migrate',
  language: 'sql',
  matches,
  locate,
  read,
  write,
};
