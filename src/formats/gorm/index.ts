import { MAPPERS_SAY } from '../../model';
import type { Format } from '../format';
import { locate, matches } from './locate';
import { read, readTogether } from './read';

/** GORM's models, as AutoMigrate makes tables of them (gorm.io/docs, "Declaring Models" and "Migration"). */
export const format: Format = {
  id: 'gorm',
  title: 'GORM models',
  matches,
  locate,
  read,
  readTogether,
  says: MAPPERS_SAY,
};
