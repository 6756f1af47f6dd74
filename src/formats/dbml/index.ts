import { MAPPERS_SAY } from '../../model';
import type { Format } from '../format';
import { locate, matches } from './locate';
import { read } from './read';

/** DBML, the language of dbdiagram.io (dbml.dbdiagram.io/docs). */
export const format: Format = { id: 'dbml', title: 'DBML', matches, locate, read, says: MAPPERS_SAY };
