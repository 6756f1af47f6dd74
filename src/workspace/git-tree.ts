import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { FileChange } from '../model';
import { uriOf } from './uri';
import type { Workspace } from './workspace';

const run = promisify(execFile);

export type GitTree =
  | { readonly kind: 'tree'; readonly changes: readonly FileChange[] }
  | { readonly kind: 'wrong'; readonly message: string };

/**
 * What would have to change in a folder for it to be as it is in a branch or commit: only files that a data layer may read. A folder
 * that is no checkout, or a ref that is not there, is one sentence.
 */
export async function gitTree(ref: string, folder: string, root: string, { concerns }: Workspace): Promise<GitTree> {
  const git = async (...args: string[]) =>
    (await run('git', args, { cwd: folder, maxBuffer: 256 * 1024 * 1024 })).stdout;
  try {
    const commit = (await git('rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`)).trim();
    const changed = await git('diff', '--name-status', '--no-renames', '-z', '--relative', commit, '--');
    const untracked = await git('ls-files', '--others', '--exclude-standard', '-z', '--', '.');
    const changes: FileChange[] = [];
    const parts = changed.split('\0');
    for (let at = 0; at + 1 < parts.length; at += 2) {
      const [status = '', path = ''] = [parts[at], parts[at + 1]];
      const uri = uriOf(root, path);
      if (!concerns(uri)) continue;
      const after = status.startsWith('A') ? undefined : await git('show', `${commit}:./${path}`);
      changes.push({ uri, before: undefined, after });
    }
    for (const path of untracked.split('\0'))
      if (path !== '') changes.push({ uri: uriOf(root, path), before: undefined, after: undefined });
    return { kind: 'tree', changes };
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return {
      kind: 'wrong',
      message: isMissing
        ? 'git is not there, which is asked for the files as they were.'
        : `git does not know ${ref} here. Give a branch or commit of this repository.`,
    };
  }
}
