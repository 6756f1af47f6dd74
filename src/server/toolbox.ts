import { createToolbox, type Index, realUri, type Toolbox } from '../agent';
import { ownLayers } from '../model';
import { rules } from '../review';
import type { Engine } from './engine';

/** The engine as the agent's tools see it. */
export function indexOf(engine: Engine): Index {
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

/** The agent's tools over whatever the index is when they run. */
export function serverToolbox(engine: () => Engine, onBug: (error: unknown) => void): Toolbox {
  return createToolbox({ index: () => indexOf(engine()), rules, realUri, now: () => new Date(), onBug });
}
