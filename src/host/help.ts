import { commands, window } from 'vscode';
import type { Contribution } from './deps';
import { registerCommand, together } from './server-client';

/** Walkthrough, output, restart, and reading everything again. */
export const help: Contribution = ({ context, server, output }) =>
  together(
    registerCommand('getStarted', () =>
      commands.executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#getStarted`, false),
    ),
    registerCommand('showOutput', () => output.show()),
    registerCommand('restartServer', async () => {
      await server.restart();
      void window.setStatusBarMessage('Database Architect: the language server was restarted.', 4000);
    }),
    registerCommand('refreshDataLayer', () => server.request('databaseArchitect/refresh', {})),
  );
