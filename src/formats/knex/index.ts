import type { Format } from '../format';
import { locate, matches } from './locate';
import { mend } from './mend';
import { read } from './read';
import { write } from './write';

/** Knex: functions `up` and `down` that call the schema builder (knexjs.org, "Migrations"). */
export const format: Format = { id: 'knex', title: 'Knex', matches, locate, read, write, mend };
