/** The architect in the host: the key, the choice of who answers, and the conversation that the panel shows. */
import { commands, Disposable, env, Uri, workspace } from 'vscode';
import {
  type Answering,
  authorOf,
  type Chosen,
  type ConversationPorts,
  failure,
  loadAnswering,
  systemClock,
  type ToolData,
  type ToolReport,
} from '../../agent';
import type { ActionKind } from '../../protocol';
import type { Deps } from '../deps';
import type { Providers } from '../panel/ports';
import type { ServerClient } from '../server-client';
import { keyStore } from './key';
import { askForKey, keyCommands } from './key-commands';
import { modelBook } from './models';
import { sentLog } from './sent';

export interface Agent extends Disposable {
  readonly conversation: Answering;
  /** The same tools and prompt, with whom somebody else chose to answer. */
  conversationWith(provider: () => Promise<Chosen>): Answering;
  runTool(name: string, input: unknown): Promise<ToolReport>;
  readonly providers: Providers;
}

/** Registers the commands for the key and gives the panel what it needs. Loads and sends nothing until the first question. */
export function createAgent({ context, server, output }: Deps): Agent {
  const keys = keyStore(context);
  const models = modelBook(context, keys);
  const sent = sentLog();
  const registered = Disposable.from(keys, models, sent, keyCommands(keys, models));
  const ports: Ports = {
    provider: (model, signal) => (workspace.isTrusted ? models.provider(model, signal) : Promise.resolve(untrusted())),
    title: models.title,
    runTool: (name, input) => runTool(server, name, input),
    key: () => (keys.hasKey ? 'has key' : 'no key'),
    path: (uri) => workspace.asRelativePath(Uri.parse(uri), false),
    clock: systemClock,
    compacts: () => workspace.getConfiguration('databaseArchitect').get<string>('chat.compact') !== 'off',
    onSent: sent.note,
  };
  const act = async (action: ActionKind): Promise<void> => {
    switch (action) {
      case 'addKey':
      case 'changeKey':
        return askForKey(keys, models);
      case 'chooseModel':
        return void (await commands.executeCommand('databaseArchitect.chooseModel'));
      case 'openConsole':
        return void (await env.openExternal(Uri.parse('https://console.anthropic.com/settings/billing')));
      case 'openStatus':
        return void (await env.openExternal(Uri.parse('https://status.claude.com')));
      case 'trustWorkspace':
        return void (await commands.executeCommand('workbench.trust.manage'));
      case 'openSettings':
        return void (await commands.executeCommand('workbench.action.openSettings', 'databaseArchitect.anthropic'));
      case 'showLog':
        return output.show(true);
      default:
    }
  };
  const providers: Providers = { state: models.state, onDidChange: models.onDidChange, choose: models.choose, act };
  return {
    conversation: conversationOf(ports),
    conversationWith: (provider) => conversationOf({ ...ports, provider }),
    runTool: (name, input) => runTool(server, name, input),
    providers,
    dispose: () => registered.dispose(),
  };
}

type Ports = Omit<ConversationPorts, 'tools'>;

/** What answers is loaded at the first question. */
function conversationOf(ports: Ports): Answering {
  let made: Promise<Answering> | undefined;
  const get = () => {
    made ??= loadAnswering().then(({ createConversation, tools }) => createConversation({ ...ports, tools }));
    return made;
  };
  return {
    run: async (request, sink) => (await get()).run(request, sink),
    tryNow: () => void made?.then((one) => one.tryNow()),
    author: (model, question) => authorOf(model, question, ports.title),
  };
}

const untrusted = (): Chosen => ({ kind: 'failed', failure: failure('untrusted') });

/** The server runs in its own process: what comes back has crossed as JSON. */
async function runTool(server: ServerClient, name: string, input: unknown): Promise<ToolReport> {
  const outcome = await server.request('databaseArchitect/runTool', { name, input });
  if (outcome.kind === 'error') return outcome;
  // Both ends are ours: the toolbox made it.
  const data = (outcome.data ?? { summary: name }) as ToolData;
  return { kind: 'ok', text: outcome.text, data };
}
