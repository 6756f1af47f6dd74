/**
 * What a journey gets: a window on a fresh copy of the example project, files to look at, pictures to keep. All journeys share one
 * server, one browser and one window; what lies in the window is cleared before each. A journey that needs settings, an
 * environment or another folder opens a window of its own with `open`.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { onTestFailed, test } from 'vitest';
import { type Browser, launchChromium } from '../../scripts/vscode/chromium';
import { type Server, type Settings, startServer } from '../../scripts/vscode/server';
import { openWorkbench, type Workbench } from './workbench';

export const root = path.resolve(__dirname, '../..');
const pictures = path.join(root, 'test-results', 'pictures');
/** TEST_VSIX=file: journeys with the extension as it is packaged, instead of from its source folder. */
const packaged = process.env.TEST_VSIX === undefined ? [] : [process.env.TEST_VSIX];
const development = packaged.length > 0 ? [] : [root];

export interface Project {
  readonly folder: string;
  readonly read: (file: string) => string;
  readonly has: (file: string) => boolean;
  readonly write: (file: string, text: string) => void;
}

export interface OpenOptions {
  /** A folder to open where it is; else a fresh copy of examples/bookshop. */
  readonly folder?: string;
  /** User settings from the start. With these or `env`, the window has a server of its own. */
  readonly settings?: Settings;
  /** Environment of the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** Further extensions, from their source folders. */
  readonly extensions?: readonly string[];
}

interface Stage {
  readonly browser: Browser;
  readonly server: Server;
  readonly folder: string;
  window: Workbench | undefined;
}

interface Fixtures {
  readonly stage: Stage;
  /** The shared window, on a fresh copy of examples/bookshop. */
  readonly workbench: Workbench;
  /** The files of that copy. */
  readonly project: Project;
  /** A window of the journey's own. */
  readonly open: (options: OpenOptions) => Promise<{ readonly workbench: Workbench; readonly project: Project }>;
  /** Keeps a picture of the shared window in test-results/pictures. One is kept at the end of every journey in any case. */
  readonly picture: (name: string) => Promise<void>;
}

function fill(folder: string): void {
  for (const entry of fs.readdirSync(folder)) fs.rmSync(path.join(folder, entry), { recursive: true, force: true });
  fs.cpSync(path.join(root, 'examples', 'bookshop'), folder, { recursive: true });
}

function projectIn(folder: string): Project {
  const at = (file: string) => path.join(folder, file);
  return {
    folder,
    read: (file) => fs.readFileSync(at(file), 'utf8'),
    has: (file) => fs.existsSync(at(file)),
    write: (file, text) => {
      fs.mkdirSync(path.dirname(at(file)), { recursive: true });
      fs.writeFileSync(at(file), text);
    },
  };
}

/** A folder named `bookshop`, so that the window's title is the same in every picture. */
function scratchFolder(): string {
  const folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'architect-journey-')), 'bookshop');
  fs.mkdirSync(folder);
  return folder;
}

const removeScratch = (folder: string) => fs.rmSync(path.dirname(folder), { recursive: true, force: true });

/** Keeps a picture of a page; a page that is gone has none. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  fs.mkdirSync(pictures, { recursive: true });
  const file = `${name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 100)}.png`;
  await page.screenshot({ path: path.join(pictures, file) }).catch(() => undefined);
}

export const journey = test.extend<Fixtures>({
  stage: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of the fixtures that are wanted from this pattern
    async ({}, use) => {
      const folder = scratchFolder();
      const [server, browser] = await Promise.all([startServer({ vsix: packaged }), launchChromium()]);
      await use({ browser, server, folder, window: undefined });
      await browser.close();
      await server.stop();
      removeScratch(folder);
    },
    { scope: 'worker' },
  ],
  workbench: async ({ stage, task }, use) => {
    fill(stage.folder);
    await stage.window?.reset().catch(async () => {
      await stage.window?.close();
      stage.window = undefined;
    });
    stage.window ??= await openWorkbench(stage.browser.context, stage.server, {
      folder: stage.folder,
      extensions: development,
    });
    onTestFailed(async () => {
      // The next journey gets a new window.
      await stage.window?.close().catch(() => undefined);
      stage.window = undefined;
    });
    await use(stage.window);
    if (stage.window) await keepPicture(stage.window.page, task.name);
  },
  project: async ({ stage }, use) => use(projectIn(stage.folder)),
  open: async ({ stage, task }, use) => {
    const undo: (() => Promise<void>)[] = [];
    await use(async ({ folder: given, settings, env, extensions = [] }) => {
      const folder = given ?? scratchFolder();
      if (given === undefined) {
        fill(folder);
        undo.push(async () => removeScratch(folder));
      }
      const own = settings !== undefined || env !== undefined;
      const server = own ? await startServer({ settings, env, vsix: packaged }) : stage.server;
      if (own) undo.push(() => server.stop());
      const workbench = await openWorkbench(stage.browser.context, server, {
        folder,
        extensions: [...development, ...extensions],
      });
      undo.push(async () => {
        await keepPicture(workbench.page, task.name);
        await workbench.close();
      });
      return { workbench, project: projectIn(folder) };
    });
    for (const step of undo.reverse()) await step();
  },
  picture: async ({ workbench }, use) => use((name) => keepPicture(workbench.page, name)),
});
