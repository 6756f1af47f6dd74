import type { Format } from '../format';
import { locate, matches } from './locate';
import { read } from './read';
import { write } from './write';

/** Supabase: `supabase/migrations`, and the declared schema in `supabase/schemas` (supabase.com/docs, "Database Migrations", "Declarative schemas"). */
export const format: Format = { id: 'supabase', title: 'Supabase', language: 'sql', matches, locate, read, write };
