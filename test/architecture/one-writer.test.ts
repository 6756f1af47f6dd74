import ts from 'typescript';
import { expect, test } from 'vitest';
import { nodeCache } from '../../src/workspace';
import { type Source, sources, walk } from './sources';

const writer = 'src/host/accept.ts';
/** Keeps conversations in the extension's own storage. */
const store = 'src/host/panel/store.ts';
/** Leaves what was read for the next session, in the extension's own storage or where `--cache` says. */
const cache = 'src/workspace/kept/node-cache.ts';

/** The method that writes to a workspace through VS Code, whatever it is called on. */
const edits = /^applyEdit$/;
/** Functions of node:fs, and of vscode's `workspace.fs`, that change what is on disk. */
const changes =
  /^(write|writeFile|writeFileSync|appendFile|appendFileSync|createWriteStream|copyFile|copyFileSync|cp|cpSync|copy|rename|renameSync|delete|rm|rmSync|rmdir|rmdirSync|unlink|unlinkSync|truncate|truncateSync|mkdir|mkdirSync|createDirectory|symlink|symlinkSync|link|linkSync|chmod|chmodSync)$/;
/** Objects whose methods of those names write: `fs`, `fsp`, `workspace.fs`, `vscode.workspace.fs`. */
const fileSystems = /(^|\.)(fs|fsp|fsPromises|promises)$/;

function writes(source: Source): readonly string[] {
  const found: string[] = [];
  const fromFs = new Set<string>();
  walk(source, (node, at) => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const bindings = node.importClause?.namedBindings;
      if (!/^(node:)?fs(\/promises)?$/.test(node.moduleSpecifier.text) || !bindings || !ts.isNamedImports(bindings))
        return;
      for (const { name, propertyName } of bindings.elements) {
        if (changes.test((propertyName ?? name).text)) fromFs.add(name.text);
      }
    }
    if (!ts.isCallExpression(node)) return;
    const called = node.expression;
    if (ts.isIdentifier(called) && fromFs.has(called.text)) found.push(`${at} ${called.text}`);
    if (!ts.isPropertyAccessExpression(called)) return;
    const method = called.name.text;
    const on = called.expression.getText();
    if (edits.test(method) || (changes.test(method) && fileSystems.test(on))) found.push(`${at} ${on}.${method}`);
  });
  return found;
}

test('nothing but the one writer changes a file of the workspace', () => {
  const others = sources('src', 'webview').filter(({ path }) => !path.startsWith('src/build/'));
  const elsewhere: readonly string[] = [writer, store, cache];
  expect(others.filter(({ path }) => !elsewhere.includes(path)).flatMap(writes)).toEqual([]);
});

test('the cache cannot reach a workspace: it knows the folder that it is given, and the names of its files are digests', async () => {
  const imports = sources('src')
    .filter(({ path }) => path === cache)
    .flatMap(({ text }) => [...text.matchAll(/from '([^']+)'/g)].map(([, name = '']) => name));
  expect(imports.length).toBeGreaterThan(0);
  expect(imports.filter((name) => !/^node:|^\.\//.test(name))).toEqual([]);
  for (const name of ['../x', 'a/b', 'x', '', '.'])
    await expect(nodeCache('/nowhere', 'build').write(name, new Uint8Array())).rejects.toThrow('no digest');
});

test('the store of conversations cannot reach a workspace: it knows the folder that it is given and no vscode', () => {
  const imports = sources('src')
    .filter(({ path }) => path === store)
    .flatMap(({ text }) => [...text.matchAll(/from '([^']+)'/g)].map(([, name = '']) => name));
  expect(imports.length).toBeGreaterThan(0);
  expect(imports.filter((name) => !/^node:|^\.\//.test(name) && name !== '../../protocol')).toEqual([]);
});

test('a second writer would be seen, however it writes', () => {
  const source = (text: string): Source => ({ path: 'src/host/other.ts', text });
  expect(writes(source('await workspace.applyEdit(edit);'))).toHaveLength(1);
  expect(writes(source('await vscode.workspace.fs.writeFile(uri, bytes);'))).toHaveLength(1);
  expect(writes(source("import { rm as remove } from 'node:fs/promises'; await remove(file);"))).toHaveLength(1);
  expect(writes(source("import * as fs from 'node:fs'; fs.renameSync(a, b);"))).toHaveLength(1);
  expect(writes(source('known.delete(key); list.copy(); fs.readFileSync(file);'))).toEqual([]);
});
