import { randomBytes } from 'node:crypto';
import { type Disposable, Uri, ViewColumn, type WebviewPanel, window } from 'vscode';
import type { Deps } from '../deps';
import { type Html, page } from './html';

export interface Report {
  readonly title: string;
  readonly body: readonly Html[];
}

/** Pages that are read: reviews and coverage. They follow the workspace as long as they are open. */
export interface Reports extends Disposable {
  /** Shows the report of this key; `make` is asked again whenever findings or coverage change. */
  show(key: string, make: () => Promise<Report>): Promise<void>;
}

/** Commands that a click in a report may run. */
const linked = ['databaseArchitect.openPlace', 'databaseArchitect.showRulePage'];

interface Open {
  readonly panel: WebviewPanel;
  make: () => Promise<Report>;
}

async function fill({ panel, make }: Open): Promise<void> {
  const { title, body } = await make();
  panel.title = title;
  panel.webview.html = page(title, body, randomBytes(16).toString('base64'));
}

function createPanel({ context }: Deps): WebviewPanel {
  const options = { enableScripts: false, enableCommandUris: linked, enableFindWidget: true, localResourceRoots: [] };
  const panel = window.createWebviewPanel('databaseArchitect.report', 'Review', ViewColumn.Active, options);
  const icon = (theme: string) => Uri.joinPath(context.extensionUri, 'media', `report-${theme}.svg`);
  panel.iconPath = { light: icon('light'), dark: icon('dark') };
  return panel;
}

export function createReports(deps: Deps): Reports {
  const open = new Map<string, Open>();
  const follow = deps.server.onDidChange(() => {
    for (const report of open.values()) {
      fill(report).catch((error: unknown) => deps.output.error(`A report could not be written anew: ${String(error)}`));
    }
  });
  return {
    async show(key, make) {
      const known = open.get(key);
      if (known) {
        known.make = make;
        await fill(known);
        known.panel.reveal();
        return;
      }
      const report: Open = { panel: createPanel(deps), make };
      open.set(key, report);
      report.panel.onDidDispose(() => open.delete(key));
      await fill(report);
    },
    dispose() {
      follow.dispose();
      for (const { panel } of open.values()) panel.dispose();
    },
  };
}
