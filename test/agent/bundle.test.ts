import { resolve } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

/** Files of the repository and of packages that end up in the bundle of the host. */
async function bundled(): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: [resolve(__dirname, '../../src/host/extension.ts')],
    absWorkingDir: resolve(__dirname, '../..'),
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    external: [
      'vscode',
      'vscode-languageclient/*',
      'libpg-query',
      'node-sql-parser/*',
      '*/anthropic-all',
      '*/answering-all',
    ],
    logLevel: 'silent',
  });
  return Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([path]) => path),
  );
}

describe('what activation loads', () => {
  it('holds neither the SDK of a model nor the review engine', async () => {
    const files = await bundled();
    expect(files).toContain('src/host/extension.ts');
    const heavy = files.filter((path) =>
      /@anthropic-ai|src\/(?:review|formats|workspace|sql|advise|plan|rehearse|agent\/loop)/.test(path),
    );
    expect(heavy).toEqual([]);
  });
});
