import type { Format } from '../format';
import { locate, matches } from './locate';
import { read, readTogether } from './read';

/** Models of SQLAlchemy, Flask-SQLAlchemy and SQLModel; their migrations are the format `alembic`. */
export const format: Format = { id: 'sqlalchemy', title: 'SQLAlchemy models', matches, locate, read, readTogether };
