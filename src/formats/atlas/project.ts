import { type Dialect, parseVersion } from '../../model';
import { dialectWord } from '../dialect-words';
import type { DialectEvidence, FilePort } from '../format';
import { above } from '../manifests';

/** `dev = "docker://postgres/15/dev"`, `url = "mysql://…"`: what an atlas.hcl above says of the database, where it says one thing. */
const URL = /\b(?:url|dev)\s*=\s*"(?:docker\+?\w*:\/\/)?(\w+)(?::\/\/|\/(\d[\w.]*)\/)/g;

export function dialectFor(files: FilePort, root: string): DialectEvidence | undefined {
  for (const { path, text } of above(files, root, ['atlas.hcl'])) {
    const found = new Map<Dialect, DialectEvidence>();
    for (const [, word = '', number] of text.matchAll(URL)) {
      const known = dialectWord(word);
      if (known?.kind !== 'supported') continue;
      const version = number === undefined ? undefined : parseVersion(number);
      const before = found.get(known.dialect);
      found.set(known.dialect, {
        dialect: known.dialect,
        because: `"${word}" in ${path}`,
        ...(before?.version ? { version: before.version } : version ? { version } : {}),
      });
    }
    const [only] = found.values();
    if (only && found.size === 1) return only;
  }
  return undefined;
}
