/** The project's own sources, for tests that hold its architecture. */
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export const root = path.resolve(__dirname, '../..');

export interface Source {
  /** Path from the project's root, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Every TypeScript file below those of the folders that exist, generated files left out. */
export function sources(...folders: readonly string[]): readonly Source[] {
  const present = folders.filter((folder) => fs.existsSync(path.join(root, folder)));
  return present.flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
      .filter((name) => /\.tsx?$/.test(name) && !/\.gen\.ts$/.test(name))
      .map((name) => ({ path: name, text: fs.readFileSync(path.join(root, name), 'utf8') })),
  );
}

/** Calls `visit` for every node of a source, with a way to say where a node is. */
export function walk(source: Source, visit: (node: ts.Node, at: string) => void): void {
  const file = ts.createSourceFile(source.path, source.text, ts.ScriptTarget.Latest, true);
  const step = (node: ts.Node): void => {
    visit(node, `${source.path}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}`);
    node.forEachChild(step);
  };
  step(file);
}
