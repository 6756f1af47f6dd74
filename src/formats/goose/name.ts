import { baseName } from '../paths';

/** goose, NumericComponent: digits up to the first underscore; `.sql` or `.go`, and no tests. */
const NAME = /^(\d+)_(.*)\.(sql|go)$/;

export interface GooseName {
  readonly version: string;
  readonly title: string;
  readonly language: 'sql' | 'go';
}

export function gooseName(path: string): GooseName | undefined {
  const found = NAME.exec(baseName(path));
  if (!found || path.endsWith('_test.go')) return undefined;
  return { version: found[1] ?? '', title: found[2] ?? '', language: found[3] === 'go' ? 'go' : 'sql' };
}

export function matches(path: string): boolean {
  return gooseName(path) !== undefined;
}
