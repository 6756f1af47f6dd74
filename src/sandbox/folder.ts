import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The engine's folder: beside the bundle that runs, or in `dist/` where the sources run. `from` is the folder of either. */
export function engineFolder(from: string): string | undefined {
  return [join(from, 'engine'), join(from, '../../dist/engine')].find((folder) =>
    existsSync(join(folder, 'engine.js')),
  );
}
