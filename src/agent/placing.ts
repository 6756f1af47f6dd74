/** Operations as files of the project's own tool: placed, named and written as the tool would, its models edited along. */
import { folderOf, formats, type LocatedMigration, resolvePath } from '../formats';
import type { DataLayer, FileChange, Migration, Operation } from '../model';
import { pathBelow, uriOf } from '../workspace';
import type { Index } from './indexed';

export interface NewOperations {
  readonly layer: DataLayer;
  /** Words for the file name. */
  readonly name: string;
  readonly up: readonly Operation[];
  readonly down: readonly Operation[];
  /** There is nothing to take back. */
  readonly undo?: 'nothing';
}

/** A file that a writer gave: it always has a text. */
export interface WrittenChange extends FileChange {
  readonly after: string;
}

export type PlacedOperations =
  | {
      readonly kind: 'placed';
      /** The migration's own files, and those that must name it. */
      readonly files: readonly WrittenChange[];
      readonly models: readonly FileChange[];
    }
  | { readonly kind: 'impossible'; readonly because: string };

/** Where and under which name the tool of the data layer would put it. */
export function placeOperations(
  { layer, name, up, down, undo }: NewOperations,
  index: Index,
  now: Date,
): PlacedOperations {
  const [newest] = layer.migrations.slice(-1);
  const format = formats.find(({ id }) => id === newest?.tool);
  if (newest === undefined || format === undefined) {
    const because = `${layer.name} has no migrations, so there is no tool whose naming a new one could follow. Propose files with a path instead.`;
    return { kind: 'impossible', because };
  }
  if (format.write === undefined) {
    return {
      kind: 'impossible',
      because: `New migrations of ${format.title} cannot be written yet. Propose files with a path instead.`,
    };
  }
  const root = index.roots.find((folder) => pathBelow(folder, newest.uri) !== undefined);
  if (root === undefined) return { kind: 'impossible', because: 'Its migrations lie outside the workspace.' };
  const written = format.write(name, up, down, {
    dialect: layer.dialect,
    ...(layer.version === undefined ? {} : { version: layer.version }),
    root: pathBelow(root, layer.root) ?? '',
    latest: layer.migrations.map((one) => ({ migration: located(one, root), text: index.text(one.uri) ?? '' })),
    now,
    ...(undo === undefined ? {} : { undo }),
    text: (path) => index.text(uriOf(root, path)),
  });
  const files = written
    .filter(({ text }) => text.trim() !== '')
    .map(({ path, text }): WrittenChange => {
      const uri = uriOf(root, path);
      return { uri, before: index.text(uri), after: text };
    });
  const edited = new Set(written.flatMap((file) => (file.edited ? [uriOf(root, file.path)] : [])));
  const taken = files.find(({ uri, before }) => before !== undefined && !edited.has(uri));
  if (taken !== undefined) return { kind: 'impossible', because: `${index.path(taken.uri)} is there already.` };
  return { kind: 'placed', files, models: modelFiles(layer, up, index, root) };
}

/** Edits of the models that say what the migration makes: without them the ORM's next migration would take it back. */
function modelFiles(layer: DataLayer, up: readonly Operation[], index: Index, root: string): readonly FileChange[] {
  return layer.models.flatMap(({ tool, scripts }) => {
    const format = formats.find(({ id }) => id === tool);
    const files = scripts.flatMap(({ uri }) => {
      const [path, text] = [pathBelow(root, uri), index.text(uri)];
      return path === undefined || text === undefined ? [] : [{ path, text }];
    });
    const neighbour = (name: string, from?: string) =>
      index.text(uriOf(root, resolvePath(from === undefined ? '' : folderOf(from), name)));
    const edited = format?.editModels?.(up, files, { dialect: layer.dialect, neighbour }) ?? [];
    return edited.map(({ path, text }): FileChange => {
      const uri = uriOf(root, path);
      return { uri, before: index.text(uri), after: text };
    });
  });
}

function located(migration: Migration, root: string): LocatedMigration {
  const { version, name, uri, down, repeatable, baseline, parents, includedBy } = migration;
  const downPath = down.kind === 'script' && down.uri !== uri ? pathBelow(root, down.uri) : undefined;
  return {
    version,
    name,
    path: pathBelow(root, uri) ?? uri,
    ...(downPath === undefined ? {} : { downPath }),
    ...(repeatable === undefined ? {} : { repeatable }),
    ...(baseline === undefined ? {} : { baseline }),
    ...(parents === undefined ? {} : { parents }),
    ...(includedBy === undefined ? {} : { includedBy }),
  };
}
