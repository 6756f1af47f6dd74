import { describe, expect, it } from 'vitest';
import { foldAll, type Schema, type Table } from '../../src/model';
import { withGrammars } from '../support/grammars';
import { formatOf, found, portOf } from './support';

withGrammars('typescript', 'javascript');

const MANIFEST = '{ "dependencies": { "mongoose": "^9.0.0" } }';

/** What a project of these files comes to, and what of it is not understood. */
function readProject(files: Readonly<Record<string, string>>): {
  readonly schema: Schema;
  readonly reasons: readonly string[];
} {
  const format = formatOf('mongoose');
  const sources = Object.entries(files).map(([path, text]) => ({ path, uri: `file:///project/${path}`, text }));
  const reads = format.readTogether?.(sources, {
    dialect: 'mongodb',
    neighbour: (name) => files[name],
  });
  const operations = (reads ?? []).flatMap(({ up }) => up.statements.flatMap((one) => one.operations));
  return {
    schema: foldAll('mongodb', operations),
    reasons: operations.flatMap((one) => (one.kind === 'opaque' ? [one.reason] : [])),
  };
}

const HEAD = "import mongoose, { Schema, model } from 'mongoose';\n";

/** The one collection of a file. */
function collection(text: string): Table {
  const { schema, reasons } = readProject({ 'models.ts': HEAD + text });
  expect(reasons).toEqual([]);
  expect([...schema.tables.keys()]).toHaveLength(1);
  return [...schema.tables.values()][0] as Table;
}

function paths(text: string): readonly string[] {
  return collection(text).columns.map(
    ({ name, type, notNull }) => `${name} ${type?.canonical}${notNull ? ' required' : ''}`,
  );
}

const fields = (definition: string, options = '{ versionKey: false }') =>
  paths(`model('Thing', new Schema({ ${definition} }, ${options}));`).slice(1);

describe('collections of Mongoose', () => {
  it('have the plural of their model’s name, or the name that is given', () => {
    const names = (text: string) => [...readProject({ 'a.ts': HEAD + text }).schema.tables.keys()];
    expect(names("model('Person', new Schema({}));")).toEqual(['people']);
    expect(names("model('Category', new Schema({}));")).toEqual(['categories']);
    expect(names("model('OrderStatus', new Schema({}));")).toEqual(['orderstatuses']);
    expect(names("model('News', new Schema({}));")).toEqual(['news']);
    expect(names("model('S3', new Schema({}));")).toEqual(['s3']);
    expect(names("model('User', new Schema({}, { collection: 'app_users' }));")).toEqual(['app_users']);
    expect(names("model('User', new Schema({}), 'members');")).toEqual(['members']);
  });

  it('are made in functions, behind `||`, for a connection, and once for all that', () => {
    const text = `const users = new Schema({ name: String });
export function createUser(mongoose) { return mongoose.models.User || mongoose.model('User', users); }
export const User = (mongoose.models.User as Model) ?? connection.model<IUser>('User', users);`;
    expect(collection(text).name).toBe('users');
  });

  it('are kept where two models share them', () => {
    const text = `model('A', new Schema({ a: String }), 'both'); model('B', new Schema({ b: String }), 'both');`;
    expect(collection(text).columns.map(({ name }) => name)).toEqual(['_id', 'a', 'b', '__v']);
  });
});

describe('paths of Mongoose', () => {
  it('have the types of schemas, however they are written', () => {
    expect(
      fields(
        `a: String, b: { type: Number }, c: 'date', d: Boolean, e: Buffer, f: Schema.Types.Decimal128, g: { type: mongoose.Schema.Types.ObjectId }, h: Schema.Types.Mixed, i: {}, j: Object, k: Array, l: [], m: [String], n: { type: [Date] }, o: [[Number]], p: BigInt, q: Schema.Types.UUID, r: { type: String, required: [true, 'why'] }`,
      ),
    ).toEqual([
      'a string',
      'b number',
      'c date',
      'd bool',
      'e binData',
      'f decimal',
      'g objectId',
      'h mixed',
      'i mixed',
      'j mixed',
      'k mixed[]',
      'l mixed[]',
      'm string[]',
      'n date[]',
      'o number[][]',
      'p long',
      'q uuid',
      'r string required',
    ]);
  });

  it('tell nested objects from documents with an _id', () => {
    expect(fields('a: { b: String, c: { d: Date } }')).toEqual(['a object', 'a.b string', 'a.c object', 'a.c.d date']);
    expect(fields('a: { type: { b: String } }')).toEqual(['a object', 'a._id objectId required', 'a.b string']);
    expect(fields('a: { type: { type: String }, b: Number }')).toEqual(['a object', 'a.type string', 'a.b number']);
    expect(fields('a: [{ b: String }]')).toEqual(['a object[]', 'a._id objectId required', 'a.b string']);
    expect(fields('a: [{ _id: false, b: String }]')).toEqual(['a object[]', 'a.b string']);
    expect(fields('a: [{ type: String, trim: true }]')).toEqual(['a string[]']);
    expect(fields('a: new Schema({ b: String }, { _id: false })')).toEqual(['a object', 'a.b string']);
    expect(fields('a: { type: [new Schema({ b: String })], _id: false }')).toEqual(['a object[]', 'a.b string']);
    expect(fields('a: { type: Map, of: new Schema({ b: String }, { _id: false }) }')).toEqual([
      'a map',
      'a.$* object',
      'a.$*.b string',
    ]);
  });

  it('follow constants, spreads, helpers and other schemas’ definitions', () => {
    const text = `const ID = { type: Schema.Types.ObjectId, required: true };
const audit = { by: ID, at: Date };
const named = () => ({ name: { type: String, required: true } });
const base = new Schema({ kind: String });
const make = (definition) => new Schema({ ...definition, ...audit }, { timestamps: true, versionKey: false });
const thing = make({ ...named(), ...base.obj, [\`x\${1}\`]: Number });
thing.add({ later: String });
thing.add({ deep: Number }, 'in.');
thing.set('timestamps', { updatedAt: 'changed', createdAt: false });
export default model('Thing', thing);`;
    expect(paths(text)).toEqual([
      '_id objectId required',
      'name string required',
      'kind string',
      'x1 number',
      'by objectId required',
      'at date',
      'later string',
      'in object',
      'in.deep number',
      'changed date',
    ]);
  });

  it('end where a schema holds itself', () => {
    const text = `const comment = new Schema({ text: String }, { versionKey: false });
comment.add({ replies: [comment] });
model('Comment', comment);`;
    expect(paths(text)).toEqual(['_id objectId required', 'text string', 'replies object[]']);
  });

  it('are those of all kinds where there are discriminators', () => {
    const text = `const Event = model('Event', new Schema({ at: { type: Date, required: true } }, { discriminatorKey: 'kind' }));
Event.discriminator('Click', new Schema({ url: { type: String, required: true } }));
export const Buy = Event.discriminator('Buy', new Schema({ price: Number }), 'bought');`;
    const table = collection(text);
    expect(paths(text)).toEqual([
      '_id objectId required',
      'at date required',
      'url string',
      'price number',
      'kind string',
      '__v number',
    ]);
    expect(table.columns.find(({ name }) => name === 'kind')?.type?.values).toEqual(['Click', 'bought']);
  });

  it('say what Mongoose alone checks', () => {
    const { columns, checks } = collection(
      `const Status = { OPEN: 'open', DONE: 'done' };
model('Task', new Schema({ status: { type: String, enum: Object.values(Status), default: Status.OPEN },
  size: { type: Number, min: [1, 'too small'], max: 60 * 60 }, tags: [{ type: String, enum: ['a', 'b'] }] }));`,
    );
    expect(columns.map(({ type }) => type?.values)).toEqual([
      undefined,
      ['open', 'done'],
      undefined,
      ['a', 'b'],
      undefined,
    ]);
    expect(checks.map(({ expression, notEnforced }) => `${expression.text} ${notEnforced}`)).toEqual([
      'size: { minimum: 1 } true',
      'size: { maximum: 3600 } true',
    ]);
  });
});

describe('references of Mongoose', () => {
  it('lead to the collection of the model, and are not enforced', () => {
    const text = `model('Person', new Schema({}), 'humans');
model('Pet', new Schema({ owner: { type: Schema.Types.ObjectId, ref: 'Person' }, friends: [{ type: Schema.Types.ObjectId, ref: () => 'Pet' }],
  vet: { type: Schema.Types.ObjectId, ref: 'Doctor' }, any: { type: Schema.Types.ObjectId, refPath: 'kind' }, visits: [{ by: { type: String, ref: 'Doctor' } }] }));`;
    const { schema } = readProject({ 'a.ts': HEAD + text });
    const keys = schema.tables.get('pets')?.foreignKeys ?? [];
    expect(
      keys.map(({ columns, refTable, refColumns, notEnforced }) =>
        [columns[0]?.name, refTable.name, refColumns[0]?.name, notEnforced].join(' '),
      ),
    ).toEqual(['owner humans _id true', 'friends pets _id true', 'vet doctors _id true', 'visits.by doctors _id true']);
  });
});

describe('indexes of Mongoose', () => {
  const indexes = (text: string) =>
    collection(text).indexes.map(({ name, unique, method, where, storage }) =>
      [name, unique ? 'unique' : '', method ?? '', where?.text ?? '', storage ?? '']
        .filter((word) => word !== '')
        .join(' '),
    );

  it('stand at paths and behind schemas, in schemas within schemas too', () => {
    expect(
      indexes(`const line = new Schema({ book: { type: String, index: true }, no: Number });
line.index({ no: 1 });
const order = new Schema({ email: { type: String, unique: true, sparse: true }, at: { type: Date, expires: '1d' }, place: { type: [Number], index: '2dsphere' },
  text: { type: String, text: true }, off: { type: String, index: false }, no: { type: String, unique: false }, tags: [{ type: String, index: -1 }], lines: [line] });
order.index({ email: 1, at: -1 }).index({ text: 'text', email: 'text' }, { name: 'search', weights: { text: 5 } });
order.index({ at: 1 }, { expireAfterSeconds: 60 * 60, partialFilterExpression: { off: { $exists: true } } });
model('Order', order);`),
    ).toEqual([
      'email_1 unique { "email": { $exists: true } }',
      'at_1 expireAfterSeconds = 86400',
      'place_2dsphere 2dsphere',
      'text_text text',
      'tags_-1',
      'lines.book_1',
      'lines.no_1',
      'email_1_at_-1',
      'search text weights = { text: 5 }',
      'at_1 { off: { $exists: true } } expireAfterSeconds = 3600',
    ]);
  });
});

describe('what cannot be told', () => {
  it('is said with its place, and costs no neighbour', () => {
    const { schema, reasons } = readProject({
      'a.ts': `${HEAD}import plugin from 'somewhere'; import paginate from 'mongoose-paginate-v2';
const s = new Schema({ a: String, b: unknownType(), [name()]: String, ...others });
s.plugin(plugin); s.plugin(paginate);
model('Thing', s); model(nameOf(), s); model('Other', found());
export const forgotten = new Schema({ x: String });`,
    });
    expect([...schema.tables.values()].map(({ columns }) => columns.map(({ name }) => name))).toEqual([
      ['_id', 'a', '__v'],
    ]);
    expect(reasons).toEqual([
      'the type of b cannot be told',
      'the name of this field cannot be told',
      'these fields cannot be told',
      'a plugin may add fields and indexes that are not seen here',
      'the name of this model cannot be told',
      'the schema of the model Other cannot be told',
      'no model of this schema was found',
    ]);
  });

  it('is no claim on schemas of other libraries', () => {
    const text =
      "import { Schema } from 'effect';\nexport const User = new Schema({ a: String });\nmap.set('a', 1); list.index({ a: 1 });";
    const { schema, reasons } = readProject({ 'a.ts': text });
    expect([schema.tables.size, reasons]).toEqual([0, []]);
  });

  it('follows a plugin of the project’s own', () => {
    const text = `const audit = (schema, options) => { schema.add({ by: String }); schema.index({ by: 1 }); schema.pre('save', () => {}); };
const s = new Schema({ a: String }); s.plugin(audit); model('Thing', s);`;
    const table = collection(text);
    expect(table.columns.map(({ name }) => name)).toEqual(['_id', 'a', 'by', '__v']);
    expect(table.indexes.map(({ name }) => name)).toEqual(['by_1']);
  });
});

describe('files of Mongoose', () => {
  const SCHEMA = "const { Schema } = require('mongoose');\nmodule.exports = new Schema({ a: String });";

  it('are found in packages that depend on it, schemas and models apart', () => {
    const texts = {
      'package.json': MANIFEST,
      'src/schema.js': SCHEMA,
      'src/models.js': "const { model } = require('mongoose');\nmodel('A', require('./schema'));",
      'src/other.js': 'new Schema({})',
      'web/app.js': 'export const model = 1;',
    };
    expect(found('mongoose', Object.keys(texts), texts)).toEqual(['src [mongodb]: src/models.js, src/schema.js']);
    expect(found('mongoose', ['a.js'], { 'package.json': '{}', 'a.js': SCHEMA })).toEqual([]);
  });

  it('are read across files, by require and by import', () => {
    const { schema, reasons } = readProject({
      'src/schema.js': SCHEMA,
      'src/model.js':
        "const { model } = require('mongoose');\nconst schema = require('./schema');\nmodel('A', schema);",
      'src/b.ts': "import { Schema } from 'mongoose';\nexport const b = new Schema({ b: String });\nexport default b;",
      'src/index.ts':
        "import { model } from 'mongoose';\nimport inner, { b } from './b';\nmodel('B', b); model('C', new Schema({ inner }));",
    });
    expect(reasons).toEqual([]);
    expect([...schema.tables.keys()].sort()).toEqual(['as', 'bs', 'cs']);
  });

  it('never throw', () => {
    const port = portOf({ 'package.json': MANIFEST, 'a.js': '\u0000new Schema({{{' });
    expect(() => formatOf('mongoose').locate(port)).not.toThrow();
    expect(readProject({ 'a.js': '\u0000new Schema({{{ type: [ , model(' }).schema.tables.size).toBe(0);
  });
});
