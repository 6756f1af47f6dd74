import type { Dialect } from '../../../model';
import { plainValue, schemeOf } from '../../settings-file';

const SCHEMES: Readonly<Record<string, Dialect>> = {
  postgresql: 'postgresql',
  postgres: 'postgresql',
  cockroachdb: 'postgresql',
  mysql: 'mysql',
  mariadb: 'mariadb',
  sqlite: 'sqlite',
  mssql: 'sqlserver',
  oracle: 'oracle',
};

/** The dialect of an SQLAlchemy URL. */
export function dialectOfUrl(url: string): Dialect | undefined {
  const scheme = schemeOf(plainValue(url));
  return scheme !== undefined && Object.hasOwn(SCHEMES, scheme) ? SCHEMES[scheme] : undefined;
}
