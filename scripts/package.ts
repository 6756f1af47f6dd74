/** `npm run package`: a minified build in `database-architect.vsix`, with exactly the files that .vscodeignore lets in. */
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { bundle } from '../src/build/bundle';
import { root as here } from './vscode/pins';

const root = path.resolve(here);

async function main(): Promise<void> {
  await bundle({ mode: 'production' });
  // dist/ holds every dependency, so none is packaged.
  await createVSIX({
    cwd: root,
    dependencies: false,
    rewriteRelativeLinks: false,
    packagePath: path.join(root, 'database-architect.vsix'),
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
