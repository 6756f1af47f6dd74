/** The activity bar and the tree views of the side bar. */
import type { Locator, Page } from 'playwright-core';

export interface Views {
  /** The icon of a view container in the activity bar. */
  readonly icon: (container: string) => Locator;
  /** Shows a view container (and never hides it, as a second click would). */
  readonly show: (container: string) => Promise<void>;
  /** One view of the container that is shown. */
  readonly view: (title: string) => Locator;
  /** The first row of a tree view that shows a text; capitals count (`Tables` is not `8 tables`). */
  readonly treeRow: (view: string, text: string) => Locator;
  /** Expands a row of a tree view. */
  readonly expand: (view: string, text: string) => Promise<void>;
}

const exactly = (text: string) => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));

export function views(page: Page): Views {
  const icon = (container: string) =>
    page.locator(`.activitybar .action-item:has(.action-label[aria-label^="${container}"])`).first();
  const view = (title: string) => page.locator(`.pane:has(> .pane-header[aria-label*="${title}"])`);
  const treeRow = (title: string, text: string) =>
    view(title)
      .locator('.monaco-list-row')
      .filter({ hasText: exactly(text) })
      .first();
  return {
    icon,
    show: async (container) => {
      await icon(container).waitFor();
      const title = page.locator('.sidebar .composite.title').filter({ hasText: container });
      // A window that has just loaded may show the container by itself, and a click would then hide it: look, and click again.
      for (let left = 3; left > 0 && !(await title.isVisible()); left--) {
        await icon(container).click();
        await title.waitFor({ timeout: 3000 }).catch(() => undefined);
      }
      await title.waitFor();
      // The icon's hover would cover the view.
      await page.mouse.move(0, 0);
    },
    view,
    treeRow,
    expand: async (title, text) => {
      const row = treeRow(title, text);
      const open = view(title)
        .locator('.monaco-list-row[aria-expanded="true"]')
        .filter({ hasText: exactly(text) })
        .first();
      await row.waitFor();
      // A tree that is drawn again under the pointer loses the click.
      for (let left = 3; left > 0 && !(await open.isVisible()); left--) {
        await row.locator('.monaco-tl-twistie').click();
        await open.waitFor({ timeout: 3000 }).catch(() => undefined);
      }
      await open.waitFor();
    },
  };
}
