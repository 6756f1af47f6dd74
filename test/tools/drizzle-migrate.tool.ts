import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { describe, test } from 'vitest';
import { exampleOf } from '../formats/support';
import { LOYALTY } from './steps';
import { catalogueOf, expectSame, inspectOf, pgliteDatabase, projectFolder, writeMigration } from './support';

const OWN = ['drizzle.*'];

describe("Drizzle's migrator builds what is read", () => {
  test('of the bookshop, and what is written runs', async () => {
    const db = await PGlite.create();
    const folder = projectFolder(exampleOf('drizzle-migrate'));
    const run = () => migrate(drizzle(db), { migrationsFolder: join(folder, 'drizzle') });
    await run();
    const database = await pgliteDatabase(db);
    expectSame((await inspectOf(folder, database)).tables, await catalogueOf(database, OWN));
    writeMigration('drizzle-migrate', folder, LOYALTY);
    await run();
    expectSame((await inspectOf(folder, database)).tables, await catalogueOf(database, OWN));
    await db.close();
  });
});
