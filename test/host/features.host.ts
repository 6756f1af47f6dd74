import assert from 'node:assert';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';

const id = 'database-architect.database-architect';
const rule = 'create-index-non-concurrent';

function file(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  return vscode.Uri.joinPath(folder.uri, 'db', 'migration', name);
}

const slow = () => file('V4__speed_up_order_lookup.sql');

function findings(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Database Architect');
}

/** Waits for diagnostics of a file to be as wanted. */
async function until(uri: vscode.Uri, wanted: (all: readonly vscode.Diagnostic[]) => boolean): Promise<void> {
  if (wanted(findings(uri))) return;
  await new Promise<void>((resolve) => {
    const listener = vscode.languages.onDidChangeDiagnostics(() => {
      if (!wanted(findings(uri))) return;
      listener.dispose();
      resolve();
    });
  });
}

const codeOf = ({ code }: vscode.Diagnostic) => (typeof code === 'object' ? code.value : code);
const hasRule = (all: readonly vscode.Diagnostic[]) => all.some((one) => codeOf(one) === rule);

/** Process ids of the language servers that this extension host has started. */
function servers(): readonly number[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  return lines.flatMap((line) => {
    const [, pid, parent, args] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    const ours = Number(parent) === process.pid && args?.includes(path.join('dist', 'server.js'));
    return ours ? [Number(pid)] : [];
  });
}

describe('in the editor', () => {
  before(async () => {
    await vscode.extensions.getExtension(id)?.activate();
    await until(slow(), hasRule);
  });

  it('every command of the manifest is there', async () => {
    const manifest: { contributes: { commands: readonly { command: string }[] } } =
      vscode.extensions.getExtension(id)?.packageJSON;
    const known = new Set(await vscode.commands.getCommands(true));
    const missing = manifest.contributes.commands.filter(({ command }) => !known.has(command));
    assert.deepStrictEqual(missing, []);
  });

  it('a finding stands on its words and links to its page', () => {
    const finding = findings(slow()).find((one) => codeOf(one) === rule);
    assert.deepStrictEqual(finding?.range, new vscode.Range(1, 13, 1, 45));
    assert.ok(typeof finding.code === 'object');
    assert.strictEqual(finding.code.target.scheme, 'command');
  });

  it('the outline has tables with their columns', async () => {
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      file('V3__stock.sql'),
    );
    assert.deepStrictEqual(
      symbols.map(({ name, children }) => [name, children.map((child) => child.name)]),
      [
        ['stock', ['book_id', 'on_hand', 'reorder_at', 'shelf']],
        ['books_to_reorder', []],
      ],
    );
  });

  it('a table leads to where it is made', async () => {
    const document = await vscode.workspace.openTextDocument(slow());
    const at = document.positionAt(document.getText().indexOf(' orders (') + 2);
    const places = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      slow(),
      at,
    );
    const uris = places.map((place) => path.basename(('uri' in place ? place.uri : place.targetUri).path));
    assert.ok(uris.includes('V2__orders.sql'), uris.join());
  });

  it('the language server comes back by itself when it is killed, and so do the findings', async () => {
    const before = servers();
    assert.strictEqual(before.length, 1);
    const gone = until(slow(), (all) => all.length === 0);
    for (const pid of before) process.kill(pid, 'SIGKILL');
    await gone;
    await until(slow(), hasRule);
    assert.strictEqual(servers().length, 1);
    assert.notDeepStrictEqual(servers(), before);
  });

  it('restarting it by command gives the findings again', async () => {
    await vscode.commands.executeCommand('databaseArchitect.restartServer');
    await until(slow(), hasRule);
  });
});
