/**
 * How fast files are read: megabytes of text per second of processor time, for each format, on its own example repeated to a
 * megabyte, or on the files of a project. For projects besides: time and memory of reading them as a whole, in a process of its own.
 * Run by hand, bundled as the product is (tsx keeps function names at run time, which doubles the figures):
 *
 *   npx esbuild bench/read-speed.ts --bundle --platform=node '--external:libpg-query' '--external:node-sql-parser*' \
 *     --external:web-tree-sitter --alias:jsonc-parser=jsonc-parser/lib/esm/main.js --outfile=dist/read-speed.cjs
 *   node dist/read-speed.cjs                every format's example
 *   node dist/read-speed.cjs FORMAT…        the examples of these
 *   node dist/read-speed.cjs FOLDER…        every format in these projects, and the projects as a whole
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { GRAMMARS, type Language, loadLanguages } from '../src/code';
import {
  type FilePort,
  type Format,
  folderOf,
  formats,
  type Located,
  type ReadContext,
  resolvePath,
} from '../src/formats';
import { buildOf, createWorkspace, DEFAULT_SETTINGS, nodeCache, nodeFiles, nodeGrammars } from '../src/workspace';
import { matcher } from '../src/workspace/glob';

const MEGABYTE = 1e6;
const examples = resolve(__dirname, '../src/formats');

type Texts = ReadonlyMap<string, string>;

/** The texts as files of a project at `root`; each root has URIs of its own, so that nothing is remembered from another. */
function portOf(texts: Texts, root: string): FilePort {
  return {
    paths: [...texts.keys()].sort(),
    has: (path) => texts.has(path),
    text: (path) => texts.get(path),
    mentions: (path, words) => words.some((word) => texts.get(path)?.includes(word)),
    uri: (path) => `file:///${root}/${path}`,
  };
}

function pathsOf(located: Located): readonly string[] {
  return located.kind === 'migrations' ? located.migrations.map(({ path }) => path) : located.paths;
}

/** Reads what a format has located; the number of characters in it. */
function readAll(format: Format, located: Located, port: FilePort): number {
  const dialect = located.dialect?.dialect ?? 'postgresql';
  const files = [...new Set(pathsOf(located))].flatMap((path) => {
    const text = port.text(path);
    return text === undefined ? [] : [{ path, uri: port.uri(path), text }];
  });
  const neighbour = (from: string) => (name: string, beside?: string) =>
    port.text(resolvePath(beside === undefined ? from : folderOf(beside), name));
  if (format.readTogether) format.readTogether(files, { dialect, neighbour: neighbour('') });
  else if (located.kind === 'migrations')
    for (const { path, part, together = [] } of located.migrations) {
      const text = port.text(path);
      const others = together.map((other) => ({ uri: port.uri(other), text: port.text(other) ?? '' }));
      const context: ReadContext = { dialect, neighbour: neighbour(folderOf(path)), together: others };
      if (text !== undefined)
        format.read({ uri: port.uri(path), text }, { ...context, ...(part === undefined ? {} : { part }) });
    }
  else
    for (const file of files) {
      const together = files.filter((other) => other !== file);
      format.read(file, { dialect, neighbour: neighbour(folderOf(file.path)), together });
    }
  return files.reduce((sum, { text }) => sum + text.length, 0);
}

/** Milliseconds of processor time. */
function processorTime(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

interface Speed {
  readonly format: string;
  readonly characters: number;
  readonly milliseconds: number;
}

function shown({ format, characters, milliseconds }: Speed): string {
  const speed = (characters / MEGABYTE / (milliseconds / 1000)).toFixed(2);
  return `${format.padEnd(24)} ${speed.padStart(7)} MB/s  ${(characters / MEGABYTE).toFixed(2).padStart(6)} MB`;
}

function textsBelow(folder: string): Texts {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    names.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(folder, path).replaceAll('\\', '/'), readFileSync(path, 'utf8')];
    }),
  );
}

/** A format's example, read as often as makes a megabyte; first a tenth of that, for the compiler to warm up. */
function ofExample(format: Format): Speed {
  const texts = textsBelow(join(examples, format.id, 'example'));
  const located = format.locate(portOf(texts, 'example'));
  const once = (at: string) =>
    located.reduce((sum, one) => sum + readAll(format, one, portOf(texts, `${format.id}/${at}`)), 0);
  const size = once('first');
  const times = Math.ceil(MEGABYTE / Math.max(1, size));
  for (let at = 0; at < times / 10; at++) once(`warm-${at}`);
  const milliseconds = processorTime(() => {
    for (let at = 0; at < times; at++) once(`${at}`);
  });
  return { format: format.id, characters: size * times, milliseconds };
}

/** What a format finds in a project, read twice: the second time counts. */
function inProject(format: Format, port: FilePort): Speed | undefined {
  const located = format.locate(port);
  if (located.length === 0) return undefined;
  const as = (root: string): FilePort => ({ ...port, uri: (path) => `file:///${root}/${path}` });
  const read = (root: string) => located.reduce((sum, one) => sum + readAll(format, one, as(root)), 0);
  const characters = read('first');
  return { format: format.id, characters, milliseconds: processorTime(() => read('second')) };
}

async function project(folder: string): Promise<void> {
  const files = nodeFiles(folder);
  const listing = await files.list(matcher(DEFAULT_SETTINGS.exclude));
  const texts = new Map<string, string>();
  const text = (path: string): string | undefined => {
    const known = texts.get(path);
    if (known !== undefined) return known;
    const found = files.read(path);
    if (found.kind !== 'bytes') return undefined;
    texts.set(path, Buffer.from(found.bytes).toString('utf8'));
    return texts.get(path);
  };
  const paths = listing.files.map(({ path }) => path);
  const known = new Set(paths);
  const port: FilePort = {
    paths,
    has: (path) => known.has(path),
    text: (path) => (known.has(path) ? text(path) : undefined),
    mentions: (path, words) => words.some((word) => text(path)?.includes(word)),
    uri: (path) => `file:///project/${path}`,
  };
  console.log(folder);
  for (const format of formats) {
    const speed = inProject(format, port);
    if (speed && speed.characters > 0) console.log(`  ${shown(speed)}`);
  }
  wholeProject(folder);
}

/** Reads a project as the server does when it starts; the process is there for nothing else. `left` is a folder of what earlier ones read. */
async function index(folder: string, left: string): Promise<void> {
  const started = performance.now();
  const before = process.cpuUsage();
  const kept = nodeCache(left, buildOf(__filename) ?? '');
  const workspace = await createWorkspace([nodeFiles(folder)], DEFAULT_SETTINGS, { kept });
  const layers = workspace.dataLayers();
  const { user, system } = process.cpuUsage(before);
  const migrations = layers.reduce((sum, layer) => sum + layer.migrations.length, 0);
  const statements = layers.reduce((sum, layer) => sum + layer.coverage.statements, 0);
  console.log(
    `${Math.round(performance.now() - started)} ms, ${Math.round((user + system) / 1000)} ms of processor time, ${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most; ${migrations} migrations, ${statements} statements`,
  );
  await workspace.keep();
}

/** As a whole, in a process of its own: the first time, and when it was read before. */
function wholeProject(folder: string): void {
  const left = mkdtempSync(join(tmpdir(), 'architect-read-'));
  for (const time of ['cold', 'warm']) {
    const told = execFileSync(process.execPath, [__filename, '--index', folder, left], { encoding: 'utf8' });
    console.log(`  as a whole, ${time}: ${told.trim()}`);
  }
  rmSync(left, { recursive: true });
}

async function main(args: readonly string[]): Promise<void> {
  const [first, folder, left] = args;
  if (first === '--index' && folder !== undefined && left !== undefined) return index(folder, left);
  await loadLanguages(Object.keys(GRAMMARS) as Language[], nodeGrammars());
  const named = formats.filter(({ id }) => args.includes(id));
  for (const format of args.length === 0 ? formats : named) console.log(shown(ofExample(format)));
  const folders = args.filter((one) => !named.some(({ id }) => id === one));
  for (const one of folders) await project(resolve(one));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
