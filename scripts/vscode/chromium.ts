/** The browser that shows the workbench: the machine's own Chromium, Chrome or Edge; on Debian as root it is installed. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';

const places = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const aptInstall = ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'];

/** Path of an installed browser, if there is one. `CHROMIUM_PATH` goes before all others. */
export function findChromium(): string | undefined {
  return places.find((place) => place !== undefined && fs.existsSync(place));
}

/** Installs Chromium where that needs no question: Debian and its like, as root. Elsewhere it fails with the command to run. */
export function installChromium(say: (line: string) => void): void {
  if (findChromium() !== undefined) return;
  const command = `apt-get ${aptInstall.filter((word) => word !== '-qq').join(' ')}`;
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new Error(`no Chromium, Chrome or Edge found: run "sudo ${command}", or set CHROMIUM_PATH`);
  }
  say('installing Chromium with apt-get');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'pipe'], env });
    execFileSync('apt-get', aptInstall, { stdio: ['ignore', 'ignore', 'pipe'], env });
  } catch {
    throw new Error(`Chromium could not be installed: "${command}" failed; install it by hand, or set CHROMIUM_PATH`);
  }
}

const args = [
  '--no-sandbox', // as root, in a container, Chromium has no sandbox to use
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

export interface Browser {
  readonly context: BrowserContext;
  readonly close: () => Promise<void>;
}

/** Starts a browser with a profile of its own on disk: pages after the first load a quarter faster, from cached script. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('no Chromium found: run "npm test -- --only setup"');
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'architect-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args,
    headless: process.env.HEADED === undefined,
    viewport: { width: 1400, height: 900 },
    reducedMotion: 'reduce',
  });
  const close = async () => {
    await context.close();
    // Chromium's helpers may still be writing their last files.
    fs.rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  };
  return { context, close };
}
