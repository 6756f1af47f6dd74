/** What tests of real tools are made of: servers of their own, projects in temporary folders, catalogues compared with what we read. */
export { catalogueOf, type Database, pgliteDatabase, sqliteFile } from './database';
export { expectSame, inspectOf, type Read } from './inspect';
export { type MariadbDatabase, type MariadbServer, startMariadb } from './mariadb';
export { type PostgresDatabase, type PostgresServer, startPostgres } from './postgres';
export { projectFolder, writeFiles } from './project';
export { type Output, runTool } from './run';
export { filesIn, writeMigration } from './write';
