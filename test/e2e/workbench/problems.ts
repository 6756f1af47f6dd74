/** The Problems panel. */
import type { Locator, Page } from 'playwright-core';

export interface Problems {
  readonly show: () => Promise<void>;
  /** Rows of findings, without the rows of files. */
  readonly rows: Locator;
}

export function problems(page: Page): Problems {
  const panel = page.locator('.markers-panel-container');
  return {
    show: async () => {
      if (!(await panel.isVisible())) await page.keyboard.press('Control+Shift+M');
      await panel.waitFor();
    },
    rows: panel.locator('.monaco-list-row[aria-level="2"]'),
  };
}
