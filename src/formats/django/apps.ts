import { type App, appAt } from '../code/django/project';
import type { Texts } from '../code/django/texts';
import { ancestors, folderOf, joinPath } from '../paths';

/** The app of a file, with its folder. */
export interface OwnerApp extends App {
  readonly folder: string;
}

/** The nearest folder around a file that is an app: by its configuration or its migrations, else the one that has its models. */
export function appOf(path: string, texts: Texts): OwnerApp {
  const isApp = (folder: string) =>
    ['apps.py', 'migrations/__init__.py', 'migrations/0001_initial.py'].some(
      (name) => texts(joinPath(folder, name)) !== undefined,
    );
  const folders = ancestors(folderOf(path));
  const folder = folders.find(isApp) ?? folderOfModels(path);
  return { ...appAt(folder, texts), folder };
}

/** `shop/models/orders.py` and `shop/models.py` are the app `shop`'s. */
function folderOfModels(path: string): string {
  const parts = folderOf(path).split('/');
  const at = parts.lastIndexOf('models');
  return at > 0 ? parts.slice(0, at).join('/') : parts.join('/');
}
