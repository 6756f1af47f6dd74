/** The settings editor. */
import type { Page } from 'playwright-core';
import type { Palette } from './palette';

export interface SettingsEditor {
  /** Opens the settings editor with a search, e.g. `@ext:database-architect.database-architect`. */
  readonly search: (text: string) => Promise<void>;
  /** Chooses a value of a setting that has a list of values. */
  readonly choose: (id: string, value: string) => Promise<void>;
}

export function settingsEditor(page: Page, palette: Palette): SettingsEditor {
  const editor = page.locator('.settings-editor');
  return {
    search: async (text) => {
      await palette.run('Preferences: Open Settings (UI)');
      await editor.locator('.settings-header .suggest-input-container .monaco-editor').first().click();
      await page.keyboard.press('Control+A');
      await page.keyboard.insertText(text);
    },
    choose: async (id, value) => {
      const row = editor.locator(`.setting-item-contents[data-key="${id}"]`);
      await row.locator('select.monaco-select-box').selectOption(value);
    },
  };
}
