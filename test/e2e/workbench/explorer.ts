/** The file explorer. */
import type { Locator, Page } from 'playwright-core';
import { contextMenu } from './menus';

export interface Explorer {
  readonly row: (name: string) => Locator;
  /** Expands folders from the top, by their names. */
  readonly expand: (...folders: readonly string[]) => Promise<void>;
  /** Picks an item of a file's or folder's context menu. */
  readonly menu: (name: string, item: string) => Promise<void>;
}

export function explorer(page: Page): Explorer {
  const row = (name: string) => page.locator(`.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`).first();
  return {
    row,
    expand: async (...folders) => {
      for (const folder of folders) {
        await row(folder).waitFor();
        if ((await row(folder).getAttribute('aria-expanded')) === 'false') await row(folder).click();
        await page
          .locator(`.explorer-folders-view .monaco-list-row[aria-label^="${folder}"][aria-expanded="true"]`)
          .waitFor();
      }
    },
    menu: (name, item) => contextMenu(page, row(name), item),
  };
}
