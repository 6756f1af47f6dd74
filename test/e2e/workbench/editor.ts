/** The text editor: cursor, lenses, squiggles, quick fixes, hovers. */
import type { Locator, Page } from 'playwright-core';
import { until } from '../until';
import { contextMenu } from './menus';

export interface Editor {
  readonly tab: (name: string) => Locator;
  /** Picks an item of the context menu of an editor's tab. */
  readonly tabMenu: (name: string, item: string) => Promise<void>;
  /** Picks an item of the context menu of the text. */
  readonly menu: (item: string) => Promise<void>;
  readonly lens: (text: string) => Locator;
  readonly squiggles: (kind: 'error' | 'warning' | 'info' | 'hint') => Locator;
  /** Puts the cursor at a line and column, counted from 1. */
  readonly goTo: (line: number, column: number) => Promise<void>;
  /** Line and column of the cursor as the status bar shows them. */
  readonly cursor: () => Promise<string>;
  /** Ctrl+. at the cursor, and picks the action. */
  readonly quickFix: (title: string) => Promise<void>;
  /** Titles of the actions that Ctrl+. offers at the cursor. */
  readonly quickFixes: () => Promise<readonly string[]>;
  /** Text of the hover at the cursor. */
  readonly hover: () => Promise<string>;
  /** Types at the cursor. */
  readonly type: (text: string) => Promise<void>;
  readonly undo: () => Promise<void>;
  readonly save: () => Promise<void>;
  /** Button in the title bar of the active editor. */
  readonly action: (title: string) => Locator;
}

export function editor(page: Page): Editor {
  const tab = (name: string) => page.locator(`.tabs-container .tab[data-resource-name="${name}"]`);
  const active = page.locator('.editor-group-container.active');
  const position = page.locator('#status\\.editor\\.selection');
  const actions = page.locator('.action-widget .monaco-list-row.action');

  async function openQuickFixes(wanted: Locator): Promise<void> {
    for (let left = 2; ; left--) {
      await page.keyboard.press('Control+.');
      try {
        return await wanted.first().waitFor({ timeout: 4000 });
      } catch (error) {
        if (left === 0) throw error;
        await page.keyboard.press('Escape');
      }
    }
  }

  async function goTo(line: number, column: number): Promise<void> {
    const widget = page.locator('.quick-input-widget:visible');
    await page.keyboard.press('Control+G');
    await widget.locator('.quick-input-box input').fill(`:${line}:${column}`);
    await page.keyboard.press('Enter');
    await widget.waitFor({ state: 'hidden' });
    const there = async () => new RegExp(`Ln ${line}, Col ${column}\\b`).test((await position.textContent()) ?? '');
    await until(there, `the cursor at ${line}:${column}`);
  }

  return {
    tab,
    tabMenu: (name, item) => contextMenu(page, tab(name), item),
    menu: (item) => contextMenu(page, active.locator('.view-lines').first(), item),
    lens: (text) => active.locator('.codelens-decoration a').filter({ hasText: text }),
    squiggles: (kind) => active.locator(`.squiggly-${kind}`),
    goTo,
    cursor: async () => (await position.textContent()) ?? '',
    quickFix: async (title) => {
      const wanted = actions.filter({ hasText: title });
      await openQuickFixes(wanted);
      await wanted.first().click();
      await wanted.first().waitFor({ state: 'hidden' });
    },
    quickFixes: async () => {
      await openQuickFixes(actions);
      const titles = await actions.allTextContents();
      await page.keyboard.press('Escape');
      return titles;
    },
    hover: async () => {
      await page.keyboard.press('Control+K');
      await page.keyboard.press('Control+I');
      const widget = page.locator('.monaco-hover:visible .hover-contents, .monaco-hover:visible').first();
      await widget.waitFor();
      return until(async () => {
        const text = (await page.locator('.monaco-hover:visible').allTextContents()).join('\n');
        return /Loading/.test(text) ? undefined : text;
      }, 'a hover with its text');
    },
    type: (text) => page.keyboard.type(text),
    undo: () => page.keyboard.press('Control+Z'),
    save: async () => {
      await page.keyboard.press('Control+S');
      await page.locator('.tabs-container .tab.active:not(.dirty)').first().waitFor();
    },
    action: (title) =>
      active
        .locator('.editor-actions .action-label')
        .and(page.locator(`[aria-label^="${title}"]`))
        .first(),
  };
}
