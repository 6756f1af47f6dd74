/** "Export as Claude Code Subagent": shown as a file that is not there yet. Saving it is the user's own act; nothing is written before. */
import { type Disposable, Uri, window, workspace } from 'vscode';
import { loadAnswering } from '../../agent';
import { registerCommand } from '../server-client';

export function exportAgent(): Disposable {
  return registerCommand('exportAgent', async () => {
    const { claudeCodeAgent, tools } = await loadAnswering();
    const folder = workspace.workspaceFolders?.[0];
    if (folder === undefined) {
      void window.showInformationMessage('Open a folder first: the subagent is a file of a project.');
      return;
    }
    const target = Uri.joinPath(folder.uri, '.claude', 'agents', 'database-architect.md');
    const document = await workspace.openTextDocument(target.with({ scheme: 'untitled' }));
    const editor = await window.showTextDocument(document);
    const whole = document.validateRange(
      document.lineAt(0).range.with({ end: document.lineAt(document.lineCount - 1).range.end }),
    );
    await editor.edit((edit) => edit.replace(whole, claudeCodeAgent(tools)));
    const how = `Save it to keep it. Its tools come from our MCP server: claude mcp add database-architect -- npx database-architect mcp`;
    void window.showInformationMessage(how);
  });
}
