/** The panel's page in a plain Chromium, with the host played by the test. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../../../scripts/vscode/chromium';
import { panelHtml } from '../../../src/host/panel/html';
import type { HostMessage, PanelMessage } from '../../../src/protocol';

const root = path.resolve(__dirname, '../../..');

export interface PanelPage {
  readonly page: Page;
  /** Errors of the page, the policy's refusals among them. */
  readonly errors: readonly string[];
  /** The host says something; resolves when it is painted. */
  readonly say: (...messages: readonly HostMessage[]) => Promise<void>;
  /** What the panel said since the last call. */
  readonly heard: () => Promise<readonly PanelMessage[]>;
}

export interface PanelStage {
  /** A fresh page; `saved` is what VS Code kept of an earlier one. */
  readonly open: (options?: {
    readonly saved?: unknown;
    readonly width?: number;
    readonly css?: string;
  }) => Promise<PanelPage>;
  readonly close: () => Promise<void>;
}

/** Bundles the webview and starts a browser. */
export async function panelStage(): Promise<PanelStage> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'architect-panel-'));
  await build({
    entryPoints: { main: path.join(root, 'webview/main.ts') },
    outdir: folder,
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    loader: { '.ttf': 'file' },
    logLevel: 'warning',
  });
  const html = panelHtml({ script: 'main.js', style: 'main.css', source: 'file:', nonce: 'test' });
  fs.writeFileSync(path.join(folder, 'index.html'), html);
  const browser = await launchChromium();
  return {
    open: (options = {}) => openPage(browser.context, pathToFileURL(path.join(folder, 'index.html')).href, options),
    close: async () => {
      await browser.close();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Plays VS Code in the page. Text, since a compiler's helpers are not there. */
const standIn = `
  window.heard = [];
  window.kept = STATE;
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => window.heard.push(message),
    getState: () => window.kept,
    setState: (next) => { window.kept = next; },
  });
`;

interface TestWindow {
  heard: PanelMessage[];
  kept: unknown;
}

async function openPage(
  context: BrowserContext,
  url: string,
  { saved, width = 400, css = '' }: { readonly saved?: unknown; readonly width?: number; readonly css?: string },
): Promise<PanelPage> {
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.setViewportSize({ width, height: 800 });
  await page.addInitScript(standIn.replace('STATE', () => JSON.stringify(saved) ?? 'undefined'));
  await page.goto(url);
  // As a constructed sheet: the page's policy lets no inline style in.
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets.push(sheet);
  }, css);
  return {
    page,
    errors,
    say: (...messages) =>
      page.evaluate(
        (all) =>
          new Promise<void>((painted) => {
            for (const data of all) window.dispatchEvent(new MessageEvent('message', { data }));
            requestAnimationFrame(() => requestAnimationFrame(() => painted()));
          }),
        messages as HostMessage[],
      ),
    heard: () => page.evaluate(() => (window as unknown as TestWindow).heard.splice(0)),
  };
}
