/** `@architect` in VS Code's own chat: the same tools, prompt and loop as in the panel, with the model that is chosen there. */
import {
  type CancellationToken,
  type ChatContext,
  type ChatPromptReference,
  type ChatRequest,
  ChatRequestTurn,
  type ChatResponseStream,
  ChatResponseTurn,
  type ChatResult,
  chat,
  Disposable,
  Location,
  ThemeIcon,
  Uri,
  workspace,
} from 'vscode';
import { failure, isCommand, type Json, offlineId, type PastTurn } from '../../agent';
import type { ContextChip } from '../../protocol';
import type { Agent } from '../agent';
import { vscodeProvider } from '../agent/vscode-model';
import { chatAnswer } from './response';

const id = 'databaseArchitect.architect';

/** What is kept with an answer, for the next question. */
interface Kept {
  readonly transcript: readonly Json[];
  readonly followUps: readonly string[];
}

/** Registers the participant. */
export function participant(agent: Agent): Disposable {
  const one = chat.createChatParticipant(id, (request, context, response, token) =>
    answer(request, context, response, token, agent),
  );
  one.iconPath = new ThemeIcon('database');
  one.followupProvider = {
    provideFollowups: ({ metadata }) => {
      const kept = metadata as Kept | undefined;
      return (kept?.followUps ?? []).map((prompt) => {
        const slash = /^\/(\w+)\s*(.*)$/s.exec(prompt);
        return slash?.[1] === undefined ? { prompt } : { prompt: slash[2] ?? '', command: slash[1], label: prompt };
      });
    },
  };
  return Disposable.from(one);
}

async function answer(
  request: ChatRequest,
  context: ChatContext,
  response: ChatResponseStream,
  token: CancellationToken,
  agent: Agent,
): Promise<ChatResult> {
  const stop = new AbortController();
  const cancelled = token.onCancellationRequested(() => stop.abort());
  const question = request.command === undefined ? request.prompt : `/${request.command} ${request.prompt}`.trim();
  const { sink, end, transcript, followUps } = chatAnswer(response);
  const conversation = agent.conversationWith(async () =>
    workspace.isTrusted
      ? { kind: 'provider', provider: vscodeProvider(request.model) }
      : { kind: 'failed', failure: failure('untrusted') },
  );
  const outcome = await conversation.run(
    {
      chat: id,
      turn: `${context.history.length}`,
      question,
      context: request.references.flatMap(chipOf),
      history: pastTurns(context),
      // The engine answers its own commands, whoever is asked: no words of a model are needed for them.
      model: isCommand(question) ? offlineId : 'vscode',
      signal: stop.signal,
    },
    sink,
  );
  end();
  cancelled.dispose();
  const metadata: Kept = { transcript, followUps };
  return outcome.kind === 'failed' ? { metadata, errorDetails: { message: outcome.failure.sentence } } : { metadata };
}

/** What was said to `@architect` before in this chat. */
function pastTurns({ history }: ChatContext): readonly PastTurn[] {
  return history.flatMap((turn, at): readonly PastTurn[] => {
    if (!(turn instanceof ChatRequestTurn) || turn.participant !== id) return [];
    const next = history[at + 1];
    const kept = next instanceof ChatResponseTurn ? (next.result.metadata as Kept | undefined) : undefined;
    return [
      {
        question: turn.command === undefined ? turn.prompt : `/${turn.command} ${turn.prompt}`,
        context: [],
        transcript: kept?.transcript ?? [],
        outcome: { kind: 'done' },
        proposals: [],
      },
    ];
  });
}

function chipOf({ value, id: reference }: ChatPromptReference): readonly ContextChip[] {
  const uri = value instanceof Location ? value.uri : value instanceof Uri ? value : undefined;
  if (uri === undefined) return [];
  const path = workspace.asRelativePath(uri, false);
  const start = value instanceof Location ? value.range.start : undefined;
  return [
    {
      id: `file:${uri.toString()}:${reference}`,
      kind: start === undefined ? 'file' : 'selection',
      label: path.slice(path.lastIndexOf('/') + 1),
      detail: path,
      place: { uri: uri.toString(), line: start?.line ?? 0, column: start?.character ?? 0 },
    },
  ];
}
