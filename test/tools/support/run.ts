import { spawn } from 'node:child_process';
import type { Account } from './server';

export interface Output {
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a tool to its end. What it printed is in the error when it fails. */
export function runTool(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
  more: { readonly stdin?: string; readonly account?: Account } = {},
): Promise<Output> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: 'pipe', ...more.account });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.stdin.on('error', () => undefined); // a tool may end without reading it
    child.stdin.end(more.stdin ?? '');
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve({ stdout, stderr });
      else reject(new Error(`${[command, ...args].join(' ')} ended with ${code}\n${stdout}\n${stderr}`));
    });
  });
}
