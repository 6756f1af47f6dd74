/** The stages of `npm test`, in order: what is needed, what is checked, what is run. */
import fs from 'node:fs';
import path from 'node:path';
import { installChromium } from '../vscode/chromium';
import { installServer } from '../vscode/install';
import { root } from '../vscode/pins';
import { type Counts, check, exitCode, oneFailed, onePassed } from './command';
import { installDebianPackages } from './debian-packages';

export interface Stage {
  readonly name: string;
  readonly what: string;
  readonly run: () => Promise<Counts>;
}

const results = path.resolve(root, 'test-results');

async function setUp(): Promise<Counts> {
  installServer(console.log);
  installChromium(console.log);
  return onePassed;
}

/** The figures a test run left in a file; a run that broke off, or skipped something, has failed. */
function figures(file: string, code: number, read: (report: Record<string, number | undefined>) => Counts): Counts {
  if (!fs.existsSync(file)) return oneFailed;
  const counts = read(JSON.parse(fs.readFileSync(file, 'utf8')));
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

async function vitest(name: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Counts> {
  const file = path.join(results, `${name}.json`);
  fs.rmSync(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await exitCode('vitest', ['run', ...args, ...reporters], env);
  return figures(file, code, ({ numPassedTests = 0, numTotalTests = 0 }) => ({
    passed: numPassedTests,
    failed: numTotalTests - numPassedTests,
  }));
}

async function host(name: string, env: NodeJS.ProcessEnv = {}): Promise<Counts> {
  const file = path.join(results, `${name}.json`);
  fs.rmSync(file, { force: true });
  fs.mkdirSync(results, { recursive: true });
  const code = await exitCode('tsx', ['scripts/host-tests.ts'], { ...env, HOST_TEST_REPORT: file });
  return figures(file, code, ({ passed = 0, failed = 0 }) => ({ passed, failed }));
}

const sum = (counts: readonly Counts[]): Counts => ({
  passed: counts.reduce((total, { passed }) => total + passed, 0),
  failed: counts.reduce((total, { failed }) => total + failed, 0),
});

const journeys = ['--config', 'test/e2e/vitest.config.ts'];

/** All journeys, with no picture left of one that is gone. */
function journeysAnew(): Promise<Counts> {
  fs.rmSync(path.join(results, 'pictures'), { recursive: true, force: true });
  return vitest('e2e', journeys);
}

/** Real migration tools and ORMs build databases, and what we read must equal them. */
function tools(): Promise<Counts> {
  installDebianPackages(console.log);
  return vitest('tools', ['--config', 'test/tools/vitest.config.ts']);
}

/** The package by itself: installed, its language server running, its panel shown. (Tests that replace parts of `vscode` cannot.) */
async function packaged(): Promise<Counts> {
  const built = await check('tsx', 'scripts/package.ts');
  if (built.failed > 0) return built;
  const env = { TEST_VSIX: 'database-architect.vsix' };
  const inHost = await host('package-host', { ...env, HOST_TEST_GREP: 'the extension|in the editor' });
  const inWindow = await vitest('package-e2e', [...journeys, 'window.journey'], env);
  return sum([built, inHost, inWindow]);
}

export const stages: readonly Stage[] = [
  { name: 'setup', what: 'VS Code and a browser are there', run: setUp },
  { name: 'build', what: 'everything bundles', run: () => check('tsx', 'src/build/bundle.ts') },
  { name: 'generated', what: 'generated files are fresh', run: () => check('tsx', 'src/build/generate.ts', '--check') },
  { name: 'types', what: 'types are right', run: () => check('tsc', '--noEmit', '-p', '.') },
  { name: 'lint', what: 'format and lint', run: () => check('biome', 'check', '.') },
  {
    name: 'layers',
    what: 'layers import downwards, without cycles',
    run: () => check('depcruise', '--config', '.dependency-cruiser.cjs', 'src', 'webview'),
  },
  { name: 'engine', what: 'tests without a window', run: () => vitest('engine') },
  { name: 'tools', what: 'what we read equals what real tools build', run: tools },
  { name: 'host', what: 'tests in the extension host', run: () => host('host') },
  { name: 'e2e', what: 'journeys in the window', run: journeysAnew },
  { name: 'package', what: 'the .vsix installs and activates', run: packaged },
];
