import { isAbsolute } from 'node:path';
import {
  CodeActionKind,
  type InitializeParams,
  type InitializeResult,
  PositionEncodingKind,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { fixAllKind } from './features/code-actions';
import type { InitializationOptions } from './requests';

/** What the editor said of itself at the start. */
export interface Client extends InitializationOptions {
  /** URIs of the workspace folders. */
  readonly folders: readonly string[];
  /** It answers `workspace/configuration`. */
  readonly configuration: 'pulled' | 'pushed';
  readonly watchesFiles: boolean;
  readonly watchesConfiguration: boolean;
  readonly watchesFolders: boolean;
  readonly refreshesLenses: boolean;
}

function optionsOf(options: unknown): InitializationOptions {
  if (typeof options !== 'object' || options === null) return {};
  const commands = 'commands' in options && options.commands === true;
  const rulePage = 'rulePage' in options && typeof options.rulePage === 'string' ? options.rulePage : undefined;
  const folder = 'cacheFolder' in options ? options.cacheFolder : undefined;
  const cacheFolder = typeof folder === 'string' && isAbsolute(folder) ? folder : undefined;
  return {
    commands,
    ...(rulePage === undefined ? {} : { rulePage }),
    ...(cacheFolder === undefined ? {} : { cacheFolder }),
  };
}

/** Reads the initialize request. An editor without workspace folders gives one root. */
export function clientOf({ workspaceFolders, rootUri, capabilities, initializationOptions }: InitializeParams): Client {
  const folders = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  const { workspace } = capabilities;
  return {
    ...optionsOf(initializationOptions),
    folders,
    configuration: workspace?.configuration === true ? 'pulled' : 'pushed',
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    watchesConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchesFolders: workspace?.workspaceFolders === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
  };
}

/** What the server can do. */
export const capabilities: InitializeResult = {
  serverInfo: { name: 'database-architect' },
  capabilities: {
    positionEncoding: PositionEncodingKind.UTF16,
    textDocumentSync: TextDocumentSyncKind.Incremental,
    hoverProvider: true,
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
    codeLensProvider: { resolveProvider: false },
    documentSymbolProvider: { label: 'Database Architect' },
    workspaceSymbolProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  },
};
