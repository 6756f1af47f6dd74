/** A model that another extension brings to VS Code (Copilot's, or a provider of the user's), as the loop knows models. */
import {
  CancellationTokenSource,
  type LanguageModelChat,
  LanguageModelChatMessage,
  LanguageModelError,
  LanguageModelTextPart,
  LanguageModelToolCallPart,
  LanguageModelToolResultPart,
} from 'vscode';
import {
  type Failure,
  failure,
  type ModelMessage,
  type ModelProvider,
  type ToolCallPart,
  type TurnResult,
} from '../../agent';

/** `vscode:` and what finds the model again: its vendor and id. */
export function vscodeModelId({ vendor, id }: LanguageModelChat): string {
  return `vscode:${vendor}/${id}`;
}

/**
 * There is no system role, no stop reason, no usage and no thinking in VS Code's language model API: the system prompt is the first
 * message of the user, and a turn that asks for tools has stopped for them.
 */
export function vscodeProvider(model: LanguageModelChat): ModelProvider {
  return {
    id: vscodeModelId(model),
    title: model.name,
    contextWindow: model.maxInputTokens,
    turn: async ({ system, messages, tools }, on, signal): Promise<TurnResult> => {
      const cancel = new CancellationTokenSource();
      const abort = () => cancel.cancel();
      signal.addEventListener('abort', abort, { once: true });
      let text = '';
      const calls: ToolCallPart[] = [];
      try {
        const { stream } = await model.sendRequest(
          [LanguageModelChatMessage.User(system), ...messages.map(messageOf)],
          {
            justification: 'To answer your question about the databases of this workspace.',
            tools: tools.map(({ name, description, inputSchema }) => ({ name, description, inputSchema })),
          },
          cancel.token,
        );
        for await (const part of stream) {
          if (signal.aborted) break;
          if (part instanceof LanguageModelTextPart) {
            text += part.value;
            on({ kind: 'text', delta: part.value });
          } else if (part instanceof LanguageModelToolCallPart) {
            calls.push({ kind: 'toolCall', id: part.callId, name: part.name, input: part.input });
          }
        }
      } catch (error) {
        return signal.aborted
          ? { kind: 'stopped', partial: text }
          : { kind: 'failed', failure: failureOf(error, model), partial: text };
      } finally {
        signal.removeEventListener('abort', abort);
        cancel.dispose();
      }
      if (signal.aborted) return { kind: 'stopped', partial: text };
      const parts = [...(text === '' ? [] : [{ kind: 'text', text } as const]), ...calls];
      return {
        kind: 'done',
        message: { role: 'assistant', parts },
        stop: calls.length > 0 ? 'tools' : 'end',
        usage: undefined,
      };
    },
  };
}

function messageOf(message: ModelMessage): LanguageModelChatMessage {
  if (message.role === 'user') {
    return LanguageModelChatMessage.User(
      message.parts.map((part) =>
        part.kind === 'text'
          ? new LanguageModelTextPart(part.text)
          : new LanguageModelToolResultPart(part.id, [new LanguageModelTextPart(part.text)]),
      ),
    );
  }
  return LanguageModelChatMessage.Assistant(
    message.parts.map((part) =>
      part.kind === 'text'
        ? new LanguageModelTextPart(part.text)
        : new LanguageModelToolCallPart(part.id, part.name, asObject(part.input)),
    ),
  );
}

function asObject(input: unknown): object {
  return typeof input === 'object' && input !== null ? input : {};
}

/** `code` of a LanguageModelError: `NoPermissions`, `Blocked`, `NotFound`; other errors are the provider's own. */
function failureOf(error: unknown, { name }: LanguageModelChat): Failure {
  const details = error instanceof Error ? error.message : String(error);
  const code = error instanceof LanguageModelError ? error.code : '';
  if (code === 'NoPermissions') {
    return failure('modelUnavailable', { sentence: `VS Code was not allowed to use ${name} for this.`, details });
  }
  if (code === 'Blocked') return failure('refused', { details });
  if (code === 'NotFound') return failure('modelUnavailable', { sentence: `${name} is no longer there.`, details });
  return failure('offline', { sentence: `${name} did not answer.`, details });
}
