/** Opens the workbench in a page, with extensions from their source folders. */
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Server } from './server';

/** Address of the workbench on a folder or a `.code-workspace` file. */
export function workbenchUrl(server: Server, folder: string): string {
  const query = new URLSearchParams({
    [folder.endsWith('.code-workspace') ? 'workspace' : 'folder']: path.resolve(folder),
    payload: JSON.stringify([
      ['skipWelcome', 'true'],
      ['skipReleaseNotes', 'true'],
    ]),
  });
  return `${server.url}/?${query}`;
}

export interface Development {
  /** Folders of extensions to load. */
  readonly extensions: readonly string[];
  /** A module to run in the extension host, as a desktop VS Code does with `extensionTestsPath`. */
  readonly tests?: string;
}

/**
 * Has every workbench that this page opens load extensions from source, by changing the workbench's configuration before its
 * script reads it. (A released VS Code ignores `extensionDevelopmentPath` in the address unless the server runs with
 * `--enable-smoke-test-driver`, and that flag hides notifications.)
 */
export async function developIn(page: Page, server: Server, development: Development): Promise<void> {
  const uri = (file: string) => ({
    $mid: 1,
    scheme: 'vscode-remote',
    authority: server.authority,
    path: path.resolve(file),
  });
  const options = {
    extensions: development.extensions.map((folder) => uri(server.stage(folder))),
    ...(development.tests === undefined ? {} : { extensionTestsPath: uri(development.tests) }),
  };
  await page.addInitScript((developmentOptions) => {
    if (window !== window.top) return;
    // "interactive" comes after parsing and before module scripts run.
    document.addEventListener(
      'readystatechange',
      () => {
        const element = document.getElementById('vscode-workbench-web-configuration');
        const text = element?.getAttribute('data-settings');
        if (!element || !text) return;
        element.setAttribute('data-settings', JSON.stringify({ ...JSON.parse(text), developmentOptions }));
      },
      { once: true },
    );
  }, options);
}
