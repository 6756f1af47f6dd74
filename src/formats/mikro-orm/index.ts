import type { Format } from '../format';
import { locate, matches } from './locate';
import { read, readTogether } from './read';

/** MikroORM's entities (mikro-orm.io, "Defining Entities"); its migrations are the format `mikro-orm-migrations`. */
export const format: Format = { id: 'mikro-orm', title: 'MikroORM entities', matches, locate, read, readTogether };
