import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { journey } from '../fixture';
import { until } from '../until';

/** A row of the tree by the start of its label: descriptions repeat words of other rows. */
const rowOf = (view: Locator, label: string) => view.locator(`.monaco-list-row[aria-label^="${label}"]`).first();

async function expand(row: Locator): Promise<void> {
  await row.waitFor();
  if ((await row.getAttribute('aria-expanded')) === 'false') await row.locator('.monaco-tl-twistie').click();
}

journey(
  'the tree shows the data layer down to a column, and a click opens its line',
  async ({ workbench, picture }) => {
    const { views, editor, page } = workbench;
    await views.show('Database Architect');
    const panel = page.locator('.pane-header[aria-label^="Architect"]');
    await panel.click();
    const tree = views.view('Data Layer');
    await rowOf(tree, 'db/migration').waitFor();
    await expand(rowOf(tree, 'Tables'));
    await expand(rowOf(tree, 'customers'));
    await rowOf(tree, 'email').waitFor();
    await picture('the data layer tree');
    await rowOf(tree, 'email').click();
    await until(async () => /Ln 6, Col 8 \(5 selected\)/.test(await editor.cursor()), 'the column selected');
    await rowOf(tree, 'Tables').locator('.monaco-tl-twistie').click();
    await expand(rowOf(tree, 'Migrations'));
    await rowOf(tree, 'V4__speed_up_order_lookup.sql').waitFor();
    await expand(rowOf(tree, 'Findings'));
    await expand(rowOf(tree, 'Errors'));
    await picture('migrations and findings in the tree');
    await panel.click();
  },
);

journey(
  'the status bar counts tables, coverage and findings, and a click shows what was not understood',
  async ({ workbench, project }) => {
    const item = workbench.statusBar('understood');
    await item.waitFor();
    expect(await item.textContent()).toMatch(/DB: \d+ tables, 100 % understood, \d+ findings/);
    project.write('db/migration/V8__odd.sql', 'FROBNICATE THE orders;\n');
    await until(
      async () => /99 % understood|9\d % understood/.test((await item.textContent()) ?? ''),
      'coverage to fall',
    );
    await item.click();
    const report = await workbench.webview('h1');
    await report.locator('h1', { hasText: 'What was understood' }).waitFor();
    await report.locator('li', { hasText: 'V8__odd.sql:1' }).waitFor();
  },
);

journey('lenses, outline and hover speak of the tables of a migration', async ({ workbench, picture }) => {
  const { editor, palette, page } = workbench;
  await palette.open('V2__orders.sql');
  await editor.lens('customers: ').waitFor();
  expect(await editor.lens('Ask the architect').count()).toBeGreaterThan(2);
  await palette.run('Explorer: Focus on Outline View');
  const outline = page.locator('.pane:has(> .pane-header[aria-label*="Outline"]) .monaco-list-row');
  await outline.filter({ hasText: 'customers' }).first().waitFor();
  await picture('lenses and outline');
  await page.locator('.editor-group-container.active .view-lines').first().click();
  await editor.goTo(4, 16);
  const text = await editor.hover();
  expect(text).toContain('customers');
  expect(text).toContain('Referenced by');
});

journey('a table in a migration leads to where it is made', async ({ workbench }) => {
  const { editor, palette, page } = workbench;
  await palette.open('V4__speed_up_order_lookup.sql');
  await editor.lens('Review').first().waitFor();
  await editor.goTo(2, 55);
  await page.keyboard.press('F12');
  await page.locator('.tabs-container .tab, .zone-widget').filter({ hasText: 'V2__orders.sql' }).first().waitFor();
});

journey('the walkthrough opens with its steps', async ({ workbench }) => {
  const { palette, page } = workbench;
  await palette.run('Database Architect: Get Started');
  await page.locator('.gettingStartedContainer', { hasText: 'Get started with Database Architect' }).waitFor();
  await page.locator('.step-title', { hasText: 'Review it' }).first().waitFor();
});
