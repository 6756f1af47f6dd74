import type { FilePort } from '../format';
import { baseName, folderOf } from '../paths';
import { listValue, type Setting, settingsIn } from '../settings-file';

/** How a project names its Flyway files and where it keeps them. */
export interface FlywaySettings {
  readonly versioned: string;
  readonly undo: string;
  readonly repeatable: string;
  readonly baseline: string;
  readonly separator: string;
  readonly suffixes: readonly string[];
  /** As written, `filesystem:` and `classpath:` with them. */
  readonly locations: readonly string[];
  /** The JDBC URL: it tells the database. */
  readonly url?: string;
  /** The file that said so; undefined for Flyway's defaults. */
  readonly path?: string;
}

/** Defaults of documentation.red-gate.com/flyway, "Flyway Namespace" and "Migrations, Naming". */
export const DEFAULTS: FlywaySettings = {
  versioned: 'V',
  undo: 'U',
  repeatable: 'R',
  baseline: 'B',
  separator: '__',
  suffixes: ['.sql'],
  locations: [],
};

const CONFIG_FILE = /^(flyway(?:\.user)?\.(?:conf|toml)|application(?:-[\w-]+)?\.(?:properties|ya?ml))$/i;

export function isConfigFile(path: string): boolean {
  return CONFIG_FILE.test(baseName(path));
}

const KEYS: Readonly<
  Record<string, 'versioned' | 'undo' | 'repeatable' | 'baseline' | 'separator' | 'suffixes' | 'locations' | 'url'>
> = {
  sqlmigrationprefix: 'versioned',
  undosqlmigrationprefix: 'undo',
  repeatablesqlmigrationprefix: 'repeatable',
  baselinemigrationprefix: 'baseline',
  sqlmigrationseparator: 'separator',
  sqlmigrationsuffixes: 'suffixes',
  locations: 'locations',
  url: 'url',
};

/** The part of YAML that Spring's settings need: nested maps by indentation, scalars, lists of scalars. */
function yamlEntries(text: string): readonly Setting[] {
  const open: { readonly indent: number; readonly key: string }[] = [];
  const entries: Setting[] = [];
  for (const line of text.split(/\r?\n/)) {
    const found = /^( *)(?:- +(.*)|([\w.-]+):(?: +(.*))?)\s*$/.exec(line);
    if (!found) continue;
    const indent = (found[1] ?? '').length;
    if (found[2] !== undefined) {
      while (open.length > 0 && (open.at(-1)?.indent ?? 0) > indent) open.pop();
      entries.push({ key: open.map((at) => at.key).join('.'), value: found[2] });
      continue;
    }
    while (open.length > 0 && (open.at(-1)?.indent ?? 0) >= indent) open.pop();
    const key = [...open.map((at) => at.key), found[3] ?? ''].join('.');
    if (found[4]) entries.push({ key, value: found[4] });
    open.push({ indent, key: found[3] ?? '' });
  }
  return entries;
}

/** What one configuration file says of Flyway; undefined when it says nothing. */
export function readSettings(files: FilePort, path: string): FlywaySettings | undefined {
  const text = files.text(path);
  if (text === undefined) return undefined;
  const entries = /\.ya?ml$/i.test(path) ? yamlEntries(text) : settingsIn(text);
  let settings = DEFAULTS;
  let url: string | undefined;
  const locations: string[] = [];
  let said = false;
  for (const { key, value } of entries) {
    const parts = key.toLowerCase().replace(/-/g, '').split('.');
    const last = parts.at(-1) ?? '';
    if (last === 'url' && (parts.includes('datasource') || parts.includes('flyway') || parts[0] === 'environments'))
      url ??= listValue(value)[0];
    if (!parts.includes('flyway')) continue;
    said = true;
    const field = Object.hasOwn(KEYS, last) ? KEYS[last] : undefined;
    if (field === 'locations') locations.push(...listValue(value));
    else if (field === 'suffixes') settings = { ...settings, suffixes: listValue(value) };
    else if (field !== undefined && field !== 'url')
      settings = { ...settings, [field]: listValue(value)[0] ?? settings[field] };
  }
  const isOwnFile = /^flyway/i.test(baseName(path));
  return said || isOwnFile ? { ...settings, locations, path, ...(url === undefined ? {} : { url }) } : undefined;
}

/**
 * The workspace folders that a location may mean. `filesystem:` is relative to where Flyway runs, so the configuration's own
 * folder or one above it; `classpath:` is below a resources folder. `{vendor}` is Spring Boot's placeholder for the database.
 */
export function isLocation(folder: string, location: string, settings: FlywaySettings): boolean {
  const bare = location
    .replace(/^(?:filesystem|classpath):/i, '')
    .replace(/^\.?\/+|\/+$/g, '')
    .replace(/^\.$/, '');
  const pattern = bare
    .split('/')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\\\{vendor\\\}|\\\*+/g, '[^/]+'))
    .join('/');
  if (!/^classpath:/i.test(location) && settings.path !== undefined) {
    const base = folderOf(settings.path);
    if (bare === '') return folder === base;
    if (new RegExp(`^${pattern}$`).test(folder.slice(base === '' ? 0 : base.length + 1)) && folder.startsWith(base))
      return true;
  }
  return bare !== '' && new RegExp(`(?:^|/)${pattern}$`).test(folder);
}
