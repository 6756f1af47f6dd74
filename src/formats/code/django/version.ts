import { joinPath } from '../../paths';
import type { Texts } from './texts';

/** The Django that a project asks for. */
export interface DjangoVersion {
  readonly major: number;
  readonly minor: number;
}

/** Files that name a project's packages with their versions; what is locked says most. */
const MANIFESTS = [
  'uv.lock',
  'poetry.lock',
  'Pipfile.lock',
  'requirements.txt',
  'requirements/base.txt',
  'requirements/common.txt',
  'requirements/requirements.txt',
  'requirements/production.txt',
  'requirements.in',
  'base_requirements.txt',
  'pyproject.toml',
  'Pipfile',
  'setup.cfg',
  'setup.py',
];

/** The places where a version follows the package's name: `django==5.2`, `"django>=4.2"`, `name = "django"` and its `version`. */
const PINS = [
  /^name = "django"\s*\nversion = "(\d+)\.(\d+)/im,
  /"django":\s*\{[^}]*"version":\s*"==(\d+)\.(\d+)/i,
  /(?:^|["'\s])django(?:\[[\w,\s-]*\])?\s*(?:=\s*")?\s*(?:===?|~=|>=|\^|~)\s*(\d+)(?:\.(\d+))?/im,
  /^django\s*=\s*\{[^}\n]*version\s*=\s*"[^\d"]*(\d+)(?:\.(\d+))?/im,
];

/** The version of Django in the manifests of one of the folders, the first that tells. */
export function djangoVersion(folders: readonly string[], texts: Texts): DjangoVersion | undefined {
  for (const folder of folders)
    for (const name of MANIFESTS) {
      const text = texts(joinPath(folder, name));
      if (text === undefined || !/django/i.test(text)) continue;
      for (const pin of PINS) {
        const found = pin.exec(text);
        if (found) return { major: Number(found[1]), minor: Number(found[2] ?? 0) };
      }
    }
  return undefined;
}

/** Django 4.1 made identity columns of serial ones; a version that nobody tells is taken for a new one. */
export function isModern(version: DjangoVersion | undefined): boolean {
  return !version || version.major > 4 || (version.major === 4 && version.minor >= 1);
}
