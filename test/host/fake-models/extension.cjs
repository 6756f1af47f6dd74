// A language model for tests: it asks for the overview, then speaks of what it was told. A stranger to the extension under test.
const vscode = require('vscode');

const model = {
  id: 'parrot',
  name: 'Parrot',
  family: 'parrot',
  version: '1',
  maxInputTokens: 100_000,
  maxOutputTokens: 4_000,
  capabilities: { toolCalling: true },
  isUserSelectable: true,
  isDefault: true,
};

const textOf = ({ content }) =>
  content
    .map((part) => (typeof part.value === 'string' ? part.value : textOf({ content: part.content ?? [] })))
    .join('');

function respond(messages, tools, progress) {
  const last = textOf(messages.at(-1));
  const answered = messages.some(({ content }) =>
    content.some((part) => part instanceof vscode.LanguageModelToolResultPart),
  );
  const overview = (tools ?? []).find(({ name }) => name === 'overview');
  if (last.includes('say nothing but this')) return progress.report(new vscode.LanguageModelTextPart('This.'));
  if (last.includes('fail now')) throw vscode.LanguageModelError.Blocked('no');
  if (overview && !answered) return progress.report(new vscode.LanguageModelToolCallPart('call-1', 'overview', {}));
  progress.report(new vscode.LanguageModelTextPart('The orders are made in '));
  progress.report(new vscode.LanguageModelTextPart('db/migration/V2__orders.sql:1, '));
  progress.report(new vscode.LanguageModelTextPart(`and I was told: ${last.slice(0, 400)}`));
}

exports.activate = (context) => {
  context.subscriptions.push(
    vscode.chat.createChatParticipant('test.default', (_request, _context, response) => response.markdown('Stub.')),
    vscode.lm.registerLanguageModelChatProvider('scripted', {
      provideLanguageModelChatInformation: () => [model],
      provideLanguageModelChatResponse: async (_model, messages, options, progress) =>
        respond(messages, options.tools, progress),
      provideTokenCount: async (_model, text) => JSON.stringify(text).length / 4,
    }),
  );
};
