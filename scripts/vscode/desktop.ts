/** A desktop VS Code: the one on the PATH, or one that @vscode/test-electron downloads. */
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './pins';

/** The `code` command, if the PATH has it. */
export function codeOnPath(): string | undefined {
  const { status } = spawnSync('code', ['--version'], { stdio: 'ignore', shell: process.platform === 'win32' });
  return status === 0 ? 'code' : undefined;
}

/** Why this machine cannot show a desktop window; undefined when it can. */
export function noDesktop(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  return process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? undefined : 'this machine has no display';
}

/** Downloads VS Code, or uses the copy of an earlier download. Says why not in one sentence, within seconds. */
export async function download(): Promise<{ readonly executable: string } | { readonly why: string }> {
  const why = noDesktop();
  if (why !== undefined) return { why };
  try {
    // test-electron retries for minutes where there is no network: ask first.
    await fetch('https://update.code.visualstudio.com/api/releases/stable', { signal: AbortSignal.timeout(5000) });
    const { downloadAndUnzipVSCode, SilentReporter } = await import('@vscode/test-electron');
    const cachePath = path.resolve(root, '.vscode-test');
    return { executable: await downloadAndUnzipVSCode({ cachePath, timeout: 15_000, reporter: new SilentReporter() }) };
  } catch (error) {
    return { why: `VS Code cannot be downloaded (${error instanceof Error ? error.message : 'no answer'})` };
  }
}

/** Opens a folder with an extension from its source. Resolves when the window is closed. */
export function openDesktop(executable: string, extension: string, folder: string): Promise<void> {
  const args = [`--extensionDevelopmentPath=${extension}`, '--new-window', '--wait', folder];
  return new Promise((resolve, reject) => {
    const child = spawn(executable, args, { stdio: 'ignore', shell: process.platform === 'win32' });
    child.once('error', reject);
    child.once('exit', () => resolve());
  });
}
