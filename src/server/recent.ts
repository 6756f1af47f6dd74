import { type DataLayer, ownLayers } from '../model';

/** So many of the newest migrations of a data layer are under work, or were until lately. */
const NEWEST = 20;

/**
 * Files in which a finding can still change something: models, dumps, and the newest migrations. Older migrations have run
 * everywhere long since; hundreds of errors in them would drown the ones that matter, so they show theirs when they are opened.
 */
export function recentFiles(layers: readonly DataLayer[]): ReadonlySet<string> {
  const recent = new Set<string>();
  for (const { migrations, models, dumps } of layers) {
    for (const { uri, down } of migrations.slice(-NEWEST)) {
      recent.add(uri);
      if (down.kind === 'script') recent.add(down.uri);
    }
    for (const { scripts } of [...models, ...dumps]) for (const { uri } of scripts) recent.add(uri);
  }
  return recent;
}

/** Files of nothing but tests and examples: what is found in them is shown when they are opened. */
export function filesAside(layers: readonly DataLayer[]): ReadonlySet<string> {
  const own = ownLayers(layers);
  const ownFiles = new Set(own.flatMap(filesOf));
  return new Set(
    layers
      .filter((layer) => !own.includes(layer))
      .flatMap(filesOf)
      .filter((uri) => !ownFiles.has(uri)),
  );
}

function filesOf({ migrations, models, dumps }: DataLayer): readonly string[] {
  return [
    ...migrations.flatMap(({ uri, down }) => (down.kind === 'script' ? [uri, down.uri] : [uri])),
    ...[...models, ...dumps].flatMap(({ scripts }) => scripts.map(({ uri }) => uri)),
  ];
}
