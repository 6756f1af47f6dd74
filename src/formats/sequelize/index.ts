import { MAPPERS_SAY } from '../../model';
import type { Format } from '../format';
import { locate, matches } from './locate';
import { read, readTogether } from './read';

/** Sequelize's models, as `sync()` makes them (sequelize.org, "Model Basics", "Associations"); its migrations are the format `sequelize-migrations`. */
export const format: Format = {
  id: 'sequelize',
  title: 'Sequelize models',
  matches,
  locate,
  read,
  readTogether,
  says: MAPPERS_SAY,
};
