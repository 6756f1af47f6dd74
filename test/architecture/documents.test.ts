import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from './sources';

const read = (file: string) => fs.readFileSync(path.join(root, file), 'utf8');
const manifest: {
  readonly scripts: Record<string, string>;
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
} = JSON.parse(read('package.json'));
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  ...fs.readdirSync(path.join(root, 'docs')).map((name) => `docs/${name}`),
].filter((name) => name.endsWith('.md'));

test('every dependency says what it is for and what it costs', () => {
  const page = read('docs/dependencies.md');
  const packages = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(packages.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

test('no page tells of a dependency that is gone', () => {
  const packages = new Set(Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }));
  const named = [...read('docs/dependencies.md').matchAll(/^\| ((?:`[^`]+`[, ()]*)+)\|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !packages.has(name))).toEqual([]);
});

test('every command in the documents exists', () => {
  const commands = documents.flatMap((name) =>
    [...read(name).matchAll(/npm run ([a-z:]+)/g)].map(([, script = '']) => script),
  );
  expect(commands.filter((script) => manifest.scripts[script] === undefined)).toEqual([]);
});

test('every link in the documents leads somewhere', () => {
  const broken = documents.flatMap((name) =>
    [...read(name).matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
      .map(([, target = '']) => path.join(path.dirname(name), target))
      .filter((target) => !fs.existsSync(path.join(root, target)))
      .map((target) => `${name}: ${target}`),
  );
  expect(broken).toEqual([]);
});
