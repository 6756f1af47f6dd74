import { baseName } from '../paths';

/** atlas, sql/migrate/dir.go: the version is what stands before the first underscore. */
const NAME = /^([^_.]+)(?:_(.*))?\.sql$/;

export interface AtlasName {
  readonly version: string;
  readonly title: string;
}

export function atlasName(path: string): AtlasName | undefined {
  const found = NAME.exec(baseName(path));
  return found ? { version: found[1] ?? '', title: found[2] ?? '' } : undefined;
}

export function matches(path: string): boolean {
  const name = baseName(path);
  return name === 'atlas.sum' || name === 'atlas.hcl' || /^\d[^_.]*(?:_.*)?\.sql$/.test(name);
}
