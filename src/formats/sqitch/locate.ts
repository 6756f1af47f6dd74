import type { FilePort, Located, LocatedMigration } from '../format';
import { baseName, folderOf, joinPath } from '../paths';
import { historyOf } from '../sql-history';
import { dialectOfEngine, foreignEngine, readConfig, type SqitchConfig } from './config';
import { type Change, readPlan } from './plan';

export function matches(path: string): boolean {
  const name = baseName(path);
  return name === 'sqitch.plan' || name === 'sqitch.conf' || /(?:^|\/)(?:deploy|revert|verify)\/.+\.sql$/.test(path);
}

/** The configuration that a folder's plan is read with: its own, or that of the folder above for a top_dir below it. */
export function configFor(
  files: Pick<FilePort, 'has' | 'text'>,
  planFile: string,
): { readonly config: SqitchConfig; readonly path: string } {
  const folder = folderOf(planFile);
  for (let at = folder; ; at = folderOf(at)) {
    const path = joinPath(at, 'sqitch.conf');
    const config = files.has(path) ? readConfig(at, files.text(path) ?? '') : undefined;
    if (config && config.planFile === planFile) return { config, path };
    // A plan without a configuration of its own lies beside its scripts, for the engine of the one above.
    if (config) return { config: { ...readConfig(folder, ''), engine: config.engine }, path };
    if (at === '') return { config: readConfig(folder, ''), path };
  }
}

export function locate(files: FilePort): readonly Located[] {
  const plans = new Set(files.paths.filter((path) => baseName(path) === 'sqitch.plan'));
  for (const path of files.paths.filter((one) => baseName(one) === 'sqitch.conf')) {
    const { planFile } = readConfig(folderOf(path), files.text(path) ?? '');
    if (files.has(planFile)) plans.add(planFile);
  }
  return [...plans].flatMap((path) => history(files, path));
}

function history(files: FilePort, planFile: string): readonly Located[] {
  const { config, path } = configFor(files, planFile);
  const root = folderOf(planFile);
  const product = foreignEngine(config.engine);
  if (product !== undefined) {
    files.note?.(path, `Its engine is ${product}; the dialect is not supported, so its changes are not read.`);
    return [];
  }
  const { changes } = readPlan(files.text(planFile) ?? '');
  const migrations = changes.flatMap((change) => located(files, config, change) ?? missing(files, planFile, change));
  return historyOf('sqitch', files, root, migrations, dialectOfEngine(config.engine, path));
}

function missing(files: FilePort, planFile: string, { name }: Change): readonly LocatedMigration[] {
  files.note?.(planFile, `The plan has a change "${name}" without a script that deploys it.`);
  return [];
}

function located(files: FilePort, config: SqitchConfig, change: Change): LocatedMigration | undefined {
  const { name, reworkedBefore, note } = change;
  const isOlder = reworkedBefore !== undefined;
  const full = isOlder ? `${name}@${reworkedBefore}` : name;
  const { deploy: forth, revert: back } = isOlder ? config.reworked : config;
  const deploy = joinPath(forth, `${full}.${config.extension}`);
  const revert = joinPath(back, `${full}.${config.extension}`);
  if (!files.has(deploy)) return undefined;
  return {
    version: full,
    name: note,
    path: deploy,
    ...(files.has(revert) ? { downPath: revert } : {}),
  };
}
