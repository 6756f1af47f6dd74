/** The window of VS Code as a person meets it. Selectors are those of the pinned version (scripts/vscode/pins.ts). */
import type { BrowserContext, FrameLocator, Page } from 'playwright-core';
import type { Server } from '../../../scripts/vscode/server';
import { developIn, workbenchUrl } from '../../../scripts/vscode/workbench';
import { until } from '../until';
import { type Dialogs, dialogs } from './dialogs';
import { type Diff, diff } from './diff';
import { type Editor, editor } from './editor';
import { type Explorer, explorer } from './explorer';
import { type Palette, palette } from './palette';
import { type Problems, problems } from './problems';
import { type SettingsEditor, settingsEditor } from './settings';
import { type Views, views } from './views';
import { webview } from './webview';

export interface Workbench {
  readonly page: Page;
  readonly palette: Palette;
  readonly explorer: Explorer;
  readonly editor: Editor;
  readonly problems: Problems;
  readonly views: Views;
  readonly diff: Diff;
  readonly dialogs: Dialogs;
  readonly settings: SettingsEditor;
  /** Our webview that holds `marker`. Ask again after it was hidden. */
  readonly webview: (marker: string) => Promise<FrameLocator>;
  readonly statusBar: (text: string) => ReturnType<Page['locator']>;
  /** Errors of the browser's console so far. */
  readonly errors: readonly string[];
  /** Loads the window again with "Developer: Reload Window": same server, same profile. */
  readonly reload: () => Promise<void>;
  /** Shows another folder in this window; extensions start anew. */
  readonly openFolder: (folder: string) => Promise<void>;
  /** Closes menus, dialogs, editors (unsaved), panel and notifications: ready for another test without loading again. */
  readonly reset: () => Promise<void>;
  /** Closes the window and forgets what VS Code kept of it in the browser. */
  readonly close: () => Promise<void>;
}

async function shown(page: Page): Promise<void> {
  await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 });
}

async function closeEditors(page: Page, { modal }: Dialogs): Promise<void> {
  const tabs = page.locator('.tabs-container .tab');
  if ((await tabs.count()) === 0) return;
  await page.keyboard.press('Control+K');
  await page.keyboard.press('Control+W');
  await until(async () => {
    const dontSave = modal.locator('.monaco-button').filter({ hasText: "Don't Save" });
    if (await modal.isVisible()) await dontSave.click({ timeout: 1000 });
    return (await tabs.count()) === 0;
  }, 'all editors closed');
}

async function reset(page: Page, dialogs: Dialogs, views: Views): Promise<void> {
  for (let times = 0; times < 3; times++) await page.keyboard.press('Escape');
  if (await dialogs.modal.isVisible()) {
    await dialogs.modal.locator('.dialog-close-action, .dialog-buttons .monaco-button').first().click();
  }
  await dialogs.clearNotifications();
  await closeEditors(page, dialogs);
  if (await page.locator('.part.panel').isVisible()) {
    await page.keyboard.press('Control+J');
    await page.locator('.part.panel').waitFor({ state: 'hidden' });
  }
  await views.show('Explorer');
}

async function forget(page: Page, server: Server): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await page.goto('about:blank');
  await session.send('Storage.clearDataForOrigin', {
    origin: server.url,
    storageTypes: 'indexeddb,local_storage,session_storage',
  });
  await page.close();
}

/** Opens a window on a folder, with extensions from their source folders. */
export async function openWorkbench(
  context: BrowserContext,
  server: Server,
  options: { readonly folder: string; readonly extensions: readonly string[] },
): Promise<Workbench> {
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  await developIn(page, server, { extensions: options.extensions });
  const openFolder = async (folder: string) => {
    await page.goto(workbenchUrl(server, folder), { waitUntil: 'commit' });
    await shown(page);
  };
  await openFolder(options.folder);
  const parts = { palette: palette(page), dialogs: dialogs(page), views: views(page) };
  return {
    page,
    errors,
    ...parts,
    explorer: explorer(page),
    editor: editor(page),
    problems: problems(page),
    diff: diff(page),
    settings: settingsEditor(page, parts.palette),
    webview: (marker) => webview(page, marker),
    statusBar: (text) => page.locator('.part.statusbar .statusbar-item').filter({ hasText: text }),
    openFolder,
    reload: async () => {
      // Not the browser's own reload: only the command waits until VS Code has kept its state.
      const loaded = page.waitForEvent('domcontentloaded');
      await parts.palette.run('Developer: Reload Window');
      await loaded;
      await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    },
    reset: () => reset(page, parts.dialogs, parts.views),
    close: () => forget(page, server),
  };
}
