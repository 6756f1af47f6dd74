/** The command palette, quick open, quick picks and input boxes. */
import type { Page } from 'playwright-core';
import { until } from '../until';

export interface Palette {
  /** Runs a command by its title. */
  readonly run: (title: string) => Promise<void>;
  /** Opens a text file of the workspace by its name or path. */
  readonly open: (file: string) => Promise<void>;
  /** Picks a row of the quick pick that is open. */
  readonly pick: (row: string) => Promise<void>;
  /** Answers the input box that is open. */
  readonly answer: (text: string) => Promise<void>;
}

export function palette(page: Page): Palette {
  const widget = page.locator('.quick-input-widget:visible');
  const input = widget.locator('.quick-input-box input');
  const row = (text: string) => widget.locator('.quick-input-list .monaco-list-row').filter({ hasText: text }).first();

  async function attempt(key: string, text: string, wanted: string): Promise<void> {
    await page.keyboard.press(key);
    await input.waitFor({ timeout: 3000 });
    await input.fill(text);
    await row(wanted).click({ timeout: 5000 });
    // Gone, or replaced by the quick pick or input box of the command itself.
    const closed = async () => !(await widget.isVisible()) || (await input.inputValue({ timeout: 500 })) !== text;
    await until(closed, 'the palette to close', 5000);
  }

  /** Focus can be stolen while VS Code starts, so the palette is opened again if need be. */
  async function choose(key: string, text: string, wanted: string): Promise<void> {
    for (let left = 2; ; left--) {
      try {
        return await attempt(key, text, wanted);
      } catch (error) {
        if (left === 0) throw error;
        await page.keyboard.press('Escape');
      }
    }
  }

  return {
    run: (title) => choose('F1', `>${title}`, title),
    open: async (file) => {
      const name = file.slice(file.lastIndexOf('/') + 1);
      await choose('Control+P', file, name);
      await page.locator(`.tabs-container .tab.active[data-resource-name="${name}"]`).waitFor();
      // What is typed before the editor has the focus is lost.
      await page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
    },
    pick: async (text) => {
      await input.fill(text);
      await row(text).click();
    },
    answer: async (text) => {
      await input.fill(text);
      await page.keyboard.press('Enter');
    },
  };
}
