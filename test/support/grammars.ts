import { beforeAll } from 'vitest';
import { GRAMMARS, type Language, loadLanguages } from '../../src/code';
import { nodeGrammars } from '../../src/workspace';

/** Loads grammars before a file's tests: formats read at once what they are given. Without names, all. */
export function withGrammars(...languages: readonly Language[]): void {
  const wanted = languages.length > 0 ? languages : (Object.keys(GRAMMARS) as Language[]);
  beforeAll(() => loadLanguages(wanted, nodeGrammars()));
}
