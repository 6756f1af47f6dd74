import assert from 'node:assert';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { vscodeProvider } from '../../src/host/agent/vscode-model';

const id = 'database-architect.database-architect';

const text = (result: vscode.LanguageModelToolResult) =>
  result.content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');

async function parrot(): Promise<vscode.LanguageModelChat> {
  for (;;) {
    const [model] = await vscode.lm.selectChatModels({ vendor: 'scripted' });
    if (model !== undefined) return model;
    await new Promise<void>((resolve) => {
      const listener = vscode.lm.onDidChangeChatModels(() => {
        listener.dispose();
        resolve();
      });
    });
  }
}

describe("in VS Code's own chat", () => {
  before(async () => {
    await vscode.extensions.getExtension(id)?.activate();
    await vscode.extensions.getExtension('test.fake-models')?.activate();
  });

  it("every tool is offered to the editor's agents, with what it is for", () => {
    const ours = vscode.lm.tools.filter(({ name }) => name.startsWith('databaseArchitect_'));
    assert.ok(ours.length >= 8);
    for (const { description, inputSchema } of ours) assert.ok(description.length > 20 && inputSchema !== undefined);
  });

  it('a tool answers an agent with what the workspace says', async () => {
    const result = await vscode.lm.invokeTool('databaseArchitect_overview', {
      input: {},
      toolInvocationToken: undefined,
    });
    assert.match(text(result), /orders/);
  });

  it('a wrong input is told to the agent, and nothing is thrown', async () => {
    const result = await vscode.lm.invokeTool('databaseArchitect_describe', {
      input: { tabels: ['orders'] },
      toolInvocationToken: undefined,
    });
    assert.match(text(result), /tabels/);
  });

  it('a model of another extension takes a turn of the loop: text, tools and their results', async () => {
    const provider = vscodeProvider(await parrot());
    const said: string[] = [];
    const tools = [{ name: 'overview', description: 'x', inputSchema: { type: 'object' as const } }];
    const question = { role: 'user' as const, parts: [{ kind: 'text' as const, text: 'Which tables?' }] };
    const signal = new AbortController().signal;
    const first = await provider.turn({ system: 's', messages: [question], tools }, () => undefined, signal);
    assert.ok(first.kind === 'done' && first.stop === 'tools');
    const result = {
      role: 'user' as const,
      parts: [{ kind: 'toolResult' as const, id: 'call-1', text: 'two tables', outcome: 'ok' as const }],
    };
    const second = await provider.turn(
      { system: 's', messages: [question, first.message, result], tools },
      (event) => void said.push(event.delta),
      signal,
    );
    assert.ok(second.kind === 'done' && second.stop === 'end');
    assert.match(said.join(''), /two tables/);
  });

  it('a model that refuses is a failure with a sentence and a button', async () => {
    const provider = vscodeProvider(await parrot());
    const question = { role: 'user' as const, parts: [{ kind: 'text' as const, text: 'fail now' }] };
    const turn = await provider.turn(
      { system: 's', messages: [question], tools: [] },
      () => undefined,
      new AbortController().signal,
    );
    assert.ok(turn.kind === 'failed');
    assert.ok(turn.failure.sentence !== '' && turn.failure.action.label !== '');
  });
});
