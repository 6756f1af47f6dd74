/**
 * Compares what we read with what real engines and ORMs say, table by table: `npm run bench:truth -- --checkouts DIR [--truth DIR]
 * [--only NAME]`. DIR holds a checkout of each project at the truth's commit, as `<owner>-<name>`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { compareTables, type Difference, type TableFacts } from '../test/support/catalogue/facts';
import { ourTable } from '../test/support/catalogue/ours';
import { type Catalogue, engineOf, truthTables } from '../test/support/catalogue/truth';
import { inspectFolder, type Layer } from '../test/support/inspect-folder';
import { wantedFiles } from './truth/files';
import { type PrismaTruth, prismaTables } from './truth/prisma';
import { ourSqlAlchemyTable, type SqlAlchemyTruth, sqlAlchemyTables } from './truth/sqlalchemy';

interface Result {
  readonly name: string;
  readonly tables: number;
  readonly right: number;
  readonly differences: readonly Difference[];
  readonly coverage: string;
}

/** The layer that was read from most of the files. */
function layerOf(layers: readonly Layer[], wanted: (path: string) => boolean): Layer | undefined {
  const score = (layer: Layer) => layer.sources.flatMap((source) => source.files).filter(wanted).length;
  return [...layers].filter((layer) => score(layer) > 0).sort((a, b) => score(b) - score(a))[0];
}

function resultOf(
  name: string,
  layer: Layer | undefined,
  truth: readonly TableFacts[],
  ours: readonly TableFacts[],
): Result {
  const byName = new Map(ours.map((table) => [table.name, table]));
  const perTable = truth.map((table) => compareTables(table, byName.get(table.name)));
  const known = new Set(truth.map((table) => table.name));
  const extra = ours
    .filter((table) => !known.has(table.name))
    .map((table) => ({ table: table.name, text: 'is not in the engine' }));
  const { statements, understood } = layer?.coverage ?? { statements: 0, understood: 0 };
  return {
    name,
    tables: truth.length,
    right: perTable.filter((differences) => differences.length === 0).length,
    differences: [...perTable.flat(), ...extra],
    coverage: `${understood} of ${statements} statements understood`,
  };
}

async function compareCatalogue(catalogue: Catalogue, folder: string): Promise<Result> {
  const dialect = engineOf(catalogue);
  const { is, sees } = wantedFiles(catalogue.files);
  const layer = layerOf(await inspectFolder(folder, { sees, dialect, version: catalogue.engine }), is);
  return resultOf(
    catalogue.name,
    layer,
    truthTables(dialect, catalogue.tables),
    (layer?.schema.tables ?? []).map((table) => ourTable(table, dialect)),
  );
}

async function compareSqlAlchemy(truth: SqlAlchemyTruth, folder: string): Promise<Result> {
  const { is, sees } = wantedFiles(truth.files);
  const layer = layerOf(await inspectFolder(folder, { sees, dialect: 'mariadb', version: '10.11' }), is);
  return resultOf(truth.name, layer, sqlAlchemyTables(truth), (layer?.models?.tables ?? []).map(ourSqlAlchemyTable));
}

/** The models' side: names of keys are Prisma's to choose, so keys and indexes are compared by their columns. */
function modelTable(table: Layer['schema']['tables'][number]): TableFacts {
  const facts = ourTable(table, 'postgresql');
  const unnamed = (line: string) => line.replace(/^\S+ (?=unique |\w*\(|\()/, '');
  return {
    ...facts,
    columns: facts.columns.map((column) =>
      column
        .replace(/^(\S+ )"([^"]+)"/, '$1$2')
        .replace(/ default nextval\S*/, '')
        .replace(/ (?:by default|auto increment)$/, ''),
    ),
    foreignKeys: facts.foreignKeys.map(unnamed),
    uniques: [],
    indexes: [
      ...table.indexes.map((index) => `${index.unique ? 'unique ' : ''}(${index.columns.join(', ')})`),
      ...table.uniques.map((key) => `unique (${key.columns.join(', ')})`),
    ],
  };
}

async function comparePrisma(truth: PrismaTruth, folder: string): Promise<Result> {
  const sees = (path: string) => /(?:^|\/)prisma\//.test(path);
  const layers = await inspectFolder(folder, { sees, dialect: 'postgresql', version: '18' });
  const layer = layers.find((one) => one.models !== null);
  return resultOf(`prisma ${truth.source}`, layer, prismaTables(truth), (layer?.models?.tables ?? []).map(modelTable));
}

function print(result: Result): void {
  console.log(
    `${result.right === result.tables && result.differences.length === 0 ? 'right' : 'DIFFERS'}  ${result.name}: ${result.right} of ${result.tables} tables; ${result.coverage}`,
  );
  for (const { table, text } of result.differences) console.log(`    ${table}: ${text}`);
}

type Truth = Catalogue | PrismaTruth | SqlAlchemyTruth;

function compare(truth: Truth, folder: string): Promise<Result> {
  if (!('repo' in truth)) return comparePrisma(truth, folder);
  return truth.engine.startsWith('SQLAlchemy')
    ? compareSqlAlchemy(truth as SqlAlchemyTruth, folder)
    : compareCatalogue(truth as Catalogue, folder);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { checkouts: { type: 'string' }, truth: { type: 'string' }, only: { type: 'string' } },
  });
  if (values.checkouts === undefined) {
    console.error('Say where the checkouts are: --checkouts DIR, with DIR/<owner>-<name> for each project.');
    process.exitCode = 2;
    return;
  }
  const truthFolder = resolve(values.truth ?? join(__dirname, '../../shared/truth'));
  const results: Result[] = [];
  for (const file of readdirSync(truthFolder)
    .filter((name) => name.endsWith('.json'))
    .sort()) {
    if (values.only !== undefined && !file.includes(values.only)) continue;
    const truth = JSON.parse(readFileSync(join(truthFolder, file), 'utf8')) as Truth;
    // `openstack/keystone (Debian python3-keystone 22.0.2)`
    const repo = ('repo' in truth ? truth.repo : truth.source).split(' ')[0] ?? '';
    const folder = resolve(values.checkouts, repo.replace('/', '-'));
    if (!existsSync(folder)) {
      console.log(`absent   ${file}: no checkout at ${folder}`);
      continue;
    }
    const result = await compare(truth, folder);
    results.push(result);
    print(result);
  }
  const sum = (of: (result: Result) => number) => results.reduce((total, result) => total + of(result), 0);
  console.log(
    `${sum((result) => result.right)} of ${sum((result) => result.tables)} tables right in ${results.length} projects`,
  );
}

void main();
