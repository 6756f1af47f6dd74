import type { Format } from '../format';
import { locate, matches } from './locate';
import { mend } from './mend';
import { read } from './read';
import { write } from './write';

/** Sequelize: scripts for sequelize-cli or umzug that call the query interface (sequelize.org, "Migrations"). */
export const format: Format = { id: 'sequelize-migrations', title: 'Sequelize', matches, locate, read, write, mend };
