import { languageOf } from '../code';
import { baseName, folderOf } from '../formats';
import { globToRegExp } from './glob';

export const ATTRIBUTES_FILE = '.gitattributes';

interface Rule {
  readonly pattern: RegExp;
  readonly attribute: 'linguist-vendored' | 'linguist-generated';
  readonly holds: boolean;
}

/** `third/** linguist-vendored`, `-linguist-generated`, `linguist-vendored=false` (gitattributes(5); github-linguist, "Overrides"). */
function rulesOf(folder: string, text: string): readonly Rule[] {
  return text.split(/\r?\n/).flatMap((line): readonly Rule[] => {
    const [glob = '', ...attributes] = line.trim().split(/\s+/);
    if (glob === '' || glob.startsWith('#')) return [];
    const pattern = globToRegExp(glob);
    const prefix = folder === '' ? '' : `${folder}/`;
    const test = prefix === '' ? pattern : below(prefix, pattern);
    return attributes.flatMap((word): readonly Rule[] => {
      const [, minus, attribute, value] = /^(-|!)?(linguist-vendored|linguist-generated)(?:=(\w+))?$/.exec(word) ?? [];
      if (attribute !== 'linguist-vendored' && attribute !== 'linguist-generated') return [];
      return [{ pattern: test, attribute, holds: minus === undefined && value !== 'false' }];
    });
  });
}

function below(prefix: string, pattern: RegExp): RegExp {
  const quoted = prefix.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${quoted}${pattern.source.replace(/^\^/, '')}`);
}

/**
 * The files that a repository's own attributes call other people's, or made by a tool. Generated schemas stay: Rails marks its
 * schema.rb so, and it is the schema; of generated files only programs go.
 */
export function setAside(
  paths: readonly string[],
  text: (path: string) => string | undefined,
): (path: string) => boolean {
  const files = paths.filter((path) => baseName(path) === ATTRIBUTES_FILE);
  // A file of an inner folder speaks after those above it.
  const rules = files.sort((a, b) => a.length - b.length).flatMap((path) => rulesOf(folderOf(path), text(path) ?? ''));
  if (rules.length === 0) return () => false;
  const holds = (path: string, attribute: Rule['attribute']) =>
    rules.findLast((rule) => rule.attribute === attribute && rule.pattern.test(path))?.holds ?? false;
  return (path) =>
    holds(path, 'linguist-vendored') ||
    (languageOf(path) !== undefined && !isSchema(path) && holds(path, 'linguist-generated'));
}

function isSchema(path: string): boolean {
  return /^(?:\w+_)?(?:schema|structure)\.\w+$/.test(baseName(path));
}
