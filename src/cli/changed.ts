import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type ChangedResult =
  | { readonly kind: 'changed'; readonly files: ReadonlyMap<string, 'added' | 'edited'> }
  | { readonly kind: 'wrong'; readonly message: string };

/**
 * What differs from the commit at which this branch left `base` (`git merge-base`): files relative to `folder`, those that git does
 * not track yet too. A folder that is no checkout, or a base that is not there, is one sentence.
 */
export async function changedSince(base: string, folder: string): Promise<ChangedResult> {
  const git = async (...args: string[]) =>
    (await run('git', args, { cwd: folder, maxBuffer: 64 * 1024 * 1024 })).stdout;
  try {
    const from = (await git('merge-base', base, 'HEAD')).trim();
    const diff = await git('diff', '--name-status', '--no-renames', '-z', '--relative', from, '--');
    const untracked = await git('ls-files', '--others', '--exclude-standard', '-z', '--', '.');
    const files = new Map<string, 'added' | 'edited'>();
    const parts = diff.split('\0');
    for (let at = 0; at + 1 < parts.length; at += 2) {
      const [status = '', path = ''] = [parts[at], parts[at + 1]];
      if (!status.startsWith('D')) files.set(path, status.startsWith('A') ? 'added' : 'edited');
    }
    for (const path of untracked.split('\0')) if (path !== '') files.set(path, 'added');
    return { kind: 'changed', files };
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return {
      kind: 'wrong',
      message: missing
        ? 'git is not there, which --base asks for what has changed.'
        : `git does not know where this branch left ${base}. Give --base a branch or commit of this repository, and fetch enough of its history.`,
    };
  }
}
