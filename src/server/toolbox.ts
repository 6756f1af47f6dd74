import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createToolbox, type Index, type Toolbox } from '../agent';
import { ownLayers } from '../model';
import { rules } from '../review';
import type { Engine } from './engine';

/** The engine as the agent's tools see it. */
function indexOf(engine: Engine): Index {
  return {
    roots: engine.folders.map(({ root }) => root),
    layers: ownLayers(engine.layers),
    findingsOf: (layer) =>
      engine.folders.find(({ workspace }) => workspace.dataLayers().includes(layer))?.findings(layer) ?? [],
    layersOf: (uri) => engine.layersOf(engine.spell(uri)),
    text: (uri) => engine.text(engine.spell(uri)),
    path: engine.path,
    overlay: (changes) =>
      indexOf(engine.overlay(changes.map((change) => ({ ...change, uri: engine.spell(change.uri) })))),
  };
}

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

function realUri(uri: string): string | undefined {
  try {
    const real = realPath(fileURLToPath(uri));
    return real === undefined ? undefined : pathToFileURL(real).href;
  } catch {
    return undefined;
  }
}

/** The agent's tools over whatever the index is when they run. */
export function serverToolbox(engine: () => Engine, onBug: (error: unknown) => void): Toolbox {
  return createToolbox({ index: () => indexOf(engine()), rules, realUri, now: () => new Date(), onBug });
}
