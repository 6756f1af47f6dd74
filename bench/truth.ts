/**
 * Compares what we read with what real engines and ORMs say, table by table: `npm run bench:truth -- --checkouts DIR [--truth DIR]
 * [--only NAME]`. DIR holds a checkout of each project at the truth's commit, as `<owner>-<name>`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Dialect, parseVersion } from '../src/model';
import {
  createWorkspace,
  DEFAULT_SETTINGS,
  type Inspection,
  inspect,
  nodeFiles,
  pathBelow,
  type WorkspacePort,
} from '../src/workspace';
import { type Catalogue, engineOf, truthTables } from './truth/engines';
import { compareTables, type Difference, type TableFacts } from './truth/facts';
import { ourTable } from './truth/ours';
import { type PrismaTruth, prismaTables } from './truth/prisma';

type Layer = Inspection['dataLayers'][number];

interface Result {
  readonly name: string;
  readonly tables: number;
  readonly right: number;
  readonly differences: readonly Difference[];
  readonly coverage: string;
}

/** A checkout of which only some paths are seen, so that a project's other databases do not matter. */
function portOf(folder: string, sees: (path: string) => boolean): WorkspacePort {
  const port = nodeFiles(folder);
  return {
    ...port,
    list: async (leavesOut) => {
      const { files, notices } = await port.list(leavesOut);
      return { files: files.filter(({ path }) => sees(path)), notices };
    },
  };
}

async function layersIn(
  folder: string,
  sees: (path: string) => boolean,
  dialect: Dialect,
  version: string,
): Promise<readonly Layer[]> {
  const port = portOf(folder, sees);
  const engine = parseVersion(version);
  const workspace = await createWorkspace([port], {
    ...DEFAULT_SETTINGS,
    exclude: ['.git', 'node_modules'],
    dialect,
    ...(engine ? { version: engine } : {}),
  });
  return inspect(workspace.dataLayers(), (uri) => pathBelow(port.root, uri) ?? uri).dataLayers;
}

/** The layer that was read from most of the files. */
function layerOf(layers: readonly Layer[], files: readonly string[]): Layer | undefined {
  const wanted = new Set(files);
  const score = (layer: Layer) =>
    layer.sources.flatMap((source) => source.files).filter((file) => wanted.has(file)).length;
  return [...layers].sort((a, b) => score(b) - score(a))[0];
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

/** The folder that all files lie in, with its slash. */
function commonFolder(files: readonly string[]): string {
  let folder = files[0] ?? '';
  do folder = folder.slice(0, folder.slice(0, -1).lastIndexOf('/') + 1);
  while (!files.every((file) => file.startsWith(folder)));
  return folder;
}

async function compareCatalogue(catalogue: Catalogue, checkout: string): Promise<Result> {
  const engine = engineOf(catalogue);
  const single = catalogue.files.length === 1 ? catalogue.files[0] : undefined;
  const folder = commonFolder(catalogue.files);
  const sees = (path: string) => (single === undefined ? path.startsWith(folder) : path === single);
  const layer = layerOf(await layersIn(checkout, sees, engine, catalogue.engine), catalogue.files);
  return resultOf(
    catalogue.name,
    layer,
    truthTables(catalogue),
    (layer?.schema.tables ?? []).map((table) => ourTable(table, engine)),
  );
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
  const layers = await layersIn(folder, (path) => /(?:^|\/)prisma\//.test(path), 'postgresql', '18');
  const layer = layers.find((one) => one.models !== null);
  return resultOf(`prisma ${truth.source}`, layer, prismaTables(truth), (layer?.models?.tables ?? []).map(modelTable));
}

function print(result: Result): void {
  console.log(
    `${result.right === result.tables && result.differences.length === 0 ? 'right' : 'DIFFERS'}  ${result.name}: ${result.right} of ${result.tables} tables; ${result.coverage}`,
  );
  for (const { table, text } of result.differences) console.log(`    ${table}: ${text}`);
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
    const truth = JSON.parse(readFileSync(join(truthFolder, file), 'utf8')) as Catalogue | PrismaTruth;
    const repo = 'repo' in truth ? truth.repo : truth.source;
    const isPrisma = !('files' in truth) || file.startsWith('prisma-');
    const isSql = !isPrisma && 'files' in truth && truth.files.every((path) => path.endsWith('.sql'));
    if (!isPrisma && !isSql) continue;
    const folder = resolve(values.checkouts, repo.replace('/', '-'));
    if (!existsSync(folder)) {
      console.log(`absent   ${file}: no checkout at ${folder}`);
      continue;
    }
    const result = isPrisma
      ? await comparePrisma(truth as PrismaTruth, folder)
      : await compareCatalogue(truth as Catalogue, folder);
    results.push(result);
    print(result);
  }
  const sum = (of: (result: Result) => number) => results.reduce((total, result) => total + of(result), 0);
  console.log(
    `${sum((result) => result.right)} of ${sum((result) => result.tables)} tables right in ${results.length} projects`,
  );
}

void main();
