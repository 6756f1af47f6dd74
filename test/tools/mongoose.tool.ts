import { join } from 'node:path';
import { expect, test } from 'vitest';
import { foldAll, type Index, type Table } from '../../src/model';
import { formatOf } from '../formats/support';
import { withGrammars } from '../support/grammars';
import { projectFolder, runTool } from './support';

withGrammars('javascript');

const MODELS = `
const mongoose = require('mongoose');
const { Schema } = mongoose;
const ROLES = ['reader', 'author'];
const place = new Schema({ type: { type: String, default: 'Point' }, coordinates: { type: [Number], index: '2dsphere' } }, { _id: false });
const line = new Schema({ book: { type: Schema.Types.ObjectId, ref: 'Book', index: true }, no: { type: Number, required: true }, note: 'string' });
line.index({ no: 1, note: -1 });
const comment = new Schema({ text: { type: String, text: true } }, { timestamps: true });
const order = new Schema({
  code: { type: String, unique: true, required: true }, email: { type: String, sparse: true, unique: true }, at: { type: Date, expires: '1d' },
  roles: [{ type: String, enum: ROLES, index: -1 }], lines: [line], place, meta: { ip: String, deep: { at: Date } }, any: {}, list: [], mixed: Schema.Types.Mixed,
  made: { type: { by: String } }, rows: [{ cell: Number }], bare: [{ _id: false, cell: Number }], grid: [[Number]], labels: { type: Map, of: Number },
  price: Schema.Types.Decimal128, big: BigInt, raw: Buffer, id2: Schema.Types.UUID, flag: { type: Boolean, index: { name: 'flagged' } }, off: { type: String, index: false },
  comments: { type: [comment], _id: false }, type: { type: String },
}, { timestamps: { createdAt: 'created', updatedAt: false } });
order.index({ code: 1, at: -1 }, { unique: true, partialFilterExpression: { flag: true } }).index({ 'meta.ip': 'hashed' });
order.add({ later: { type: String, index: 'text' } });
const base = new Schema({ name: { type: String, required: true } }, { discriminatorKey: 'kind', versionKey: 'rev' });
const User = mongoose.model('UserProfile', base);
User.discriminator('Author', new Schema({ pen: { type: String, required: true, unique: true } }));
mongoose.model('Order', order);
mongoose.model('Person', new Schema({ _id: String, name: String }, { versionKey: false }));
mongoose.model('Category', new Schema({ a: Number }, { collection: 'cats', _id: false, id: false, versionKey: false }));
for (const name of []) mongoose.model(name);
module.exports = mongoose;
`;

/** What the models are to Mongoose itself; nothing connects. */
const DESCRIBE = `
const mongoose = require('./models.js');
const WORDS = { String: 'string', Number: 'number', Date: 'date', Boolean: 'bool', ObjectId: 'objectId', Mixed: 'mixed', Decimal128: 'decimal', BigInt: 'long', Buffer: 'binData', UUID: 'uuid', Map: 'map', Embedded: 'object', Subdocument: 'object', DocumentArray: 'object[]', DocumentArrayElement: 'object' };
const word = (type) => (type.$isMongooseDocumentArray ? 'object[]' : type.instance === 'Array' ? word(type.embeddedSchemaType) + '[]' : (WORDS[type.instance] ?? type.instance));
const walk = (schema, prefix) => Object.entries(schema.paths).flatMap(([key, type]) => [
  [prefix + key + ' ' + word(type) + (type.isRequired === true && type.options.required !== undefined ? ' required' : '')],
  ...(type.schema ? [walk(type.schema, prefix + key + '.')] : []),
].flat());
const found = {};
for (const model of Object.values(mongoose.models)) {
  const one = (found[model.collection.name] ??= { paths: [], indexes: [] });
  one.paths.push(...walk(model.schema, ''));
  one.indexes.push(...model.schema.indexes().map(([keys, options]) => [Object.entries(keys).map(([key, way]) => key + ' ' + way).join(', '), options.unique ? 'unique' : '', options.partialFilterExpression && options.unique ? 'partial' : options.sparse ? 'sparse' : '', options.expireAfterSeconds ?? '', options.name ?? ''].join('|')));
}
console.log(JSON.stringify(found));
`;

interface Facts {
  readonly paths: readonly string[];
  readonly indexes: readonly string[];
}

function indexFacts({ columns, unique, where, storage, name }: Index): string {
  const keys = columns.map(
    ({ column, order, operatorClass }) => `${column?.name} ${operatorClass ?? (order === 'desc' ? -1 : 1)}`,
  );
  const kind = where === undefined ? '' : where.text.includes('$exists') ? 'sparse' : 'partial';
  const made = columns
    .map(({ column, order, operatorClass }) => `${column?.name}_${operatorClass ?? (order === 'desc' ? -1 : 1)}`)
    .join('_');
  const after = /expireAfterSeconds = (\d+)/.exec(storage ?? '')?.[1] ?? '';
  return [keys.join(', '), unique ? 'unique' : '', kind, after, name === made ? '' : name].join('|');
}

/** Plain nested objects are no paths of Mongoose's; an `_id` that it makes is not called required. */
function pathFacts(table: Table, theirs: ReadonlySet<string>): readonly string[] {
  return table.columns.flatMap(({ name, type, notNull }) => {
    const text = `${name} ${type?.canonical}`;
    if (type?.canonical === 'object' && !theirs.has(text)) return [];
    return [notNull && !/(?:^|\.)_id$/.test(name) ? `${text} required` : text];
  });
}

const sorted = (items: Iterable<string>) => [...new Set(items)].sort();

test('Mongoose’s own paths, indexes and collections are those that we read', async () => {
  const folder = projectFolder({ 'models.js': MODELS, 'describe.js': DESCRIBE });
  const env = { NODE_PATH: join(__dirname, '../../node_modules') };
  const { stdout } = await runTool(process.execPath, ['describe.js'], folder, env);
  const theirs = JSON.parse(stdout) as Readonly<Record<string, Facts>>;
  const { up } = formatOf('mongoose').read({ uri: 'file:///models.js', text: MODELS }, { dialect: 'mongodb' });
  const { tables } = foldAll(
    'mongodb',
    up.statements.flatMap(({ operations }) => operations),
  );
  expect(sorted(tables.keys())).toEqual(sorted(Object.keys(theirs)));
  for (const [name, facts] of Object.entries(theirs)) {
    const table = tables.get(name) as Table;
    const known = new Set(facts.paths);
    // What one kind of documents must have, the collection’s others may lack.
    const paths = facts.paths.map((path) =>
      name === 'userprofiles' && path === 'pen string required' ? 'pen string' : path,
    );
    expect(sorted(pathFacts(table, known)), name).toEqual(sorted(paths));
    expect(sorted(table.indexes.map(indexFacts)), name).toEqual(sorted(facts.indexes));
  }
});
