/**
 * Bundles what the extension ships into `dist/`. Run by tsx: `npm run build`, with `--prod` to minify and `--watch` to follow edits.
 *
 * Heavy packages become files of their own below `dist/lazy/`, which a bundle loads with `import()` at first use: activation does not
 * pay for the language client (20 ms to compile), nor the review of a SQLite project for PostgreSQL's parser.
 */
import { copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildOptions, build, context, type Plugin } from 'esbuild';
import { GRAMMARS } from '../code';
import { engineBundle, engineFiles } from './engine';

export const root = resolve(__dirname, '../..');
const dist = join(root, 'dist');

export interface BundleOptions {
  /** `production` minifies and leaves the source maps out. */
  readonly mode: 'development' | 'production';
}

/** Packages that are loaded at first use, and their files below `dist/lazy/`. */
const lazy = {
  'libpg-query': 'libpg-query',
  'node-sql-parser/build/mysql': 'node-sql-parser-mysql',
  'node-sql-parser/build/sqlite': 'node-sql-parser-sqlite',
  'vscode-languageclient/node': 'languageclient',
  'web-tree-sitter': 'tree-sitter',
} as const;

/** The file that a package's own bundle starts from. */
function entryOf(name: string): string {
  return name === 'web-tree-sitter' ? 'src/build/lazy/tree-sitter.ts' : name;
}

/** Parts of our own that are loaded at first use, because of what they bring: SDKs. Their files are `dist/lazy/<name>.js`. */
const own = {
  answering: 'src/agent/answering-all.ts',
  anthropic: 'src/agent/providers/anthropic-all.ts',
  'mcp-sdk': 'src/mcp/sdk.ts',
};

/** Leaves an import of a lazy package in a bundle, as a `require` of its own file. */
const lazyApart: Plugin = {
  name: 'lazy-apart',
  setup(bundler) {
    bundler.onResolve(
      { filter: /^(libpg-query|node-sql-parser|vscode-languageclient|web-tree-sitter)/ },
      ({ path, kind }) => {
        if (kind === 'entry-point') return undefined;
        const file = Object.entries(lazy).find(([name]) => name === path)?.[1];
        if (file !== undefined) return { path: `./lazy/${file}.js`, external: true };
        // Another door of the same package would be bundled a second time; node-sql-parser's main one holds every dialect: 2.5 MB.
        return { errors: [{ text: `${path}: import one of ${Object.keys(lazy).join(', ')}` }] };
      },
    );
    bundler.onResolve({ filter: /\/answering-all$/ }, () => ({ path: './lazy/answering.js', external: true }));
    bundler.onResolve({ filter: /\/anthropic-all$/ }, () => ({ path: './lazy/anthropic.js', external: true }));
    bundler.onResolve({ filter: /^\.\/sdk$/ }, () => ({ path: './lazy/mcp-sdk.js', external: true }));
  },
};

/** A rule's examples are its tests and its page: they stay out of what ships. */
const casesDropped: Plugin = {
  name: 'cases-dropped',
  setup(bundler) {
    bundler.onLoad({ filter: /[\\/]src[\\/]review[\\/]rules[\\/][^\\/.]+\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const contents = text.replace(/^export const cases: Cases = \{$[\s\S]*?^\};$/m, '');
      if (contents !== text) return { contents, loader: 'ts' };
      return { errors: [{ text: 'no "export const cases: Cases = {…};", as every rule has' }] };
    });
  },
};

/** Packages whose CommonJS build hides its parts from a bundler: their modules are taken instead. */
const MODULES = { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' };

/** Every bundle that the extension is made of. */
function bundles({ mode }: BundleOptions): readonly BuildOptions[] {
  const shared: BuildOptions = {
    bundle: true,
    minify: mode === 'production',
    sourcemap: mode === 'production' ? false : 'linked',
    logLevel: 'warning',
    absWorkingDir: root,
    define: { 'process.env.NODE_ENV': JSON.stringify(mode) },
  };
  const node: BuildOptions = {
    ...shared,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    plugins: [lazyApart, casesDropped],
    alias: MODULES,
  };
  return [
    { ...node, entryPoints: { extension: 'src/host/extension.ts' }, outdir: dist, external: ['vscode'] },
    { ...node, entryPoints: { server: 'src/server/main.ts' }, outdir: dist },
    {
      ...node,
      entryPoints: { cli: 'src/cli/main.ts' },
      outdir: dist,
      banner: { js: '#!/usr/bin/env node' },
    },
    engineBundle(join(dist, 'engine'), mode),
    {
      ...node,
      entryPoints: {
        ...Object.fromEntries(Object.entries(lazy).map(([name, file]) => [file, entryOf(name)])),
        ...own,
      },
      outdir: join(dist, 'lazy'),
      plugins: [],
      external: ['vscode'],
      // libpg-query finds its .wasm through __dirname, which only its CommonJS build keeps.
      mainFields: ['main'],
      conditions: ['require'],
      // Its ESM build asks for `import.meta.url`.
      alias: { 'web-tree-sitter': require.resolve('web-tree-sitter') },
      sourcemap: false,
      minify: true,
    },
    {
      ...shared,
      entryPoints: { main: 'webview/main.ts' },
      outdir: join(dist, 'webview'),
      platform: 'browser',
      target: 'es2022',
      format: 'iife',
      loader: { '.ttf': 'file', '.svg': 'dataurl' },
    },
  ];
}

async function copyWasm(): Promise<void> {
  await mkdir(join(dist, 'lazy'), { recursive: true });
  const installed = dirname(require.resolve('libpg-query'));
  const grammars = join(dirname(require.resolve('@vscode/tree-sitter-wasm/package.json')), 'wasm');
  const files = [
    join(installed, 'libpg-query.wasm'),
    join(dirname(require.resolve('web-tree-sitter')), 'web-tree-sitter.wasm'),
    ...Object.values(GRAMMARS).map((file) => join(grammars, file)),
  ];
  await Promise.all(files.map((file) => copyFile(file, join(dist, 'lazy', basename(file)))));
}

/** Builds everything once into an empty `dist/`. */
export async function bundle(options: BundleOptions): Promise<void> {
  await rm(dist, { recursive: true, force: true });
  await Promise.all([copyWasm(), engineFiles(join(dist, 'engine'), options.mode)]);
  // One bundle that fails must not hide what is wrong with the others.
  const built = await Promise.allSettled(bundles(options).map((one) => build(one)));
  const broken = built.filter(({ status }) => status === 'rejected').length;
  if (broken > 0) throw new Error(`${broken} of ${built.length} bundles failed`);
}

/** Builds everything, then again whenever a source file changes, until `stop` is called. */
export async function watch(options: BundleOptions): Promise<{ readonly stop: () => Promise<void> }> {
  await Promise.all([copyWasm(), engineFiles(join(dist, 'engine'), options.mode)]);
  const contexts = await Promise.all(bundles(options).map((one) => context(one)));
  await Promise.all(contexts.map((one) => one.rebuild()));
  await Promise.all(contexts.map((one) => one.watch()));
  return {
    stop: async () => {
      await Promise.all(contexts.map((one) => one.dispose()));
    },
  };
}

async function main(args: readonly string[]): Promise<void> {
  const options: BundleOptions = { mode: args.includes('--prod') ? 'production' : 'development' };
  if (args.includes('--watch')) {
    await watch(options);
    console.log('watching; Ctrl+C stops');
    return;
  }
  const started = Date.now();
  await bundle(options);
  console.log(`dist/ built in ${Date.now() - started} ms`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main(process.argv.slice(2)).catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
