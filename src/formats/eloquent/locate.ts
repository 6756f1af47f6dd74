import type { FilePort, Located } from '../format';
import { dialectOfProject } from '../laravel/locate';
import { ancestors, commonFolder, folderOf, groupBy, joinPath } from '../paths';

/** Folders of a project that hold no models. */
const ELSEWHERE = /(?:^|\/)(?:vendor|tests?|database|config|routes|resources|bootstrap|storage|lang|node_modules)\//i;
/** Folders that hold models and what they are made of. */
const MODELS = /(?:^|\/)(?:Models?|Entities|Concerns|Traits)\//;

export function matches(path: string): boolean {
  return path.endsWith('.php') && !ELSEWHERE.test(path);
}

/** Words of which a model has at least one. */
const WORDS = [
  'Eloquent\\Model',
  'extends Model',
  'extends Authenticatable',
  'extends Pivot',
  'extends MorphPivot',
  'extends Eloquent',
  'belongsTo(',
  'hasMany(',
  'belongsToMany(',
  'protected $table',
  'protected $fillable',
];

/** Files with models of a project that depends on Eloquent; one schema for each project. */
export function locate(files: FilePort): readonly Located[] {
  const homes = new Map<string, boolean>();
  const depends = (folder: string): boolean => {
    const known = homes.get(folder);
    if (known !== undefined) return known;
    const path = joinPath(folder, 'composer.json');
    const found = files.has(path) && /"(?:laravel\/framework|illuminate\/database)"\s*:/.test(files.text(path) ?? '');
    homes.set(folder, found);
    return found;
  };
  const candidates = files.paths.filter(matches).flatMap((path) => {
    const home = ancestors(folderOf(path)).find(depends);
    return home !== undefined && (MODELS.test(path) || files.mentions(path, WORDS)) ? [{ path, home }] : [];
  });
  return [...groupBy(candidates, ({ home }) => home)].flatMap(([home, all]) => {
    const paths = all.map(({ path }) => path).sort();
    if (!paths.some((path) => files.mentions(path, WORDS))) return [];
    const dialect = dialectOfProject(files, home);
    const root = commonFolder(paths);
    return [{ format: 'eloquent', kind: 'models', root, paths, ...(dialect ? { dialect } : {}) } satisfies Located];
  });
}
