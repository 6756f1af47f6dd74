import type { Format } from '../format';
import { locate, matches } from './locate';
import { read, readTogether } from './read';

/** Drizzle's schemas (orm.drizzle.team, "Schema"); its migrations are the format `drizzle-migrate`. */
export const format: Format = { id: 'drizzle', title: 'Drizzle schema', matches, locate, read, readTogether };
