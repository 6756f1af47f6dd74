import type { FilePort } from '../format';
import { baseName, folderOf, resolvePath } from '../paths';
import { plainValue, settingsIn } from '../settings-file';

/** What one section of `alembic.ini` (or `[tool.alembic]` of pyproject.toml) says. */
export interface IniSection {
  readonly path: string;
  /** The folder with env.py, relative to the workspace folder. */
  readonly scripts: string;
  /** Folders of migrations, where they are not `versions` of it. */
  readonly versions: readonly string[];
  readonly url: string | undefined;
  readonly fileTemplate: string | undefined;
}

export function isSettings(path: string): boolean {
  return /(?:^|\/)(?:[\w.-]*alembic[\w.-]*\.ini|pyproject\.toml)$/.test(path);
}

/** `%(here)s/migrations`, `package:migrations` (a resource of a package), `migrations`. */
function placeOf(folder: string, value: string): string {
  const plain = plainValue(value)
    .replace(/%\(here\)s/g, '.')
    .replace(/^([\w.]+):(.*)$/, (_, pack: string, rest: string) => `${pack.replaceAll('.', '/')}/${rest}`);
  return resolvePath(folder, plain);
}

/** Sections that name a script folder. */
export function sectionsOf(files: FilePort): readonly IniSection[] {
  return files.paths.filter(isSettings).flatMap((path) => {
    const text = files.text(path) ?? '';
    if (baseName(path) === 'pyproject.toml' && !text.includes('[tool.alembic]')) return [];
    const settings = settingsIn(text);
    return settings.flatMap(({ key, value }): readonly IniSection[] => {
      const section = /^(.*)\.script_location$/.exec(key)?.[1];
      if (section === undefined) return [];
      const own = (name: string) => settings.find((one) => one.key === `${section}.${name}`)?.value;
      const folder = folderOf(path);
      const versions = own('version_locations');
      return [
        {
          path,
          scripts: placeOf(folder, value),
          versions:
            versions === undefined
              ? []
              : versions
                  .split(/[\s,;]+|:(?=[/%\w])/)
                  .filter(Boolean)
                  .map((one) => placeOf(folder, one)),
          url: own('sqlalchemy.url'),
          fileTemplate: own('file_template'),
        },
      ];
    });
  });
}
