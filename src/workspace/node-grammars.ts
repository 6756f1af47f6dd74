import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { GrammarPort } from '../code';

/** The packages' folders that hold the files, seen from a folder with `node_modules`. */
const PACKAGES = ['node_modules/@vscode/tree-sitter-wasm/wasm', 'node_modules/web-tree-sitter'];

/** Beside the bundle (`dist/lazy/`); where we run from source, in the packages. */
function placesFrom(folder: string): readonly string[] {
  const parent = dirname(folder);
  return [
    join(folder, 'lazy'),
    ...PACKAGES.map((name) => join(folder, name)),
    ...(parent === folder ? [] : placesFrom(parent)),
  ];
}

/** The grammars that are installed with the extension, or in development with its packages. */
export function nodeGrammars(): GrammarPort {
  return {
    read: async (file) => {
      const places = placesFrom(__dirname).map((place) => join(place, file));
      const found = places.find((place) => existsSync(place));
      if (found === undefined) throw new Error(`${file} is not installed.`);
      return readFile(found);
    },
  };
}
