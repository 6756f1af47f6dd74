/** Modal dialogs and notifications. */
import type { Locator, Page } from 'playwright-core';

export interface Dialogs {
  readonly modal: Locator;
  /** Presses a button of the modal dialog and waits until it is gone. */
  readonly press: (button: string) => Promise<void>;
  readonly notification: (text: string) => Locator;
  /** Presses a button of a notification. */
  readonly pressIn: (notification: string, button: string) => Promise<void>;
  readonly clearNotifications: () => Promise<void>;
}

export function dialogs(page: Page): Dialogs {
  const modal = page.locator('.monaco-dialog-box');
  const toasts = page.locator('.notifications-toasts .notification-toast');
  const clear = '.action-label.codicon-notifications-clear, .action-label[aria-label^="Clear Notification"]';
  return {
    modal,
    press: async (button) => {
      await modal.locator('.dialog-buttons .monaco-button').filter({ hasText: button }).click();
      await modal.waitFor({ state: 'hidden' });
    },
    notification: (text) => toasts.filter({ hasText: text }),
    pressIn: (text, button) =>
      toasts.filter({ hasText: text }).locator('.monaco-button').filter({ hasText: button }).click(),
    clearNotifications: async () => {
      for (let left = 10; left > 0 && (await toasts.count()) > 0; left--) {
        await toasts
          .first()
          .hover()
          .catch(() => undefined);
        await toasts
          .first()
          .locator(clear)
          .first()
          .click({ timeout: 2000 })
          .catch(() => undefined);
      }
    },
  };
}
