import { createHash } from 'node:crypto';

/** A file of the folder as `atlas.sum` counts it. */
export interface Summed {
  readonly name: string;
  readonly text: string;
}

/**
 * The text of `atlas.sum` (atlas, sql/migrate/dir.go: NewHashFile, HashFile.Sum): each file's hash is that of all names and texts
 * up to it, and the first line is the hash of all lines.
 */
export function sumOf(files: readonly Summed[]): string {
  const running = createHash('sha256');
  const whole = createHash('sha256');
  const lines = files.flatMap(({ name, text }) => {
    running.update(name);
    if (/^-- atlas:sum ignore\b/m.test(text)) return [];
    running.update(text);
    const hash = running.copy().digest('base64');
    whole.update(name).update(hash);
    return [`${name} h1:${hash}\n`];
  });
  return `h1:${whole.digest('base64')}\n${lines.join('')}`;
}
