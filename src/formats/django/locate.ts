import { projectRoot } from '../code/django/project';
import type { Texts } from '../code/django/texts';
import type { FilePort, Located } from '../format';
import { baseName, groupBy } from '../paths';
import { openProject } from './project';

/** Files that Django loads models from by their place: `models.py` and all of a package `models`. */
function isModelsPath(path: string): boolean {
  return /(?:^|\/)(?:\w+_)?models(?:\.py|\/.*\.py)$/.test(path);
}

export function matches(path: string): boolean {
  return path.endsWith('.py');
}

/** Models may stand in any module of an app; elsewhere they say what they are. */
const ANYWHERE = ['(models.Model)', ', models.Model)', '(AbstractUser)', '(AbstractBaseUser'];

const NEVER = /(?:^|\/)(?:\w*migrations|management|tests?|node_modules|site-packages|venv|\.venv)\//;

/** The models of Django projects: those of all apps below a `manage.py`; apps without one are one schema of the workspace. */
export function locate(files: FilePort): readonly Located[] {
  const texts: Texts = (path) => (files.has(path) ? files.text(path) : undefined);
  const candidates = files.paths.filter(
    (path) =>
      matches(path) &&
      !NEVER.test(path) &&
      !/^(?:test_.*|conftest|settings|urls|admin|forms|views)\.py$/.test(baseName(path)) &&
      files.mentions(path, isModelsPath(path) ? ['django', 'Model', 'models'] : ANYWHERE),
  );
  return [...groupBy(candidates, (path) => projectRoot(path, texts) ?? '')].flatMap(([root, group]) => {
    const sources = group.flatMap((path) => {
      const text = files.text(path);
      return text === undefined ? [] : [{ path, uri: files.uri(path), text }];
    });
    const { files: opened } = openProject(sources, texts, 'postgresql');
    const paths = sources.flatMap(({ path }, at) => ((opened[at]?.models.length ?? 0) > 0 ? [path] : []));
    const hasTable = opened.some(({ models }) => models.some(({ model }) => model));
    return hasTable ? [{ format: 'django', kind: 'models', root, paths } satisfies Located] : [];
  });
}
