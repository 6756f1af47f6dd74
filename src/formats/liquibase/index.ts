import type { Format } from '../format';
import { locate, matches } from './locate';
import { mend } from './mend';
import { read } from './read';
import { write } from './write';

/** Liquibase: changelogs in XML, YAML, JSON and formatted SQL, each change set a migration (docs.liquibase.com). */
export const format: Format = { id: 'liquibase', title: 'Liquibase', matches, locate, read, write, mend };
