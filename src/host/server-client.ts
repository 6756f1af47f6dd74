import {
  type CancellationToken,
  commands,
  Disposable,
  type Event,
  EventEmitter,
  type ExtensionContext,
  type LogOutputChannel,
  Uri,
  workspace,
} from 'vscode';
import type { LanguageClient, LanguageClientOptions, ServerOptions } from 'vscode-languageclient/node';
import type { InitializationOptions, Method, Notifications, Overview, Params, Result } from '../server/requests';

/** The language server as the host's features see it. */
export interface ServerClient extends Disposable {
  /** Starts the server if need be, and asks it. */
  request<M extends Method>(method: M, params: Params<M>, token?: CancellationToken): Promise<Result<M>>;
  /** The last overview that the server sent; undefined before the first. */
  readonly overview: Overview | undefined;
  readonly onDidChange: Event<Overview>;
  start(): Promise<void>;
  restart(): Promise<void>;
}

/** Languages of the files that we read; those of SQL and Prisma are the manifest's activation events too. */
const languages = ['sql', 'mysql', 'pgsql', 'postgres', 'sqlite', 'plsql', 'prisma'];

/** Endings of programs and changelogs that may hold migrations or models, whatever language an editor says they are in. */
const endings = 'sql,prisma,ddl,py,rb,php,cs,java,go,ts,mts,cts,js,mjs,cjs,xml,yml,yaml,dbml';

/** Commands that a hover of the server may link to. */
const linkedCommands = ['databaseArchitect.askArchitect', 'databaseArchitect.showRulePage'];

function initializationOptions({ globalStorageUri }: ExtensionContext): InitializationOptions {
  return {
    commands: true,
    rulePage: 'command:databaseArchitect.showRulePage?%5B%22{id}%22%5D',
    // A virtual storage (vscode.dev) is no folder that the server could write to.
    ...(globalStorageUri.scheme === 'file' ? { cacheFolder: Uri.joinPath(globalStorageUri, 'read').fsPath } : {}),
  };
}

function serverOptions(context: ExtensionContext, ipc: number): ServerOptions {
  const module = Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath;
  const run = { module, transport: ipc };
  return { run, debug: { ...run, options: { execArgv: ['--nolazy', '--inspect=6019'] } } };
}

function clientOptions(context: ExtensionContext, output: LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: [
      ...languages.map((language) => ({ language, scheme: 'file' })),
      { scheme: 'file', pattern: `**/*.{${endings}}` },
    ],
    outputChannel: output,
    initializationOptions: initializationOptions(context),
    markdown: { isTrusted: { enabledCommands: linkedCommands } },
    diagnosticCollectionName: 'databaseArchitect',
  };
}

async function createClient(context: ExtensionContext, output: LogOutputChannel): Promise<LanguageClient> {
  // Loaded here and not at the top: activation must not wait for it.
  const { LanguageClient, TransportKind } = await import('vscode-languageclient/node');
  return new LanguageClient(
    'databaseArchitect',
    'Database Architect',
    serverOptions(context, TransportKind.ipc),
    clientOptions(context, output),
  );
}

/** Holds the one connection to the language server. It starts at the first question, or when told to. */
export function createServerClient(context: ExtensionContext, output: LogOutputChannel): ServerClient {
  const changed = new EventEmitter<Overview>();
  let starting: Promise<LanguageClient> | undefined;
  let overview: Overview | undefined;

  async function launch(): Promise<LanguageClient> {
    const client = await createClient(context, output);
    const method: keyof Notifications = 'databaseArchitect/changed';
    client.onNotification(method, (latest: Overview) => {
      overview = latest;
      void commands.executeCommand('setContext', 'databaseArchitect.ready', latest.ready);
      changed.fire(latest);
    });
    await client.start();
    return client;
  }
  const ready = () => {
    starting ??= launch();
    return starting;
  };
  const stop = async () => {
    const running = starting;
    starting = undefined;
    await (await running)
      ?.dispose()
      .catch((error: unknown) => output.error(`The server did not stop: ${String(error)}`));
  };

  return {
    request: async (method, params, token) => (await ready()).sendRequest(method, params, token),
    get overview() {
      return overview;
    },
    onDidChange: changed.event,
    start: async () => void (await ready()),
    restart: async () => {
      await stop();
      await ready();
    },
    dispose: () => {
      changed.dispose();
      void stop();
    },
  };
}

/** Registers a command under its full id. */
export function registerCommand<A extends unknown[]>(name: string, run: (...args: A) => unknown): Disposable {
  return commands.registerCommand(`databaseArchitect.${name}`, run);
}

/** Path of a URI within its workspace folder, for people. */
export function pathOf(uri: Uri): string {
  return workspace.asRelativePath(uri, (workspace.workspaceFolders?.length ?? 0) > 1);
}

/** All of them as one. */
export function together(...disposables: readonly Disposable[]): Disposable {
  return Disposable.from(...disposables);
}
