import type { Format } from '../format';
import { locate, matches } from './locate';
import { read } from './read';

/** EF Core's models, as a context's snapshot restates them (Microsoft Learn, "Managing Migrations: Model snapshot"). */
export const format: Format = { id: 'ef-core', title: 'EF Core models', matches, locate, read };
