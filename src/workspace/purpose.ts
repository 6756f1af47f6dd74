import type { LayerPurpose } from '../model';
import type { TeamConfig } from './config';

/** Folders of what tests feed on. A database below one of them is made by a test run and gone with it. */
const TESTS: ReadonlySet<string> = new Set([
  'test',
  'tests',
  '__tests__',
  'spec',
  'specs',
  'e2e',
  'test-data',
  'test_data',
  'fixture',
  'fixtures',
  '__fixtures__',
  'testfixtures',
]);

const EXAMPLES: ReadonlySet<string> = new Set(['example', 'examples', 'sample', 'samples', 'demo', 'demos']);

/** What a file's database is for, by the folders that it lies below; the team's word goes before. Most are the product's own. */
export function purposeOf(path: string, config: TeamConfig): LayerPurpose {
  const told = config.dataLayers.find(
    (layer) => layer.purpose && (path === layer.path || path.startsWith(`${layer.path}/`)),
  );
  if (told?.purpose) return told.purpose;
  const folders = path.toLowerCase().split('/').slice(0, -1);
  if (folders.some((folder) => TESTS.has(folder) || folder.endsWith('testdata'))) return 'tests';
  return folders.some((folder) => EXAMPLES.has(folder)) ? 'example' : 'product';
}
