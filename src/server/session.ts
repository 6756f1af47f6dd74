import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  CodeLensRefreshRequest,
  type Connection,
  FileChangeType,
  type FileEvent,
  type TextDocuments,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../model';
import { buildOf, type CachePort, nodeCache } from '../workspace';
import type { Client } from './capabilities';
import { createEngine, type Engine } from './engine';
import type { Host } from './features';
import { createPublisher } from './features/diagnostics';
import { overview } from './features/overview';
import { type Folder, openFolder } from './folder';
import { createKeeping } from './keeping';
import { filesAside, recentFiles } from './recent';
import type { Notifications } from './requests';
import { createSchedule } from './schedule';
import { parseSettings, type ServerSettings } from './settings';
import { createVerification, type Turn } from './verification';

/** One editor at work: its folders, its open documents, and what it has been shown. */
export interface Session extends Host {
  /** The texts of open documents changed. */
  edited(uri: string): void;
  closed(uri: string): void;
  changedOnDisk(events: readonly FileEvent[]): void;
  foldersChanged(uris: readonly string[]): void;
  /** The settings changed; what an editor sends along counts if it cannot be asked. */
  settingsChanged(pushed: unknown): void;
  stop(): void;
}

const changedMethod: keyof Notifications = 'databaseArchitect/changed';

/** Only folders on disk can be read. */
function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

function isFolder(uri: string): boolean {
  const path = pathOf(uri);
  return path !== undefined && (statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false);
}

/** Where the editor lets us leave what was read. */
function cacheOf({ cacheFolder }: Client): CachePort | undefined {
  const build = cacheFolder === undefined ? undefined : buildOf(__filename);
  return cacheFolder === undefined || build === undefined ? undefined : nodeCache(cacheFolder, build);
}

export function createSession(connection: Connection, client: Client, documents: TextDocuments<TextDocument>): Session {
  const cache = cacheOf(client);
  let folders = client.folders;
  let engine: Engine = createEngine([], 'reading');
  let settings = new Map<string, ServerSettings>();
  let pushed: unknown;
  let reading: Promise<Engine> | undefined;
  const publisher = createPublisher((uri, diagnostics) => {
    const version = documents.get(uri)?.version;
    void connection.sendDiagnostics({ uri, diagnostics, ...(version === undefined ? {} : { version }) });
  }, client);
  const openUris = () => new Set(documents.keys().map((uri) => engine.spell(uri)));

  const settingsOf = (uri: string): ServerSettings => {
    const owner = engine.folders.find((folder) => folder.spell(uri) !== undefined);
    return settings.get(owner?.root ?? '') ?? parseSettings(undefined);
  };
  const isShown = (uri: string, open: ReadonlySet<string>, recent: ReadonlySet<string>) => {
    const { diagnosticsScope } = settingsOf(uri);
    return diagnosticsScope === 'allFiles' || open.has(uri) || (diagnosticsScope === 'recentFiles' && recent.has(uri));
  };

  const show = () => {
    const open = openUris();
    const aside = filesAside(engine.layers);
    const recent = recentFiles(engine.layers);
    const shown = new Map<string, readonly Finding[]>();
    for (const [uri, findings] of engine.findings)
      if (isShown(uri, open, recent) && (open.has(uri) || !aside.has(uri))) shown.set(uri, findings);
    const changed = publisher.publish(shown);
    void connection.sendNotification(changedMethod, overview(engine));
    // Lenses count findings, and an editor asks for them anew only when the text changes.
    if (changed && client.refreshesLenses) void connection.sendRequest(CodeLensRefreshRequest.type);
  };
  const verify = (turn: Turn) =>
    engine.verify({ depth: 'needed', inFull: openUris(), turn }).catch((error: unknown) => {
      connection.console.error(`The second opinion failed: ${String(error)}`);
      return false;
    });
  const keeping = createKeeping(async () => {
    for (const { workspace } of engine.folders) await workspace.keep();
  });
  const verification = createVerification(verify, show, keeping.soon);
  const publishAll = () => {
    show();
    verification.soon();
  };
  const publishFile = (uri: string) => {
    if (engine.ready) publisher.publishOne(uri, engine.findingsOf(uri));
  };
  const schedule = createSchedule(publishFile, publishAll);

  async function pull(uri: string): Promise<ServerSettings> {
    if (client.configuration === 'pushed') return parseSettings(pushed);
    const section: unknown = await connection.workspace.getConfiguration({
      scopeUri: uri,
      section: 'databaseArchitect',
    });
    return parseSettings(section);
  }

  async function read(): Promise<Engine> {
    const opened: Folder[] = [];
    const pulled = new Map<string, ServerSettings>();
    for (const uri of folders) {
      const path = pathOf(uri);
      if (path === undefined) continue;
      const own = await pull(uri);
      const folder = await openFolder(path, own, cache);
      opened.push(folder);
      pulled.set(folder.root, own);
    }
    settings = pulled;
    engine = createEngine(opened, 'ready');
    for (const document of documents.all()) engine.update(engine.spell(document.uri), document.getText());
    publishAll();
    return engine;
  }
  const reload = () => {
    // One reading at a time; a change that comes meanwhile is read afterwards.
    const next: Promise<Engine> = (reading ?? Promise.resolve()).then(read);
    reading = next;
    return next;
  };

  return {
    client,
    engine: () => engine,
    ready: () => reading ?? reload(),
    settingsOf,
    reload,
    edited(uri) {
      verification.interrupt();
      keeping.interrupt();
      const spelled = engine.spell(uri);
      engine.update(spelled, documents.get(uri)?.getText());
      schedule.touch(spelled);
    },
    closed(uri) {
      engine.update(engine.spell(uri), undefined);
      schedule.rest();
    },
    changedOnDisk(events) {
      const known = [
        ...engine.findings.keys(),
        ...engine.layers.flatMap(({ migrations }) => migrations.map((one) => one.uri)),
      ];
      const open = openUris();
      for (const event of events) {
        const uri = engine.spell(event.uri);
        if (engine.concerns(uri)) {
          // What is open is what the editor says it is, until it is closed.
          if (!open.has(uri)) engine.update(uri, undefined);
        } else if (
          event.type === FileChangeType.Deleted ? known.some((one) => one.startsWith(`${uri}/`)) : isFolder(uri)
        ) {
          // A watcher names a folder and not the files in it.
          void reload();
          return;
        }
      }
      schedule.rest();
    },
    foldersChanged(uris) {
      folders = uris;
      void reload();
    },
    settingsChanged(sent) {
      pushed = sent;
      void reload();
    },
    stop: () => {
      schedule.stop();
      verification.interrupt();
      keeping.interrupt();
    },
  };
}
