import { baseName, folderOf } from '../formats';
import { globToRegExp } from './glob';

export const ATTRIBUTES_FILE = '.gitattributes';

interface Rule {
  readonly pattern: RegExp;
  readonly holds: boolean;
}

/** `third/** linguist-vendored`, `-linguist-vendored`, `linguist-vendored=false` (gitattributes(5); github-linguist, "Overrides"). */
function rulesOf(folder: string, text: string): readonly Rule[] {
  return text.split(/\r?\n/).flatMap((line): readonly Rule[] => {
    const [glob = '', ...attributes] = line.trim().split(/\s+/);
    if (glob === '' || glob.startsWith('#')) return [];
    const pattern = globToRegExp(glob);
    const prefix = folder === '' ? '' : `${folder}/`;
    const test = prefix === '' ? pattern : below(prefix, pattern);
    return attributes.flatMap((word): readonly Rule[] => {
      const found = /^(-|!)?linguist-vendored(?:=(\w+))?$/.exec(word);
      return found ? [{ pattern: test, holds: found[1] === undefined && found[2] !== 'false' }] : [];
    });
  });
}

function below(prefix: string, pattern: RegExp): RegExp {
  const quoted = prefix.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${quoted}${pattern.source.replace(/^\^/, '')}`);
}

/**
 * The files that a repository's own attributes call other people's. What they call generated stays: Rails' schema.rb and half of
 * all migrations are marked so, for reviewers' sake, and they are the schema.
 */
export function setAside(
  paths: readonly string[],
  text: (path: string) => string | undefined,
): (path: string) => boolean {
  const files = paths.filter((path) => baseName(path) === ATTRIBUTES_FILE);
  // A file of an inner folder speaks after those above it.
  const rules = files.sort((a, b) => a.length - b.length).flatMap((path) => rulesOf(folderOf(path), text(path) ?? ''));
  if (rules.length === 0) return () => false;
  return (path) => rules.findLast((rule) => rule.pattern.test(path))?.holds ?? false;
}
