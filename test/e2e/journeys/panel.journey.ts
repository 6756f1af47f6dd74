/** The panel as a person uses it, with a Claude server that plays what the test wrote. */
import { afterAll, beforeAll, expect } from 'vitest';
import { type FakeAnthropic, startFakeAnthropic } from '../../support/fake-anthropic';
import { journey, keepPicture } from '../fixture';
import { until } from '../until';
import type { Workbench } from '../workbench';

let claude: FakeAnthropic;
beforeAll(async () => {
  claude = await startFakeAnthropic();
});
afterAll(() => claude.stop());

const settings = () => ({ 'databaseArchitect.anthropic.baseUrl': claude.url });
const say = (text: string) => ({ type: 'text', text }) as const;
const proposed = 'db/migration/V8__order_note.sql';
const propose = {
  type: 'tool_use',
  id: 'toolu_1',
  name: 'propose',
  input: {
    title: 'Add a note to orders',
    rationale: 'A nullable column needs no rewrite.',
    migration: { name: 'order note', up: 'ALTER TABLE orders ADD COLUMN note text;' },
  },
} as const;

const composer = (workbench: Workbench) => workbench.webview('.composer');

async function focusChat(workbench: Workbench): Promise<void> {
  await workbench.palette.run('Database Architect: Focus the Chat');
  const panel = await composer(workbench);
  await until(
    () => panel.locator('vscode-text-area textarea').evaluate((box) => box.matches(':focus')),
    'the box has the focus',
  );
}

async function ask(workbench: Workbench, question: string): Promise<void> {
  await focusChat(workbench);
  await workbench.page.keyboard.insertText(question);
  await workbench.page.keyboard.press('Enter');
}

async function addKey(workbench: Workbench): Promise<void> {
  await workbench.palette.run('Set Anthropic API Key');
  await workbench.palette.answer('sk-ant-test');
  await workbench.dialogs.notification('The key works').waitFor();
  await workbench.dialogs.clearNotifications();
}

journey('without a key the offline architect answers and says how to add one', async ({ workbench, picture }) => {
  await ask(workbench, 'Review everything');
  const panel = await composer(workbench);
  await panel.locator('.turn.assistant .turn-actions').waitFor();
  expect(await panel.locator('.turn.assistant').textContent()).toContain('create-index-non-concurrent');
  await panel.locator('.banner', { hasText: 'No model is connected.' }).waitFor();
  await picture('the offline architect reviews');
  await ask(workbench, 'Should we use a graph database?');
  await panel.locator('.turn.assistant').nth(1).locator('.turn-actions').waitFor();
  expect(await panel.locator('.turn.assistant').nth(1).textContent()).toMatch(/key/i);
  await panel.locator('.banner vscode-button').click();
  await workbench.page.locator('.quick-input-widget:visible', { hasText: 'Anthropic API Key' }).waitFor();
  await workbench.page.keyboard.press('Escape');
});

journey('a citation in an answer opens its line', async ({ workbench }) => {
  await ask(workbench, '/review');
  const panel = await composer(workbench);
  const citation = panel.locator('.turn.assistant').last().locator('a.citation').first();
  await citation.waitFor();
  const [, file = '', line = ''] = /([^/]+):(\d+)$/.exec((await citation.textContent()) ?? '') ?? [];
  await citation.click();
  await workbench.editor.tab(file).waitFor();
  await until(async () => (await workbench.editor.cursor()).startsWith(`Ln ${line},`), `the cursor in line ${line}`);
});

journey('an answer streams, a proposal is edited in the diff, accepted, and undone in one step', async ({ open }) => {
  const { workbench, project } = await open({ settings: settings() });
  const { page } = workbench;
  claude.enqueue(
    { blocks: [say('I looked at **orders**. A column that may be null is added at once.'), propose], tokenDelayMs: 30 },
    { blocks: [say('The proposal waits for you.')] },
  );
  await addKey(workbench);
  await ask(workbench, 'Add a note to each order');
  const panel = await composer(workbench);
  await panel.locator('.stop').waitFor();
  await panel.locator('.markdown strong', { hasText: 'orders' }).waitFor();
  await keepPicture(page, 'panel answer streams');
  await panel.locator('.turn-actions .turn-usage', { hasText: 'tokens' }).waitFor();
  const card = panel.locator('.card');
  await keepPicture(page, 'panel proposal');
  expect(project.has(proposed)).toBe(false);
  await card.getByRole('button', { name: 'Open Diff' }).click();
  await workbench.diff.right.waitFor();
  await workbench.diff.right.locator('.view-line').first().click();
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText('\n-- agreed with the team');
  await card.locator('.file-edited').waitFor();
  await keepPicture(page, 'panel proposal edited in the diff');
  await workbench.editor.action('Accept the Proposal').click();
  await until(() => card.getAttribute('data-state').then((state) => state === 'accepted'), 'the proposal accepted');
  expect(project.read(proposed)).toContain('-- agreed with the team');
  expect(project.read(proposed)).toContain('ALTER TABLE orders ADD COLUMN note text;');
  expect(claude.asked).toHaveLength(2);
  await keepPicture(page, 'panel proposal accepted');
  await workbench.palette.open('V8__order_note.sql');
  await page.locator('.editor-group-container.active .view-line').first().click();
  await workbench.editor.undo();
  await until(async () => {
    if (await workbench.dialogs.modal.isVisible())
      await workbench.dialogs.modal.locator('.monaco-button').first().click();
    return !project.has(proposed);
  }, 'the file gone with one undo');
});

journey('a rejected proposal writes nothing', async ({ open }) => {
  const { workbench, project } = await open({ settings: settings() });
  claude.enqueue({ blocks: [propose] }, { blocks: [say('Done.')] });
  await addKey(workbench);
  await ask(workbench, 'Add a note to each order');
  const panel = await composer(workbench);
  const card = panel.locator('.card');
  await card.getByRole('button', { name: 'Reject' }).click();
  await until(() => card.getAttribute('data-state').then((state) => state === 'rejected'), 'the proposal rejected');
  expect(project.has(proposed)).toBe(false);
});

journey('reloaded in mid-answer, the window shows what came, the draft and a retry', async ({ open }) => {
  const { workbench } = await open({ settings: settings() });
  claude.enqueue({ blocks: [say('A long answer that never ends. '.repeat(200))], tokenDelayMs: 200 });
  await addKey(workbench);
  await ask(workbench, 'Tell me everything');
  const before = await composer(workbench);
  await before.locator('.markdown', { hasText: 'A long answer' }).waitFor();
  await workbench.page.keyboard.insertText('half a thought');
  await workbench.reload();
  await focusChat(workbench);
  const panel = await composer(workbench);
  await panel.locator('.notice', { hasText: 'Stopped when the window reloaded.' }).waitFor();
  expect(await panel.locator('.markdown').textContent()).toContain('A long answer');
  expect(await panel.locator('.composer textarea').inputValue()).toBe('half a thought');
  await keepPicture(workbench.page, 'panel reloaded in mid-answer');
  // The browser's workbench keeps secrets in memory only; on a desktop the key is still there.
  await addKey(workbench);
  claude.enqueue({ blocks: [say('Shorter now.')] });
  await panel.locator('.notice').getByRole('button', { name: 'Retry' }).click();
  await panel.locator('.markdown', { hasText: 'Shorter now.' }).waitFor();
});

journey('a key that Anthropic refuses later is said in one sentence with one button', async ({ open }) => {
  const { workbench } = await open({ settings: settings() });
  await addKey(workbench);
  claude.enqueue({ error: 'authentication_error' });
  await ask(workbench, 'Hello');
  const panel = await composer(workbench);
  const notice = panel.locator('.notice[data-tone="error"]');
  await notice.waitFor();
  expect(await notice.textContent()).toContain('Anthropic refused this key.');
  expect(await notice.locator('vscode-button').count()).toBe(1);
  expect(await panel.locator('.turns').textContent()).not.toContain('{');
});
