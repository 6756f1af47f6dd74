import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Where a path really lies, links resolved; of what is not there, where its nearest folder lies. */
function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    const folder = dirname(path);
    if (folder === path) return undefined;
    const real = realPath(folder);
    return real === undefined ? undefined : join(real, basename(path));
  }
}

/** Where a file URI really lies on this machine's disk, for `ToolPorts.realUri`. */
export function realUri(uri: string): string | undefined {
  try {
    const real = realPath(fileURLToPath(uri));
    return real === undefined ? undefined : pathToFileURL(real).href;
  } catch {
    return undefined;
  }
}
