/** Runs the commands that stages are made of. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from '../vscode/pins';

/** What a stage has to say: a check counts as one. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

export const onePassed: Counts = { passed: 1, failed: 0 };
export const oneFailed: Counts = { passed: 0, failed: 1 };

const bin = path.resolve(root, 'node_modules', '.bin');

/** Runs a program of node_modules/.bin (or Node itself) in the project's root, output shown. Returns its exit code. */
export function exitCode(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: path.resolve(root),
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
      env: { ...process.env, PATH: bin + path.delimiter + process.env.PATH, ...env },
    });
    child.once('error', (error) => {
      console.error(`${program}: ${error.message}`);
      resolve(1);
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** A command that passes or fails as a whole. */
export async function check(program: string, ...args: readonly string[]): Promise<Counts> {
  return (await exitCode(program, args)) === 0 ? onePassed : oneFailed;
}
