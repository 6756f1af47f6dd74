/** The activity bar and the tree views of the side bar. */
import type { Locator, Page } from 'playwright-core';

export interface Views {
  /** The icon of a view container in the activity bar. */
  readonly icon: (container: string) => Locator;
  /** Shows a view container (and never hides it, as a second click would). */
  readonly show: (container: string) => Promise<void>;
  /** One view of the container that is shown. */
  readonly view: (title: string) => Locator;
  /** A row of a tree view, by the text it shows. */
  readonly treeRow: (view: string, text: string) => Locator;
  /** Expands a row of a tree view. */
  readonly expand: (view: string, text: string) => Promise<void>;
}

export function views(page: Page): Views {
  const icon = (container: string) =>
    page.locator(`.activitybar .action-item:has(.action-label[aria-label^="${container}"])`).first();
  const view = (title: string) => page.locator(`.pane:has(> .pane-header[aria-label*="${title}"])`);
  const treeRow = (title: string, text: string) =>
    view(title).locator('.monaco-list-row').filter({ hasText: text }).first();
  return {
    icon,
    show: async (container) => {
      await icon(container).waitFor();
      if (!/checked/.test((await icon(container).getAttribute('class')) ?? '')) await icon(container).click();
      await page.locator('.sidebar .composite.title').filter({ hasText: container }).waitFor();
    },
    view,
    treeRow,
    expand: async (title, text) => {
      const row = treeRow(title, text);
      await row.waitFor();
      if ((await row.getAttribute('aria-expanded')) === 'false') await row.locator('.monaco-tl-twistie').click();
    },
  };
}
