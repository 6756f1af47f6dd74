import type { Format } from '../format';
import { locate, matches } from './locate';
import { mend } from './mend';
import { read } from './read';
import { write } from './write';

/** Alembic's migrations (and Flask-Migrate's, which are the same): SQLAlchemy's own migration tool. */
export const format: Format = { id: 'alembic', title: 'Alembic', matches, locate, read, write, mend };
