import type { Format } from '../format';
import { locate, matches } from './locate';
import { read, readTogether } from './read';

/** TypeORM's entities (typeorm.io, "Entities"); its migrations are the format `typeorm-migrations`. */
export const format: Format = { id: 'typeorm', title: 'TypeORM entities', matches, locate, read, readTogether };
