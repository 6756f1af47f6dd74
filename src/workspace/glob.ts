/** Globs as .gitignore and VS Code have them: `*`, `**`, `?`, `{a,b}`. Without a slash a pattern names a file or folder anywhere. */
export function globToRegExp(glob: string): RegExp {
  const anywhere = !glob.replace(/\/$/, '').includes('/');
  const bare = glob.replace(/^\.?\//, '').replace(/\/$/, '');
  let source = '';
  let depth = 0;
  for (let i = 0; i < bare.length; i++) {
    const c = bare.charAt(i);
    if (bare.startsWith('**/', i)) {
      source += '(?:.*/)?';
      i += 2;
    } else if (bare.startsWith('**', i)) {
      source += '.*';
      i += 1;
    } else if (c === '*') source += '[^/]*';
    else if (c === '?') source += '[^/]';
    else if (c === '{') {
      source += '(?:';
      depth++;
    } else if (c === '}' && depth > 0) {
      source += ')';
      depth--;
    } else if (c === ',' && depth > 0) source += '|';
    else source += c.replace(/[.+^$()|[\]\\{}]/, '\\$&');
  }
  return new RegExp(`^${anywhere ? '(?:.*/)?' : ''}${source}${')'.repeat(depth)}(?:/.*)?$`);
}

/** True when one of the globs covers the path or a folder that it lies in. */
export function matcher(globs: readonly string[]): (path: string) => boolean {
  const patterns = globs.map(globToRegExp);
  return (path) => patterns.some((pattern) => pattern.test(path));
}
