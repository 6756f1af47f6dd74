/** Context menus. They sit in a shadow root; Playwright's CSS goes through it. */
import type { Locator, Page } from 'playwright-core';

const menu = '.monaco-menu-container';

/** Right-clicks and picks an item; opens the menu again if the item is missing, for menus of extensions come late. */
export async function contextMenu(page: Page, target: Locator, item: string): Promise<void> {
  const wanted = page.locator(`${menu} .action-menu-item`).filter({ hasText: item }).first();
  for (let left = 5; ; left--) {
    await target.click({ button: 'right' });
    try {
      await wanted.waitFor({ timeout: 2500 });
      break;
    } catch (error) {
      if (left === 0) throw error;
      await page.keyboard.press('Escape');
      await page.locator(menu).first().waitFor({ state: 'hidden' });
    }
  }
  await wanted.hover();
  // A menu ignores the mouse button's release in its first 100 ms: a second click is the way to know that it counted.
  const gone = page.locator(menu).first();
  for (let left = 3; left > 0 && (await gone.isVisible()); left--) {
    await wanted.click({ timeout: 1000 }).catch(() => undefined);
    await gone.waitFor({ state: 'hidden', timeout: 1000 }).catch(() => undefined);
  }
  await gone.waitFor({ state: 'hidden' });
}
