/** The MCP server, offered to VS Code's agents: one for each workspace folder, started by VS Code when an agent wants it. */
import {
  type Disposable,
  EventEmitter,
  type ExtensionContext,
  lm,
  McpStdioServerDefinition,
  Disposable as Together,
  Uri,
  workspace,
} from 'vscode';

const id = 'databaseArchitect.mcp';

/** Registers the provider of server definitions. */
export function mcpServers({ extension, extensionUri }: ExtensionContext): Disposable {
  const changed = new EventEmitter<void>();
  const program = Uri.joinPath(extensionUri, 'dist', 'cli.js').fsPath;
  const { version } = extension.packageJSON as { readonly version: string };
  const definitions = () =>
    (workspace.workspaceFolders ?? [])
      .filter(({ uri }) => uri.scheme === 'file')
      .map(({ name, uri }, _at, all) => {
        const label = all.length > 1 ? `Database Architect: ${name}` : 'Database Architect';
        // The editor's own Node: users need none of theirs.
        return new McpStdioServerDefinition(
          label,
          process.execPath,
          [program, 'mcp', uri.fsPath],
          { ELECTRON_RUN_AS_NODE: '1' },
          version,
        );
      });
  return Together.from(
    changed,
    workspace.onDidChangeWorkspaceFolders(() => changed.fire()),
    lm.registerMcpServerDefinitionProvider(id, {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions: definitions,
    }),
  );
}
