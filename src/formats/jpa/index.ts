import { MAPPERS_SAY } from '../../model';
import type { Format } from '../format';
import { locate, matches } from './locate';
import { read, readTogether } from './read';

/** Entities of Jakarta Persistence, as Hibernate makes tables of them (jakarta.ee, "Jakarta Persistence"; docs.hibernate.org). */
export const format: Format = {
  id: 'jpa',
  title: 'JPA entities',
  matches,
  locate,
  read,
  readTogether,
  says: MAPPERS_SAY,
};
