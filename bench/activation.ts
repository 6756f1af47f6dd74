/**
 * What activating the extension costs, in a real extension host, by VS Code's own table ("Developer: Startup Performance"):
 *   npm run build && npx tsx bench/activation.ts [windows]
 * Each window is a new host. The workspace is empty, so that nothing activates it before it is asked.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { launchChromium } from '../scripts/vscode/chromium';
import { startServer } from '../scripts/vscode/server';
import { developIn, workbenchUrl } from '../scripts/vscode/workbench';

const root = path.resolve(__dirname, '..');
const windows = Number(process.argv[2] ?? 5);

interface Row {
  readonly loadCode: number;
  readonly callActivate: number;
}

async function main(): Promise<void> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'architect-activation-'));
  const output = path.join(scratch, 'rows');
  const entry = path.join(scratch, 'entry.js');
  writeFileSync(output, '');
  await build({
    entryPoints: [path.join(__dirname, 'activation-entry.ts')],
    outfile: entry,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
  });
  const [server, browser] = await Promise.all([startServer({ env: { BENCH_OUTPUT: output } }), launchChromium()]);
  try {
    for (let window = 0; window < windows; window++) {
      const page = await browser.context.newPage();
      const ended = new Promise<void>((resolve) => {
        void page.exposeFunction('codeAutomationExit', () => resolve());
        void page.exposeFunction('codeAutomationLog', () => undefined);
      });
      await developIn(page, server, { extensions: [root], tests: entry });
      await page.goto(workbenchUrl(server, mkdtempSync(path.join(scratch, 'empty-'))), { waitUntil: 'commit' });
      await ended;
      await page.close();
    }
  } finally {
    await Promise.all([browser.close(), server.stop()]);
  }
  const rows = readFileSync(output, 'utf8')
    .trim()
    .split('\n')
    .map((line): Row => JSON.parse(line));
  const sorted = rows.map(({ loadCode, callActivate }) => loadCode + callActivate).sort((a, b) => a - b);
  console.log(
    `${rows.length} windows: load + activate median ${sorted[sorted.length >> 1]} ms, worst ${sorted.at(-1)} ms`,
  );
  for (const { loadCode, callActivate } of rows) console.log(`  load ${loadCode} ms, activate ${callActivate} ms`);
  rmSync(scratch, { recursive: true, force: true });
}

void main();
