/**
 * Writes everything that follows from the code: the `index.gen.ts` lists, the manifest in `package.json`, the rules' pages.
 * `npm run generate` writes, `npm run generate -- --check` writes nothing and fails when something is stale.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { GeneratedFile, Step } from './step';

const root = resolve(__dirname, '../..');
const folder = join(__dirname, 'generate');

/** Steps in the order in which they run: indexes first, because the others import what they list. */
async function steps(): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts'));
  const rank = (name: string) => (name.startsWith('index-') ? 0 : 1);
  return names.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

async function isStale({ path, text }: GeneratedFile): Promise<boolean> {
  const file = join(root, path);
  if (text === undefined) return existsSync(file);
  return !existsSync(file) || (await readFile(file, 'utf8')) !== text;
}

async function write({ path, text }: GeneratedFile): Promise<void> {
  const file = join(root, path);
  if (text === undefined) {
    await rm(file, { force: true });
    return;
  }
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

/** Runs every step; returns the paths that were (or, in a check, would be) written. */
export async function generate(mode: 'write' | 'check'): Promise<readonly string[]> {
  const stale: string[] = [];
  for (const name of await steps()) {
    const step = (await import(pathToFileURL(join(folder, name)).href)) as Step;
    for (const file of await step.generate()) {
      if (!(await isStale(file))) continue;
      stale.push(file.path);
      if (mode === 'write') await write(file);
    }
  }
  return stale;
}

async function main(args: readonly string[]): Promise<void> {
  const mode = args.includes('--check') ? 'check' : 'write';
  const stale = await generate(mode);
  if (mode === 'write') {
    console.log(stale.length === 0 ? 'everything is fresh' : `written: ${stale.join(', ')}`);
  } else if (stale.length > 0) {
    console.error(`stale: ${stale.join(', ')}\nRun "npm run generate" and commit the result.`);
    process.exitCode = 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) void main(process.argv.slice(2));
