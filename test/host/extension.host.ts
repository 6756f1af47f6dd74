import assert from 'node:assert';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';

const id = 'database-architect.database-architect';

describe('the extension', () => {
  it('is present', () => {
    assert.ok(vscode.extensions.getExtension(id));
  });

  it('activates', async () => {
    const extension = vscode.extensions.getExtension(id);
    await extension?.activate();
    assert.strictEqual(extension?.isActive, true);
  });
});
