import assert from 'node:assert';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { accept } from '../../src/host/accept';
import type { FileChange } from '../../src/model';

const root = () => {
  const first = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  assert.ok(first);
  return first;
};
/** A folder for each test: VS Code remembers documents for a while after they are closed. */
let folder = 'accepting-0';
let count = 0;
const at = (relative: string) => path.join(root(), folder, relative);
const uri = (relative: string) => vscode.Uri.file(at(relative)).toString();
const read = (relative: string) => fs.readFileSync(at(relative), 'utf8');
const exists = (relative: string) => fs.existsSync(at(relative));
const change = (relative: string, before: string | undefined, after: string | undefined): FileChange => ({
  uri: uri(relative),
  before,
  after,
});

function put(relative: string, text: string): void {
  fs.mkdirSync(path.dirname(at(relative)), { recursive: true });
  fs.writeFileSync(at(relative), text);
}

/** Waits for a fact, as often as the event loop turns. */
async function until(what: string, fact: () => boolean): Promise<void> {
  const end = Date.now() + 8000;
  while (!fact()) {
    if (Date.now() > end) assert.fail(`not in 8 s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

const old = 'CREATE TABLE a (id int);\nCREATE TABLE b (id int);\n';
const changed = 'CREATE TABLE a (id bigint);\nCREATE TABLE b (id int);\n';

describe('accepting a proposal', () => {
  beforeEach(() => {
    folder = `accepting-${++count}`;
    put('V1__a.sql', old);
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    fs.rmSync(path.join(root(), folder), { recursive: true, force: true });
  });

  it('writes exactly what was shown, new folders included', async () => {
    const files = [change('V1__a.sql', old, changed), change('new/deep/V2__b.sql', undefined, 'SELECT 1;\n')];
    assert.deepStrictEqual(await accept({ files }), { kind: 'accepted' });
    assert.strictEqual(read('V1__a.sql'), changed);
    assert.strictEqual(read('new/deep/V2__b.sql'), 'SELECT 1;\n');
  });

  it('is one undo step for all of its files', async () => {
    put('V3__c.sql', old);
    const files = [
      change('V1__a.sql', old, changed),
      change('V3__c.sql', old, changed),
      change('V2__b.sql', undefined, 'SELECT 1;\n'),
    ];
    assert.deepStrictEqual(await accept({ files }), { kind: 'accepted' });
    const document = await vscode.workspace.openTextDocument(at('V1__a.sql'));
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    await until('the new file is gone', () => !exists('V2__b.sql'));
    const other = await vscode.workspace.openTextDocument(at('V3__c.sql'));
    assert.strictEqual(document.getText(), old);
    assert.strictEqual(other.getText(), old);
  });

  it('writes nothing when a file has changed on disk, and says which', async () => {
    put('V1__a.sql', `${old}-- more\n`);
    const outcome = await accept({ files: [change('V2__b.sql', undefined, 'x'), change('V1__a.sql', old, changed)] });
    assert.strictEqual(outcome.kind, 'stale');
    assert.match(outcome.kind === 'stale' ? outcome.because : '', /V1__a\.sql has changed/);
    assert.strictEqual(exists('V2__b.sql'), false);
    assert.strictEqual(read('V1__a.sql'), `${old}-- more\n`);
  });

  it('writes nothing when an editor holds a change that is not saved', async () => {
    const document = await vscode.workspace.openTextDocument(at('V1__a.sql'));
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '-- typed\n'));
    assert.strictEqual((await accept({ files: [change('V1__a.sql', old, changed)] })).kind, 'stale');
    assert.strictEqual(document.getText(), `-- typed\n${old}`);
    assert.strictEqual(read('V1__a.sql'), old);
  });

  it('does not overwrite a file that has come into being', async () => {
    put('V2__b.sql', 'theirs\n');
    const outcome = await accept({ files: [change('V2__b.sql', undefined, 'ours\n')] });
    assert.strictEqual(outcome.kind, 'stale');
    assert.strictEqual(read('V2__b.sql'), 'theirs\n');
  });

  it('sees a change on disk that the open document has not taken in yet', async () => {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(at('V1__a.sql')));
    put('V1__a.sql', `${old}-- more\n`);
    assert.strictEqual((await accept({ files: [change('V1__a.sql', old, changed)] })).kind, 'stale');
    assert.strictEqual(read('V1__a.sql'), `${old}-- more\n`);
  });

  it('does not bring back a file that has gone', async () => {
    assert.strictEqual((await accept({ files: [change('V9__gone.sql', old, changed)] })).kind, 'stale');
    assert.strictEqual(exists('V9__gone.sql'), false);
  });

  it('keeps line breaks and the byte-order mark of the file', async () => {
    const windows = `\ufeff${old.replace(/\n/g, '\r\n')}`;
    put('V1__a.sql', windows);
    const outcome = await accept({ files: [change('V1__a.sql', old, changed)] });
    assert.deepStrictEqual(outcome, { kind: 'accepted' });
    assert.strictEqual(read('V1__a.sql'), `\ufeff${changed.replace(/\n/g, '\r\n')}`);
  });

  it('keeps the marks around a change: only what differs is replaced', async () => {
    const document = await vscode.workspace.openTextDocument(at('V1__a.sql'));
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(1, 3, 1, 7);
    await accept({ files: [change('V1__a.sql', old, changed)] });
    assert.strictEqual(document.getText(), changed);
    assert.deepStrictEqual([editor.selection.start.line, editor.selection.start.character], [1, 3]);
  });

  it('refuses what lies outside the workspace, steers tools, or hides', async () => {
    const outside = path.join(os.tmpdir(), 'outside.sql');
    const refused = [
      vscode.Uri.file(outside).toString(),
      uri('../.vscode/tasks.json'),
      uri('../.git/hooks/pre-commit.sql'),
      uri('../AGENTS.md'),
      uri('../x.code-workspace'),
      uri('run.sh'),
      uri('x\u202Elqs.sql'),
    ];
    for (const file of refused) {
      const outcome = await accept({ files: [{ uri: file, before: undefined, after: 'x' }] });
      assert.strictEqual(outcome.kind, 'failed', file);
    }
    assert.strictEqual(fs.existsSync(outside), false);
    assert.strictEqual(exists('run.sh'), false);
  });

  it('refuses a folder that has become a link out of the workspace', async () => {
    const elsewhere = fs.mkdtempSync(path.join(os.tmpdir(), 'elsewhere-'));
    try {
      fs.symlinkSync(elsewhere, at('link'));
      const outcome = await accept({ files: [change('link/x.sql', undefined, 'x')] });
      assert.strictEqual(outcome.kind, 'failed');
      assert.deepStrictEqual(fs.readdirSync(elsewhere), []);
    } finally {
      fs.rmSync(elsewhere, { recursive: true, force: true });
    }
  });
});
