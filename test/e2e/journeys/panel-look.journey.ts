/** How the panel looks: four kinds of theme, narrow and wide, each with a picture, and what axe-core says of it. */
import { afterAll, beforeAll, expect } from 'vitest';
import { type FakeAnthropic, startFakeAnthropic } from '../../support/fake-anthropic';
import { journey, keepPicture } from '../fixture';
import { until } from '../until';
import type { Workbench } from '../workbench';
import { violations } from '../workbench/webview';

let claude: FakeAnthropic;
beforeAll(async () => {
  claude = await startFakeAnthropic();
});
afterAll(() => claude.stop());

const answer = [
  'Deleting a customer **scans** `orders`, see `db/migration/V2__orders.sql:12`.',
  '',
  '| table | rows | problem |',
  '|---|---:|---|',
  '| orders | 1,200,000 | no index on the foreign key |',
  '',
  '1. Build the index without blocking writes, [as the manual says](https://www.postgresql.org/docs/current/sql-createindex.html).',
  '2. Then validate.',
  '',
  '```sql',
  '-- no lock on writes',
  "CREATE INDEX CONCURRENTLY orders_open_idx ON orders (customer_id) WHERE status <> 'done';",
  '```',
].join('\n');

const propose = {
  type: 'tool_use',
  id: 'toolu_1',
  name: 'propose',
  input: {
    title: 'Index orders.customer_id, drop the old column',
    rationale: 'The index is built **concurrently**; `notes` is no longer read.',
    migration: { name: 'order index', up: 'ALTER TABLE orders DROP COLUMN status;' },
  },
} as const;

/** Drags the border of the side bar until it is so wide. */
async function setWidth({ page }: Workbench, width: number): Promise<void> {
  const bar = page.locator('.part.sidebar');
  const box = await bar.boundingBox();
  if (box === null) throw new Error('no side bar');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width + 1, y);
  await page.mouse.down();
  await page.mouse.move(box.x + width, y, { steps: 8 });
  await page.mouse.up();
  await page.mouse.move(box.x + width + 200, y);
  await until(
    async () => Math.abs(((await bar.boundingBox())?.width ?? 0) - width) < 12,
    `a side bar of ${width} pixels`,
  );
}

async function setTheme({ page, palette }: Workbench, name: string, kind: string): Promise<void> {
  await palette.run('Preferences: Color Theme');
  await page.keyboard.type(name);
  await page.locator('.quick-input-list .monaco-list-row.focused').filter({ hasText: name }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator(`.monaco-workbench.${kind}`).first().waitFor();
}

const themes = [
  ['Dark Modern', 'vs-dark'],
  ['Light Modern', 'vs'],
  ['Dark High Contrast', 'hc-black'],
  ['Light High Contrast', 'hc-light'],
] as const;

journey(
  'the panel reads well in four themes at 300 and 600 pixels, and axe-core finds nothing wrong',
  async ({ open }) => {
    const { workbench } = await open({ settings: { 'databaseArchitect.anthropic.baseUrl': claude.url } });
    const { page, palette, dialogs } = workbench;
    await page.setViewportSize({ width: 1200, height: 1300 });
    claude.enqueue(
      { blocks: [{ type: 'text', text: answer }, propose] },
      { blocks: [{ type: 'text', text: 'It waits for you.' }] },
      { error: 'authentication_error' },
    );
    await palette.run('Set Anthropic API Key');
    await palette.answer('sk-ant-test');
    await dialogs.notification('The key works').waitFor();
    await dialogs.clearNotifications();
    await palette.run('Database Architect: Focus the Chat');
    const panel = await workbench.webview('.composer');
    const box = panel.locator('.composer textarea');
    for (const [index, question] of ['Why is deleting a customer slow?', 'And now?'].entries()) {
      await box.fill(question);
      await box.press('Enter');
      await panel.locator('.turn.assistant').nth(index).locator('.turn-actions').waitFor();
    }
    await panel.locator('.notice[data-tone="error"]').waitFor();
    const problems: string[] = [];
    for (const [name, kind] of themes) {
      await setTheme(workbench, name, kind);
      for (const width of [300, 600]) {
        await setWidth(workbench, width);
        await keepPicture(page, `panel in ${name} at ${width}`);
      }
      for (const { id, nodes } of await violations(panel)) problems.push(`${name}: ${id} ${nodes.join(' | ')}`);
    }
    expect(problems).toEqual([]);
  },
  180_000,
);
