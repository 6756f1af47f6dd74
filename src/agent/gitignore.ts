/** What `.gitignore` leaves out, so that it is left out of what a model reads too (gitignore(5)). */

interface Line {
  readonly pattern: RegExp;
  readonly effect: 'ignore' | 'keep';
}

/** A test for paths relative to the folder of that `.gitignore`. */
export function gitignore(text: string): (path: string) => boolean {
  const lines = text.split(/\r?\n/).flatMap((line) => read(line) ?? []);
  return (path) => {
    const parts = path.split('/');
    // A file below an ignored folder cannot be kept again.
    return parts.some((_, i) =>
      isIgnored(lines, parts.slice(0, i + 1).join('/'), i < parts.length - 1 ? 'folder' : 'file'),
    );
  };
}

function isIgnored(lines: readonly Line[], path: string, kind: 'file' | 'folder'): boolean {
  const last = lines.findLast(({ pattern }) => pattern.test(kind === 'folder' ? `${path}/` : path));
  return last?.effect === 'ignore';
}

function read(line: string): Line | undefined {
  const trimmed = line.replace(/(?<!\\)\s+$/, '');
  if (trimmed === '' || trimmed.startsWith('#')) return undefined;
  const effect = trimmed.startsWith('!') ? 'keep' : 'ignore';
  const glob = (effect === 'keep' ? trimmed.slice(1) : trimmed).replace(/^\\(?=[#!])/, '');
  const folderOnly = glob.endsWith('/');
  const bare = glob.replace(/^\/|\/$/g, '');
  // A slash at the beginning or in the middle anchors the pattern to the folder of the file.
  const anchored = glob.slice(0, -1).includes('/');
  const body = bare
    .split('/')
    .map(part)
    .join('/')
    .replace(/(^|\/)\ue000(?:\/|$)/g, '$1(?:.*/)?')
    .replace(/\ue000/g, '.*');
  return { pattern: new RegExp(`^${anchored ? '' : '(?:.*/)?'}${body}${folderOnly ? '/' : '/?'}$`), effect };
}

/** One part of a path: `**` alone stands for any number of parts, kept as a character for private use until they are joined. */
function part(glob: string): string {
  if (glob === '**') return '\ue000';
  // A bracket without its partner is a bracket.
  const paired = /^[^[\]]*(?:\[!?[^[\]/]+\][^[\]]*)*$/.test(glob) ? glob : glob.replace(/[[\]]/g, '?');
  return paired
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*+/g, '[^/]*')
    .replace(/\?/g, '[^/]')
    .replace(/\[!/g, '[^');
}
