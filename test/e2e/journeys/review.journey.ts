import { expect } from 'vitest';
import { journey } from '../fixture';
import { until } from '../until';
import { contextMenu } from '../workbench/menus';

const slow = 'V4__speed_up_order_lookup.sql';

journey(
  'findings stand on their lines; a quick fix changes the file and the finding goes',
  async ({ workbench, project, picture }) => {
    const { editor, palette, problems } = workbench;
    await palette.open(slow);
    await editor.squiggles('error').first().waitFor();
    await problems.show();
    const row = problems.rows.filter({ hasText: 'orders_customer_id_placed_at_idx' });
    await row.waitFor();
    expect(await row.textContent()).toContain('[Ln 2, Col 14]');
    await picture('findings in the editor and in the Problems panel');
    await editor.goTo(2, 20);
    await editor.quickFix('CONCURRENTLY');
    await editor.squiggles('error').first().waitFor({ state: 'detached' });
    await row.waitFor({ state: 'detached' });
    await editor.save();
    await until(() => /create index concurrently/i.test(project.read(`db/migration/${slow}`)), 'the fix in the file');
  },
);

journey('a suppression asks for its reason and writes it above the statement', async ({ workbench, project }) => {
  const { editor, palette } = workbench;
  await palette.open(slow);
  await editor.squiggles('error').first().waitFor();
  await editor.goTo(2, 20);
  await editor.quickFix('Suppress');
  await palette.answer('The table is small');
  await editor.squiggles('error').first().waitFor({ state: 'detached' });
  await editor.save();
  const comment = '-- architect-ignore create-index-non-concurrent: The table is small\ncreate index';
  await until(() => project.read(`db/migration/${slow}`).includes(comment), 'the comment in the file');
});

journey('the page of a rule opens from the Problems panel', async ({ workbench }) => {
  const { palette, problems, editor, page } = workbench;
  await palette.open(slow);
  await editor.squiggles('error').first().waitFor();
  await problems.show();
  await problems.rows
    .first()
    .locator('a', { hasText: 'create-index-non-concurrent' })
    .click({ modifiers: ['Control'] });
  await page.locator('.tabs-container .tab', { hasText: 'create-index-non-concurrent' }).waitFor();
});

journey('"Review This Schema" reviews a folder and a file from the explorer', async ({ workbench, picture }) => {
  const { dialogs, page, explorer } = workbench;
  await explorer.row('README.md').waitFor();
  const folder = page
    .locator('.explorer-folders-view .monaco-list-row')
    .filter({ hasText: /migration$/ })
    .first();
  if (!(await folder.isVisible())) await explorer.expand('db');
  await contextMenu(page, folder, 'Review This Schema');
  await dialogs.notification('db/migration (7 files)').waitFor();
  const report = await workbench.webview('h1');
  await report.locator('h1', { hasText: 'Review of db/migration' }).waitFor();
  await picture('the review of a folder');
  await report
    .locator('a', { hasText: `${slow}:2` })
    .first()
    .click();
  await until(async () => /^Ln 2, .*selected/.test(await workbench.editor.cursor()), 'the cursor on the finding');
  await dialogs.clearNotifications();
  await explorer.menu(slow, 'Review This Schema');
  await dialogs.notification(slow).waitFor();
});

journey('an editor and its tab offer the review too', async ({ workbench }) => {
  const { editor, palette, dialogs } = workbench;
  await palette.open(slow);
  await editor.lens('Review').first().waitFor();
  await editor.menu('Review This Schema');
  await dialogs.notification(slow).waitFor();
  await dialogs.clearNotifications();
  await editor.tabMenu(slow, 'Review This Schema');
  await dialogs.notification(slow).waitFor();
});
