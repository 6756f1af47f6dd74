export { readSql } from './read-sql';
export { parseType } from './types';
