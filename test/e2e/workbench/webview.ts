/** The document an extension wrote into a webview, and axe-core's judgement of it. */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import type { FrameLocator, Page } from 'playwright-core';
import { until } from '../until';

export const extensionId = 'database-architect.database-architect';

/**
 * The webview of our extension that holds `marker` (a CSS selector). Ask again after the view was hidden or its HTML was set:
 * VS Code makes new frames. (`purpose=webviewView` in the outer frame's address is there only the first time.)
 */
export function webview(page: Page, marker: string, limit = 20_000): Promise<FrameLocator> {
  return until(
    async () => {
      for (const outer of await page.locator(`iframe.webview.ready[src*="extensionId=${extensionId}&"]`).all()) {
        if (!(await outer.isVisible())) continue;
        const name = await outer.getAttribute('name', { timeout: 500 });
        const frame = page.frameLocator(`iframe[name="${name}"]`).frameLocator('iframe#active-frame');
        if ((await frame.locator(marker).count()) > 0) return frame;
      }
      return undefined;
    },
    `a webview with ${marker}`,
    limit,
  );
}

export interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly string[];
}

// Text, not a function: it runs in the page, where the test's own compiler's helpers are not.
const runAxe = `(async () => {
  // Webviews are transparent; axe would take that for white.
  if (getComputedStyle(document.body).backgroundColor === 'rgba(0, 0, 0, 0)') {
    document.body.style.backgroundColor = 'var(--vscode-sideBar-background, var(--vscode-editor-background))';
  }
  const { violations } = await window.axe.run(document, { resultTypes: ['violations'] });
  return violations.map(({ id, help, nodes }) => ({
    id, help, nodes: nodes.map(({ target, html }) => target.join(' ') + '  ' + html.slice(0, 120)),
  }));
})()`;

/** What axe-core finds wrong in a webview. */
export async function violations(frame: FrameLocator): Promise<readonly Violation[]> {
  const body = await frame.locator('body').elementHandle();
  const inner = await body?.ownerFrame();
  if (!inner) throw new Error('the webview has no frame');
  await inner.evaluate(fs.readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8'));
  return inner.evaluate<readonly Violation[]>(runAxe);
}
