import type { Dialect } from '../../model';
import type { DialectEvidence, FilePort, Located } from '../format';
import { folderOf, isBelow } from '../paths';
import { parsePrisma } from './psl';
import { setting } from './schema';

export function matches(path: string): boolean {
  return path.endsWith('.prisma');
}

/** Providers of `datasource db`. CockroachDB speaks PostgreSQL's protocol and most of its DDL. */
const PROVIDERS: Readonly<Record<string, Dialect>> = {
  postgresql: 'postgresql',
  postgres: 'postgresql',
  cockroachdb: 'postgresql',
  mysql: 'mysql',
  sqlite: 'sqlite',
};

/** What the datasource of a schema text says of its provider. */
export function providerOf(text: string): string | undefined {
  const datasource = parsePrisma(text).blocks.find(({ kind }) => kind === 'datasource');
  return datasource && setting(datasource, 'provider');
}

export function dialectOfProvider(provider: string): Dialect | undefined {
  return Object.hasOwn(PROVIDERS, provider) ? PROVIDERS[provider] : undefined;
}

/**
 * A schema is one file, or a folder of files of which one has the datasource ("Multi-file Prisma schema"). A file without a
 * datasource goes to the nearest one above it; with none at all its folder is a schema of a dialect that is not told.
 */
export function locate(files: FilePort): readonly Located[] {
  const paths = files.paths.filter(matches);
  const providers = new Map(paths.map((path) => [path, providerOf(files.text(path) ?? '')] as const));
  const heads = paths.filter((path) => providers.get(path) !== undefined);
  const groups = new Map<string, string[]>(heads.map((path) => [path, [path]]));
  for (const path of paths) {
    if (providers.get(path) !== undefined) continue;
    const head = nearest(heads, path) ?? `${folderOf(path)}/`;
    groups.set(head, [...(groups.get(head) ?? []), path]);
  }
  return [...groups].flatMap(([head, group]) => located(files, head, providers.get(head), group));
}

/** The datasource whose folder holds this file, the deepest of them. Two datasources in one folder each stand alone. */
function nearest(heads: readonly string[], path: string): string | undefined {
  const above = heads.filter((head) => isBelow(folderOf(path), folderOf(head)) && folderOf(head) !== '');
  const deepest = Math.max(0, ...above.map((head) => folderOf(head).length));
  const found = above.filter((head) => folderOf(head).length === deepest);
  return found.length === 1 ? found[0] : undefined;
}

function located(
  files: FilePort,
  head: string,
  provider: string | undefined,
  paths: readonly string[],
): readonly Located[] {
  const root = folderOf(head);
  const base = { format: 'prisma', kind: 'models' as const, root, paths };
  if (provider === undefined) return [base];
  const dialect = dialectOfProvider(provider);
  if (dialect === undefined) {
    files.note?.(head, `Its provider is ${provider}; the dialect is not supported, so the schema is not read.`);
    return [];
  }
  const evidence: DialectEvidence = { dialect, because: `provider = "${provider}" in ${head}` };
  return [{ ...base, dialect: evidence }];
}
