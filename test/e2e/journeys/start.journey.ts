import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { journey, keepPicture, root } from '../fixture';
import { until } from '../until';
import { views } from '../workbench/views';

function start(): { readonly child: ChildProcess; readonly said: () => string } {
  const tsx = path.join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const child = spawn(process.execPath, [tsx, 'scripts/start.ts', '--browser'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  return { child, said: () => said };
}

journey('npm start prints an address where the example opens and is understood', async ({ stage }) => {
  const { child, said } = start();
  const page = await stage.browser.context.newPage();
  try {
    const [address] = await until(() => /http:\S+/.exec(said()), 'an address', 60_000);
    await page.goto(address, { waitUntil: 'commit' });
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 });
    await views(page).icon('Database Architect').waitFor();
    await page
      .locator('.part.statusbar .statusbar-item')
      .filter({ hasText: '100 % understood' })
      .waitFor({ timeout: 60_000 });
  } finally {
    await keepPicture(page, 'npm start');
    await page.close();
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGINT');
    await ended;
  }
});
