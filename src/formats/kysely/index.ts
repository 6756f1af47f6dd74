import type { Format } from '../format';
import { locate, matches } from './locate';
import { mend } from './mend';
import { read } from './read';
import { write } from './write';

/** Kysely: functions `up` and `down` that call the schema builder (kysely.dev, "Migrations"). */
export const format: Format = { id: 'kysely', title: 'Kysely', matches, locate, read, write, mend };
