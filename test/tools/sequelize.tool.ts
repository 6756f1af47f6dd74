import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DataTypes, type Model, type Options, Sequelize, type Dialect as SequelizeDialect } from 'sequelize';
import { Umzug } from 'umzug';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleOf } from '../formats/support';
import { LOYALTY } from './steps';
import {
  catalogueOf,
  type Database,
  expectSame,
  inspectOf,
  type MariadbServer,
  type PostgresServer,
  projectFolder,
  sqliteFile,
  startMariadb,
  startPostgres,
  writeMigration,
} from './support';

const PACKAGE = { 'package.json': '{ "dependencies": { "sequelize": "^6.0.0" } }' };

type Files = Readonly<Record<string, string>>;

/** Models in every manner: what is added by itself, named by itself, and chosen. */
const SHOP: Files = {
  ...PACKAGE,
  'models/person.js': `module.exports = (sequelize, DataTypes) => {
    const Person = sequelize.define('Person', {
      firstName: { type: DataTypes.STRING(40), allowNull: false, defaultValue: "it's" },
      lastName: DataTypes.STRING,
      email: { type: DataTypes.STRING, unique: true },
      login: { type: DataTypes.STRING(20), unique: 'login_at' },
      realm: { type: DataTypes.STRING(20), unique: 'login_at' },
      balance: { type: DataTypes.DECIMAL(12, 2), allowNull: false, defaultValue: 0 },
      weight: DataTypes.DOUBLE,
      height: DataTypes.FLOAT,
      stars: DataTypes.SMALLINT,
      big: DataTypes.BIGINT,
      born: DataTypes.DATEONLY,
      seen: { type: DataTypes.DATE, defaultValue: DataTypes.NOW },
      wakes: DataTypes.TIME,
      alive: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
      about: DataTypes.TEXT,
      picture: DataTypes.BLOB,
      token: { type: DataTypes.UUID, defaultValue: DataTypes.UUIDV4 },
      kind: { type: DataTypes.ENUM('a', 'b c', "d'e"), allowNull: false, defaultValue: 'a' },
      full: { type: DataTypes.VIRTUAL, get() { return this.firstName; } },
      code: DataTypes.CHAR(4),
    }, {
      paranoid: true,
      indexes: [{ fields: ['lastName', 'firstName'] }, { unique: true, fields: ['code'] }, { name: 'by_born', fields: [{ name: 'born', order: 'DESC' }] }],
    });
    Person.associate = (models) => {
      Person.hasMany(models.Order, { as: 'orders', foreignKey: 'buyerId' });
      Person.belongsTo(Person, { as: 'parent' });
      Person.belongsToMany(models.Person, { as: 'friends', through: 'friendship', foreignKey: 'one', otherKey: 'other' });
      Person.belongsToMany(models.Tag, { through: 'PersonTags' });
      Person.hasOne(models.Account);
    };
    return Person;
  };`,
  'models/order.js': `module.exports = (sequelize, DataTypes) => {
    const Order = sequelize.define('Order', {
      id: { type: DataTypes.UUID, primaryKey: true, defaultValue: DataTypes.UUIDV4 },
      buyerId: { type: DataTypes.INTEGER, allowNull: false },
      placedAt: { type: DataTypes.DATE, allowNull: false, defaultValue: sequelize.literal('CURRENT_TIMESTAMP') },
    }, { underscored: true, createdAt: false, updatedAt: 'touched_at', tableName: 'orders' });
    Order.associate = ({ Person, Tag }) => {
      Order.belongsTo(Person, { as: 'buyer', foreignKey: 'buyerId' });
      Order.belongsTo(Person, { as: 'seller', foreignKey: { name: 'sellerId', allowNull: false }, onDelete: 'RESTRICT' });
      Order.belongsTo(Person, { as: 'carrier', constraints: false });
    };
    return Order;
  };`,
  'models/tag.js': `module.exports = (sequelize, DataTypes) => {
    const Tag = sequelize.define('Tag', { name: { type: DataTypes.STRING(30), primaryKey: true } }, { timestamps: false });
    Tag.associate = (models) => { Tag.belongsToMany(models.Person, { through: 'PersonTags' }); };
    return Tag;
  };`,
  'models/account.js': `module.exports = (sequelize, DataTypes) => {
    class Account extends sequelize.Sequelize.Model {
      static associate(models) {
        this.belongsTo(models.Person);
        this.belongsToMany(models.Category, { through: models.AccountCategory });
      }
    }
    Account.init({ opened: DataTypes.DATEONLY, limit: { type: DataTypes.INTEGER, field: 'upper_limit', allowNull: false } }, { sequelize, modelName: 'Account', freezeTableName: true, version: true });
    return Account;
  };`,
  'models/category.js': `module.exports = (sequelize, DataTypes) => {
    const Category = sequelize.define('Category', { title: DataTypes.STRING });
    Category.associate = (models) => { Category.belongsToMany(models.Account, { through: models.AccountCategory }); };
    return Category;
  };`,
  'models/accountcategory.js': `module.exports = (sequelize, DataTypes) =>
    sequelize.define('AccountCategory', { id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true }, rank: DataTypes.INTEGER }, { timestamps: false });`,
};

/** What only PostgreSQL has. */
const POSTGRESQL_ONLY: Files = {
  ...PACKAGE,
  'models/index.js': `const { Sequelize } = require('sequelize'); new Sequelize(url, { dialect: 'postgres', define: { underscored: true, timestamps: false } });`,
  'models/doc.js': `module.exports = (sequelize, DataTypes) =>
    sequelize.define('Doc', {
      id: { type: DataTypes.BIGINT, primaryKey: true, autoIncrement: true, autoIncrementIdentity: true },
      tags: { type: DataTypes.ARRAY(DataTypes.STRING), defaultValue: [] },
      states: DataTypes.ARRAY(DataTypes.ENUM('on', 'off')),
      payload: { type: DataTypes.JSONB, allowNull: false, defaultValue: {} },
      plain: DataTypes.JSON,
      name: { type: DataTypes.CITEXT, comment: 'how it is called' },
      address: DataTypes.INET,
      span: DataTypes.RANGE(DataTypes.DATE),
      uuid: { type: DataTypes.UUID, defaultValue: sequelize.fn('gen_random_uuid') },
      createdOn: { type: DataTypes.DATE, defaultValue: sequelize.fn('now') },
    }, {
      comment: 'Papers.',
      indexes: [
        { fields: ['tags'], using: 'gin' },
        { name: 'docs_lower', fields: [sequelize.fn('lower', sequelize.col('name'))] },
        { fields: ['created_on'], where: { plain: null } },
        { unique: true, fields: ['address', 'name'] },
      ],
    });`,
};

function modelsIn(sequelize: Sequelize, folder: string, files: Files): void {
  const load = createRequire(join(folder, 'index.js'));
  const models = Object.keys(files)
    .filter((path) => /^models\/(?!index)/.test(path))
    .sort();
  for (const path of models) load(`./${path}`)(sequelize, DataTypes);
  for (const model of Object.values(sequelize.models))
    (model as typeof Model & { associate?: (all: unknown) => void }).associate?.(sequelize.models);
}

async function expectSynced(files: Files, database: Database, sequelize: Sequelize): Promise<void> {
  const folder = projectFolder(files);
  modelsIn(sequelize, folder, files);
  await sequelize.sync();
  const { layer, tables } = await inspectOf(folder, database);
  expect(layer.coverage.notUnderstood).toEqual([]);
  expectSame(tables, await catalogueOf(database));
  await sequelize.close();
}

function connect(dialect: SequelizeDialect, more: Options): Sequelize {
  return new Sequelize({ dialect, logging: false, ...more });
}

interface SqliteStatement {
  readonly reader: boolean;
  all(): unknown;
  run(): unknown;
}

interface SqliteEngine {
  prepare(sql: string): SqliteStatement;
  exec(sql: string): void;
  close(): void;
}

const SqliteFile: new (path: string) => SqliteEngine = createRequire(__filename)('better-sqlite3');

/** The interface of the package `sqlite3` that Sequelize asks for, over better-sqlite3. */
class Sqlite3 {
  private readonly db: SqliteEngine;
  constructor(path: string, _mode: number, done: (error: Error | null) => void) {
    this.db = new SqliteFile(path);
    setImmediate(() => done(null));
  }
  serialize(run: () => void): void {
    run();
  }
  run(sql: string, ...rest: unknown[]): void {
    this.answer(sql, rest, (statement) => statement.run());
  }
  all(sql: string, ...rest: unknown[]): void {
    this.answer(sql, rest, (statement) => (statement.reader ? statement.all() : (statement.run(), [])));
  }
  exec(sql: string, done: (error: Error | null) => void): void {
    this.db.exec(sql);
    done(null);
  }
  close(done: (error: Error | null) => void): void {
    this.db.close();
    done(null);
  }
  private answer(sql: string, rest: readonly unknown[], ask: (statement: SqliteStatement) => unknown): void {
    const done = (rest.find((one) => typeof one === 'function') ?? (() => undefined)) as (
      error: unknown,
      rows?: unknown,
    ) => void;
    try {
      done.call({ lastID: 0, changes: 0 }, null, ask(this.db.prepare(sql)));
    } catch (error) {
      done.call({}, error);
    }
  }
}

const SQLITE = { Database: Sqlite3, OPEN_READWRITE: 2, OPEN_CREATE: 4, OPEN_FULLMUTEX: 0x10000 };

describe("Sequelize's sync builds what is read of the models", () => {
  let postgres: PostgresServer;
  let mariadb: MariadbServer;
  beforeAll(async () => {
    [postgres, mariadb] = await Promise.all([startPostgres(), startMariadb()]);
  });
  afterAll(async () => {
    await postgres?.stop();
    await mariadb?.stop();
  });

  const postgresql = async () => {
    const database = await postgres.freshDatabase();
    return {
      database,
      options: { host: '127.0.0.1', port: database.port, username: database.user, database: database.name },
    };
  };

  test('in PostgreSQL', async () => {
    const { database, options } = await postgresql();
    await expectSynced(SHOP, database, connect('postgres', options));
  });

  test("in PostgreSQL, with its own types and what the connection's options say", async () => {
    const { database, options } = await postgresql();
    const sequelize = connect('postgres', { ...options, define: { underscored: true, timestamps: false } });
    await sequelize.query('CREATE EXTENSION IF NOT EXISTS citext');
    await expectSynced(POSTGRESQL_ONLY, database, sequelize);
  });

  test('in MariaDB', async () => {
    const database = await mariadb.freshDatabase();
    const options = { host: '127.0.0.1', port: database.port, username: database.user, database: database.name };
    await expectSynced(SHOP, database, connect('mysql', options));
  });

  test('in SQLite', async () => {
    const path = join(projectFolder({}), 'shop.db');
    const sequelize = connect('sqlite', { storage: path, dialectModule: SQLITE });
    const folder = projectFolder(SHOP);
    modelsIn(sequelize, folder, SHOP);
    await sequelize.sync();
    await sequelize.close();
    const database = await sqliteFile(path);
    expectSame((await inspectOf(folder, database)).tables, await catalogueOf(database));
  });

  test("its migrations' example, and what is written runs forth and back", async () => {
    const { database, options } = await postgresql();
    const folder = projectFolder(exampleOf('sequelize-migrations'));
    const sequelize = connect('postgres', options);
    const umzug = migrator(folder, sequelize);
    await umzug.up();
    const before = await catalogueOf(database);
    expectSame((await inspectOf(folder, database)).tables, before);
    writeMigration('sequelize-migrations', folder, LOYALTY);
    await migrator(folder, sequelize, await doneBy(umzug)).up();
    expectSame((await inspectOf(folder, database)).tables, await catalogueOf(database));
    await sequelize.close();
  });
});

async function doneBy(umzug: Umzug<object>): Promise<string[]> {
  return (await umzug.executed()).map(({ name }) => name);
}

function migrator(folder: string, sequelize: Sequelize, done: string[] = []): Umzug<object> {
  const load = createRequire(join(folder, 'index.js'));
  return new Umzug<object>({
    migrations: {
      glob: ['migrations/*.js', { cwd: folder }],
      resolve: ({ name, path = '' }) => ({
        name,
        up: async () => load(path).up(sequelize.getQueryInterface(), Sequelize),
        down: async () => load(path).down(sequelize.getQueryInterface(), Sequelize),
      }),
    },
    storage: {
      logMigration: async ({ name }) => void done.push(name),
      unlogMigration: async ({ name }) => void done.splice(done.indexOf(name), 1),
      executed: async () => done,
    },
    logger: undefined,
  });
}
