import assert from 'node:assert';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { type FakeAnthropic, startFakeAnthropic } from '../support/fake-anthropic';

const settings = () => vscode.workspace.getConfiguration('databaseArchitect');

/** Answers every input box and every message of a run, and notes what was said. */
async function saying(typed: string | undefined, run: () => Thenable<unknown>): Promise<readonly string[]> {
  const said: string[] = [];
  const { window } = vscode;
  const kept = {
    showInputBox: window.showInputBox,
    showInformationMessage: window.showInformationMessage,
    showErrorMessage: window.showErrorMessage,
  };
  const note = async (message: string) => {
    said.push(message);
    return undefined;
  };
  Object.assign(window, { showInputBox: async () => typed, showInformationMessage: note, showErrorMessage: note });
  try {
    await run();
  } finally {
    Object.assign(window, kept);
  }
  return said;
}

const command = (name: string) => vscode.commands.executeCommand(`databaseArchitect.${name}`);

describe('the Anthropic key', () => {
  let fake: FakeAnthropic;
  before(async () => {
    await vscode.extensions.getExtension('database-architect.database-architect')?.activate();
    fake = await startFakeAnthropic();
    await settings().update('anthropic.baseUrl', fake.url, vscode.ConfigurationTarget.Global);
  });
  afterEach(() => saying(undefined, () => command('removeApiKey')));
  after(async () => {
    await settings().update('anthropic.baseUrl', undefined, vscode.ConfigurationTarget.Global);
    await fake.stop();
  });

  it('is asked about before it is kept, and works without a reload', async () => {
    const said = await saying('sk-ant-good', () => command('setApiKey'));
    assert.deepStrictEqual(said, ['The key works. Claude Opus 5.5 answers in the panel now.']);
    assert.strictEqual(fake.requests.at(-1)?.path, '/v1/models');
    assert.match(JSON.stringify(fake.requests.at(-1)?.headers), /sk-ant-good/);
  });

  it('is not kept when Anthropic refuses it', async () => {
    const said = await saying('sk-ant-bad', () => command('setApiKey'));
    assert.deepStrictEqual(said, ['Anthropic refused this key. The key was not kept.']);
    assert.deepStrictEqual(await saying(undefined, () => command('removeApiKey')), [
      'There is no Anthropic API key to remove.',
    ]);
  });

  it('can be changed and removed', async () => {
    await saying('sk-ant-first', () => command('setApiKey'));
    await saying('sk-ant-second', () => command('changeApiKey'));
    assert.match(JSON.stringify(fake.requests.at(-1)?.headers), /sk-ant-second/);
    const said = await saying(undefined, () => command('removeApiKey'));
    assert.deepStrictEqual(said, ['The key is removed from this machine. The offline architect answers now.']);
  });

  it('is in no setting', async () => {
    await saying('sk-ant-good', () => command('setApiKey'));
    assert.doesNotMatch(JSON.stringify(settings()), /sk-ant-good/);
  });

  it('goes nowhere when the box is left empty', async () => {
    const asked = fake.requests.length;
    assert.deepStrictEqual(await saying(undefined, () => command('setApiKey')), []);
    assert.strictEqual(fake.requests.length, asked);
  });

  it('never goes to an address that only the workspace names', async () => {
    const evil = await startFakeAnthropic();
    try {
      await assert.rejects(
        Promise.resolve(settings().update('anthropic.baseUrl', evil.url, vscode.ConfigurationTarget.Workspace)),
      );
      await saying('sk-ant-good', () => command('setApiKey'));
      assert.strictEqual(evil.requests.length, 0);
    } finally {
      await evil.stop();
    }
  });
});
