import { memoByText, moduleScope, parseCode, textValue, topLevel } from '../../../code';
import { ancestors, baseName, folderOf, joinPath } from '../../paths';
import type { Texts } from './texts';
import { type DjangoVersion, djangoVersion } from './version';

/** What a Django project says outside its models and migrations. */
export interface DjangoProject {
  /** Where `manage.py` lies; undefined for an app without one. */
  readonly root: string | undefined;
  /** `accounts.User`, where the settings tell. */
  readonly userModel: string | undefined;
  /** Class of `DEFAULT_AUTO_FIELD`. */
  readonly autoField: string;
  readonly version: DjangoVersion | undefined;
  /** A text of the settings. */
  setting(name: string): string | undefined;
}

/** The project that a file belongs to: the nearest `manage.py` above it. */
export function projectRoot(path: string, texts: Texts): string | undefined {
  return ancestors(folderOf(path)).find((folder) => texts(joinPath(folder, 'manage.py')) !== undefined);
}

const constantsOf = memoByText((uri, text) => {
  const scope = moduleScope(parseCode('python', uri, text));
  return (name: string) => {
    const value = scope.value(name);
    return value && textValue(value)?.text;
  };
});

/** Files that settings are usually split into, beside the one that is named. */
const PARTS = [
  'base',
  'common',
  'settings',
  'default',
  'defaults',
  'shared',
  'django',
  'prod',
  'production',
  'dev',
  'local',
];

/** Where the settings that `manage.py` names may lie: a module, or a package of several. */
function settingsPaths(root: string, texts: Texts): readonly string[] {
  const manage = texts(joinPath(root, 'manage.py')) ?? '';
  const named = /DJANGO_SETTINGS_MODULE['"]\s*,\s*['"]([\w.]+)['"]/.exec(manage)?.[1] ?? `${baseName(root)}.settings`;
  const path = joinPath(root, named.replaceAll('.', '/'));
  const folder = folderOf(path);
  return [
    `${path}.py`,
    `${path}/__init__.py`,
    ...PARTS.flatMap((part) => [`${path}/${part}.py`, joinPath(folder, `${part}.py`)]),
  ];
}

/** What the settings of a project say, as far as they are plain. */
export function projectAt(root: string | undefined, texts: Texts): DjangoProject {
  const paths = root === undefined ? [] : settingsPaths(root, texts);
  const setting = (name: string) => {
    for (const path of paths) {
      const text = texts(path);
      const found = text?.includes(name) ? constantsOf(path, text)(name) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const version = djangoVersion(ancestors(root ?? ''), texts);
  // Django 6.0: the setting's own default is BigAutoField.
  const autoField = setting('DEFAULT_AUTO_FIELD') ?? (version && version.major >= 6 ? 'BigAutoField' : 'AutoField');
  return {
    root,
    userModel: setting('AUTH_USER_MODEL'),
    autoField: autoField.split('.').at(-1) ?? autoField,
    version,
    setting,
  };
}

interface AppConfig {
  readonly label?: string;
  readonly autoField?: string;
}

const configIn = memoByText((uri, text): AppConfig => {
  const module = parseCode('python', uri, text);
  const scope = moduleScope(module);
  const attributes = new Map<string, string>();
  for (const stmt of topLevel(module.body)) {
    for (const member of stmt.kind === 'class' ? stmt.body : []) {
      if (member.kind !== 'assign' || member.target.kind !== 'name' || !member.value) continue;
      const value = textValue({ expr: member.value, scope })?.text;
      if (value !== undefined) attributes.set(member.target.name, value);
    }
  }
  const [label, autoField] = [attributes.get('label'), attributes.get('default_auto_field')];
  return { ...(label === undefined ? {} : { label }), ...(autoField === undefined ? {} : { autoField }) };
});

/** An app: its label is its folder's name unless its configuration says another. */
export interface App {
  readonly label: string;
  readonly autoField?: string;
}

export function appAt(folder: string, texts: Texts): App {
  const path = joinPath(folder, 'apps.py');
  const text = texts(path);
  const config = text === undefined ? {} : configIn(path, text);
  const autoField = config.autoField?.split('.').at(-1);
  return { label: config.label ?? baseName(folder), ...(autoField === undefined ? {} : { autoField }) };
}
