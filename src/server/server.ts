import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Client, capabilities, clientOf } from './capabilities';
import { registerFeatures } from './features';
import { createSession, type Session } from './session';

/** The part of pushed settings that is ours: editors send all of them, or only our section. */
function ownSection(settings: unknown): unknown {
  if (typeof settings !== 'object' || settings === null) return undefined;
  return 'databaseArchitect' in settings ? settings.databaseArchitect : settings;
}

async function follow(connection: Connection, client: Client, session: Session): Promise<void> {
  if (client.watchesConfiguration) {
    await connection.client.register(DidChangeConfigurationNotification.type, { section: 'databaseArchitect' });
  }
  if (client.watchesFiles) {
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*' }] });
  }
  if (client.watchesFolders) {
    connection.workspace.onDidChangeWorkspaceFolders(async () => {
      session.foldersChanged(((await connection.workspace.getWorkspaceFolders()) ?? []).map(({ uri }) => uri));
    });
  }
}

/** Serves one editor over a connection until it says goodbye. */
export function serve(connection: Connection): void {
  const documents = new TextDocuments(TextDocument);
  connection.onInitialize((params) => {
    const client = clientOf(params);
    const session = createSession(connection, client, documents);
    registerFeatures(connection, session);
    documents.onDidChangeContent(({ document }) => session.edited(document.uri));
    documents.onDidClose(({ document }) => session.closed(document.uri));
    connection.onDidChangeWatchedFiles(({ changes }) => session.changedOnDisk(changes));
    connection.onDidChangeConfiguration(({ settings }) => session.settingsChanged(ownSection(settings)));
    connection.onShutdown(() => session.stop());
    connection.onInitialized(async () => {
      await follow(connection, client, session);
      await session.reload();
    });
    return capabilities;
  });
  documents.listen(connection);
  connection.listen();
}
