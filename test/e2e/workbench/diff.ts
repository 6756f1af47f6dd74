/** The diff editor. */
import type { Locator, Page } from 'playwright-core';

export interface Diff {
  /** The side that holds what is in the workspace. */
  readonly left: Locator;
  /** The side that holds what is proposed, and that a person may edit. */
  readonly right: Locator;
}

export function diff(page: Page): Diff {
  const active = page.locator('.editor-group-container.active .monaco-diff-editor');
  return { left: active.locator('.editor.original'), right: active.locator('.editor.modified') };
}
