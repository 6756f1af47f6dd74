import { describe, expect, it } from 'vitest';
import { type Dialect, foldAll, type Schema } from '../../src/model';
import { withGrammars } from '../support/grammars';
import { summaryOf } from './summary';
import { formatOf, found, portOf } from './support';

withGrammars('javascript', 'typescript');

type Files = Readonly<Record<string, string>>;

interface Told {
  readonly schema: Schema;
  readonly opaque: readonly string[];
}

/** What `sync()` would make of some files. */
function readAll(files: Files, dialect: Dialect = 'postgresql'): Told {
  const port = portOf({ 'package.json': '{ "dependencies": { "sequelize": "^6" } }', ...files });
  const format = formatOf('sequelize');
  const operations = format.locate(port).flatMap((located) => {
    if (located.kind === 'migrations') return [];
    const texts = located.paths.map((path) => ({ path, uri: port.uri(path), text: port.text(path) ?? '' }));
    const neighbour = (path: string) => port.text(path);
    const reads = format.readTogether?.(texts, { dialect, neighbour }) ?? [];
    return reads.flatMap(({ up }) => up.statements.flatMap((one) => one.operations));
  });
  return {
    schema: foldAll(dialect, operations),
    opaque: operations.flatMap((one) => (one.kind === 'opaque' ? [`${one.text}: ${one.reason}`] : [])),
  };
}

function tables(files: Files, dialect: Dialect = 'postgresql') {
  return summaryOf(readAll(files, dialect).schema).tables;
}

const columns = (files: Files, dialect: Dialect = 'postgresql') =>
  Object.fromEntries(Object.entries(tables(files, dialect)).map(([name, table]) => [name, table.columns]));

const keys = (files: Files, dialect: Dialect = 'postgresql') =>
  Object.fromEntries(Object.entries(tables(files, dialect)).map(([name, table]) => [name, table.foreignKeys]));

const define = (name: string, attributes: string, options = '{ timestamps: false }') =>
  `const ${name} = sequelize.define('${name}', ${attributes}, ${options});\n`;

const HEAD = "const { Sequelize, DataTypes, Model } = require('sequelize');\n";

describe('names', () => {
  it('makes plurals as Sequelize does, of words that are irregular too', () => {
    const names = ['user', 'Person', 'Category', 'news', 'UserStatus', 'analysis', 'Sheep'];
    const text = HEAD + names.map((name) => define(name, '{}')).join('');
    expect(Object.keys(columns({ 'models.js': text })).sort()).toEqual(
      ['Categories', 'People', 'Sheep', 'UserStatuses', 'analyses', 'news', 'users'].sort(),
    );
  });

  it('leaves a name as it is where the table has one, or is frozen; underscored is for tables and columns', () => {
    const text = `${HEAD}
      sequelize.define('A', { firstName: DataTypes.STRING(5) }, { tableName: 'the_a', timestamps: false });
      sequelize.define('OrderItem', {}, { freezeTableName: true, timestamps: false });
      sequelize.define('OrderLine', { unitPrice: DataTypes.INTEGER, x: { type: DataTypes.TEXT, field: 'givenX' } }, { underscored: true });`;
    expect(columns({ 'm.js': text })).toEqual({
      the_a: ['id integer not null numbered', 'firstName character varying(5)'],
      OrderItem: ['id integer not null numbered'],
      order_lines: [
        'id integer not null numbered',
        'unit_price integer',
        'givenX text',
        'created_at timestamp with time zone not null',
        'updated_at timestamp with time zone not null',
      ],
    });
  });

  it('heeds what the connection defines for all models, in code and in its configuration', () => {
    const models = { 'models/a.js': `module.exports = (sequelize, DataTypes) => sequelize.define('Blog', {});` };
    const code =
      "const s = new Sequelize(url, { dialect: 'postgres', define: { freezeTableName: true, timestamps: false } });";
    expect(columns({ ...models, 'models/index.js': code })).toEqual({ Blog: ['id integer not null numbered'] });
    const config = '{ "test": { "define": { "underscored": true, "updatedAt": false } }, "production": {} }';
    expect(columns({ ...models, 'config/config.json': config })).toEqual({
      blogs: ['id integer not null numbered', 'created_at timestamp with time zone not null'],
    });
  });
});

describe('attributes', () => {
  it('adds an id where there is no key, and times by their options', () => {
    const text = `${HEAD}
      sequelize.define('a', { key: { type: DataTypes.UUID, primaryKey: true, defaultValue: DataTypes.UUIDV4 } }, { paranoid: true, updatedAt: 'changed', createdAt: false });
      sequelize.define('b', { n: { type: DataTypes.STRING, allowNull: false, defaultValue: 'x' }, at: { type: DataTypes.DATE, defaultValue: DataTypes.NOW } }, { timestamps: false, version: true });`;
    expect(columns({ 'm.js': text })).toEqual({
      as: ['key uuid not null', 'changed timestamp with time zone not null', 'deletedAt timestamp with time zone'],
      bs: [
        'id integer not null numbered',
        "n character varying(255) not null default 'x'",
        'at timestamp with time zone',
        'version integer not null default 0',
      ],
    });
  });

  it('has no column for what is virtual, nor for getters', () => {
    const text =
      HEAD +
      define(
        'a',
        '{ full: { type: DataTypes.VIRTUAL, get() { return 1; } }, n: { type: DataTypes.BOOLEAN, get() { return this.x; } } }',
      );
    expect(columns({ 'm.js': text })).toEqual({ as: ['id integer not null numbered', 'n boolean'] });
  });

  it('makes an enum by table and column in PostgreSQL, by its labels in MySQL, as text in SQLite', () => {
    const text = HEAD + define('Order', "{ state: { type: DataTypes.ENUM, values: ['a', 'b'] } }");
    expect([...readAll({ 'm.js': text }).schema.enums.keys()].map((key) => key.replace(/^.*\./, ''))).toEqual([
      'enum_Orders_state',
    ]);
    expect(columns({ 'm.js': text }, 'mysql').orders?.[1]).toBe("state enum('a','b')");
    expect(columns({ 'm.js': text }, 'sqlite').orders?.[1]).toBe('state TEXT');
  });

  it('puts attributes of one unique name in one constraint; unique true stands with its column', () => {
    const text =
      HEAD +
      define(
        'a',
        "{ x: { type: DataTypes.INTEGER, unique: 'both' }, y: { type: DataTypes.INTEGER, unique: { name: 'both', msg: 'no' } }, z: { type: DataTypes.INTEGER, unique: true } }",
      );
    expect(tables({ 'm.js': text }).as?.uniques).toEqual(['as_x_y_key x, y', 'as_z_key z']);
    expect(tables({ 'm.js': text }, 'mysql').as?.uniques).toEqual(['both x, y', 'z z']);
  });

  it('reads indexes, their names as Sequelize makes them, and attributes in them as columns', () => {
    const options = `{ underscored: true, timestamps: false, indexes: [
      { fields: ['first_name', 'age'] }, { unique: true, fields: ['age'], where: { age: { [Op.gt]: 1 } } },
      { name: 'by_name', using: 'gin', fields: [{ name: 'firstName', operator: 'gin_trgm_ops' }] } ] }`;
    const text = HEAD + define('User', '{ firstName: DataTypes.TEXT, age: DataTypes.INTEGER }', options);
    const made = tables({ 'm.js': text }).users;
    expect([...(made?.indexes ?? []), ...(made?.uniques ?? [])]).toEqual(
      [
        'by_name gin first_name gin_trgm_ops',
        'users_age btree age  age > 1',
        'users_first_name_age btree first_name, age',
      ].map((one) => one.replace('  ', ' ')),
    );
  });

  it('shows what it cannot tell, and keeps the rest', () => {
    const text = `${HEAD}${define('a', '{ x: typeOf(y), n: DataTypes.INTEGER }')}class B extends Model {}\nB.init(attributesOf(x), { sequelize });\n`;
    const { schema, opaque } = readAll({ 'm.js': text });
    expect(summaryOf(schema).tables.as?.columns).toEqual(['id integer not null numbered', 'n integer']);
    expect(opaque).toEqual([
      'x: typeOf(y): the type of this column cannot be told',
      'B.init(attributesOf(x), { sequelize }): the attributes of this model cannot be told',
    ]);
  });
});

describe('associations', () => {
  const two = HEAD + define('User', '{}') + define('Post', '{}');

  it('adds a key that may be null to the side that has it, and what becomes of rows', () => {
    const expected = { Users: [], Posts: ['Posts_UserId_fkey UserId to .Users id set null cascade'] };
    expect(keys({ 'm.js': `${two}Post.belongsTo(User);` })).toEqual(expected);
    expect(keys({ 'm.js': `${two}User.hasMany(Post);` })).toEqual(expected);
    expect(keys({ 'm.js': `${two}User.hasOne(Post);` })).toEqual(expected);
  });

  it('names the key by its alias or its option, underscored as a column', () => {
    const text = `${HEAD}${define('User', '{}', '{ timestamps: false, underscored: true }')}${define('Post', '{}', '{ timestamps: false, underscored: true }')}`;
    const calls =
      "Post.belongsTo(User, { as: 'author' }); User.hasMany(Post, { foreignKey: { name: 'editorId', allowNull: false }, onDelete: 'restrict' });";
    expect(keys({ 'm.js': text + calls }).posts).toEqual([
      'posts_author_id_fkey author_id to .users id set null cascade',
      'posts_editor_id_fkey editor_id to .users id restrict cascade',
    ]);
  });

  it('is NO ACTION or CASCADE, by the side that comes first, where the column is declared and must not be null', () => {
    const text =
      HEAD + define('User', '{}') + define('Post', '{ userId: { type: DataTypes.INTEGER, allowNull: false } }');
    const [belongs, has] = [
      "Post.belongsTo(User, { foreignKey: 'userId' });",
      "User.hasMany(Post, { foreignKey: 'userId' });",
    ];
    expect(keys({ 'm.js': text + belongs + has }).Posts).toEqual([
      'Posts_userId_fkey userId to .Users id no action cascade',
    ]);
    expect(keys({ 'm.js': text + has + belongs }).Posts).toEqual([
      'Posts_userId_fkey userId to .Users id cascade cascade',
    ]);
  });

  it('has no constraint where that is switched off, and the type of the key that it leads to', () => {
    const text = `${HEAD}${define('User', '{ id: { type: DataTypes.UUID, primaryKey: true } }')}${define('Post', '{}')}Post.belongsTo(User, { constraints: false });`;
    expect(keys({ 'm.js': text }).Posts).toEqual([]);
    expect(columns({ 'm.js': text }).Posts?.[1]).toBe('UserId uuid');
  });

  it('makes a join table of two keys, whichever direction is said, or both', () => {
    const one = "User.belongsToMany(Post, { through: 'likes', timestamps: false });";
    const other = "Post.belongsToMany(User, { through: 'likes' });";
    for (const text of [one, one + other])
      expect(tables({ 'm.js': two + text }).likes).toMatchObject({
        columns: ['UserId integer not null', 'PostId integer not null'],
        primaryKey: 'likes_pkey UserId, PostId',
        foreignKeys: [
          'likes_PostId_fkey PostId to .Posts id cascade cascade',
          'likes_UserId_fkey UserId to .Users id cascade cascade',
        ],
      });
  });

  it('gives a join table with a key of its own a unique constraint', () => {
    const text = `${two}${define('Like', '{ id: { type: DataTypes.INTEGER, primaryKey: true }, at: DataTypes.DATE }')}User.belongsToMany(Post, { through: Like, foreignKey: 'who', otherKey: 'what' });`;
    expect(tables({ 'm.js': text }).Likes).toMatchObject({
      primaryKey: 'Likes_pkey id',
      uniques: ['Likes_who_what_key who, what'],
    });
  });

  it('finds models across files, by the words that loaders keep them by', () => {
    const files = {
      'models/index.js': `const db = {};\ndb.users = require('./user.model.js')(sequelize, Sequelize);\ndb.roles = require('./role.model.js')(sequelize, Sequelize);\ndb.roles.belongsToMany(db.users, { through: 'user_roles' });\nmodule.exports = db;`,
      'models/user.model.js': `module.exports = (sequelize, Sequelize) => { const User = sequelize.define("users", { name: { type: Sequelize.STRING } }); return User; };`,
      'models/role.model.js': `module.exports = (sequelize, Sequelize) => { const Role = sequelize.define("roles", {}); Role.associate = (models) => { Role.hasMany(models.users) }; return Role; };`,
    };
    expect(Object.keys(columns(files)).sort()).toEqual(['roles', 'user_roles', 'users']);
    expect(keys(files).user_roles).toEqual([
      'user_roles_roleId_fkey roleId to .roles id cascade cascade',
      'user_roles_userId_fkey userId to .users id cascade cascade',
    ]);
    expect(keys(files).users).toEqual(['users_roleId_fkey roleId to .roles id set null cascade']);
  });
});

describe('classes', () => {
  it('reads init in TypeScript, with helpers of the project and references to classes', () => {
    const files = {
      'src/user.ts': `import { Model, DataTypes } from 'sequelize';\nimport { id } from './columns';\nexport class User extends Model<X> { declare id: number; declare posts?: NonAttribute<Post[]>; }\nUser.init({ id: id(), email: { type: new DataTypes.STRING(128), allowNull: false } }, { sequelize, tableName: 'users', timestamps: false });`,
      'src/columns.ts': `import { DataTypes } from 'sequelize';\nexport const id = () => ({ type: DataTypes.INTEGER.UNSIGNED, autoIncrement: true, primaryKey: true });`,
      'src/post.ts': `import { User } from './user';\nclass Post extends Model { static initModel(sequelize: Sequelize) { return Post.init({ author: { type: DataTypes.INTEGER, references: { model: User, key: 'id' }, onDelete: 'CASCADE' } }, { sequelize, timestamps: false }); } }`,
    };
    expect(columns(files)).toEqual({
      users: ['id integer not null numbered', 'email character varying(128) not null'],
      Posts: ['id integer not null numbered', 'author integer'],
    });
    expect(keys(files).Posts).toEqual(['Posts_author_fkey author to .users id cascade no action']);
  });

  it('reads decorators: types that TypeScript tells, keys, times, indexes, inheritance', () => {
    const files = {
      'package.json': '{ "dependencies": { "sequelize-typescript": "^2" } }',
      'src/base.ts': `abstract class Base<T> extends Model<T> { @PrimaryKey @Default(DataType.UUIDV4) @Column(DataType.UUID) id: string; @CreatedAt @Column made: Date; }\nexport default Base;`,
      'src/person.ts': `import Base from './base';\n@Table({ tableName: 'people', updatedAt: false })\nexport class Person extends Base<Person> {\n  @AllowNull(false) @Unique @Column name: string;\n  @Index('by_born') @Column born: Date;\n  @Column({ type: DataType.STRING(5), field: 'kind_of' }) kind: Kind;\n  @Column(DataType.VIRTUAL) age: number;\n  @HasMany(() => Pet) pets: Pet[];\n  @BelongsToMany(() => Club, () => Member) clubs: Club[];\n}`,
      'src/pet.ts': `@Table({ timestamps: false })\nexport class Pet extends Model { @ForeignKey(() => Person) @Column(DataType.UUID) ownerId: string; @BelongsTo(() => Person, { onDelete: 'CASCADE' }) owner: Person; @Column weight: number; }`,
      'src/club.ts': `@Table({ timestamps: false })\nexport class Club extends Model {}\n@Table({ timestamps: false })\nexport class Member extends Model { @ForeignKey(() => Club) @Column clubId: number; @ForeignKey(() => Person) @Column(DataType.UUID) personId: string; }`,
    };
    expect(tables(files)).toMatchObject({
      people: {
        columns: [
          'id uuid not null',
          'made timestamp with time zone',
          'name character varying(255) not null',
          'born timestamp with time zone',
          'kind_of character varying(5)',
        ],
        uniques: ['people_name_key name'],
        indexes: ['by_born btree born'],
      },
      Pets: {
        columns: ['id integer not null numbered', 'ownerId uuid', 'weight integer'],
        foreignKeys: ['Pets_ownerId_fkey ownerId to .people id cascade cascade'],
      },
      Members: { primaryKey: 'Members_pkey clubId, personId' },
    });
  });
});

describe('finding', () => {
  it('takes models of packages that depend on Sequelize, not of others, nor migrations', () => {
    const text = "const { DataTypes } = require('sequelize'); sequelize.define('a', {});";
    const config = JSON.stringify({ development: { dialect: 'mariadb' } });
    const manifest = { 'api/package.json': '{ "dependencies": { "sequelize": "6" } }', 'web/package.json': '{}' };
    const files = {
      ...manifest,
      'api/models/a.js': text,
      'web/models/a.js': text,
      'api/migrations/1-a.js': text,
      'api/config/config.json': config,
    };
    expect(found('sequelize', [], files)).toEqual(['api/models [mariadb]: api/models/a.js']);
  });

  it('reads no other definitions as models', () => {
    const text =
      "customElements.define('x-y', X); define('amd', {}, {}); app.init({ a: 1 }, { port: 1 }); /* sequelize */";
    expect(readAll({ 'a.js': text }).schema.tables.size).toBe(0);
  });

  it('heeds where .sequelizerc says that the configuration is', () => {
    const files = {
      'package.json': '{ "dependencies": { "sequelize": "6" } }',
      '.sequelizerc': "const path = require('path'); module.exports = { config: path.resolve('db', 'conf.js') };",
      'db/conf.js': "module.exports = { dialect: 'sqlite' };",
      'src/a.js': "const { DataTypes } = require('sequelize'); sequelize.define('a', {});",
    };
    expect(found('sequelize', [], files)).toEqual(['src [sqlite]: src/a.js']);
  });
});
