import { dialectWord } from '../dialect-words';
import type { DialectEvidence, FilePort } from '../format';
import { baseName, folderOf, isBelow } from '../paths';

/** Files that say which changelog is the first and which database it is for. */
const SETTINGS = /(?:^|\/)(?:liquibase[\w.-]*\.properties|(?:application|bootstrap)[\w-]*\.(?:properties|ya?ml))$/i;

export function isSettings(path: string): boolean {
  return SETTINGS.test(path);
}

/** What one settings file says. */
export interface Settings {
  readonly path: string;
  readonly changelog: string | undefined;
  readonly url: string | undefined;
}

/** `changeLogFile=…` of liquibase.properties, `spring.liquibase.change-log` and quarkus' of a properties or YAML file. */
const CHANGELOG = /^[ \t]*(?:[\w.]*\.)?(?:change-?log-?file|change-?log)[ \t]*[:=][ \t]*["']?([^\s"'#]+)/im;
const URL = /\bjdbc:(?:log4jdbc:|tc:)?(\w+):/i;

export function settingsIn(files: FilePort): readonly Settings[] {
  return files.paths.filter(isSettings).map((path) => {
    const text = files.text(path) ?? '';
    return { path, changelog: CHANGELOG.exec(text)?.[1], url: URL.exec(text)?.[1] };
  });
}

/** The dialect that settings of the same module name. Test settings (H2) and unsupported engines say nothing. */
export function dialectFor(settings: readonly Settings[], changelog: string): DialectEvidence | undefined {
  const module = moduleOf(changelog);
  const near = settings.filter(({ path }) => isBelow(path, module) && !/(?:^|\/)test\//.test(path));
  for (const { url, path } of near) {
    const word = url === undefined ? undefined : dialectWord(url);
    if (word?.kind === 'supported') return { dialect: word.dialect, because: `jdbc:${url} in ${path}` };
  }
  return undefined;
}

/** `api/src/main/resources/db/x.xml` belongs to `api`. */
function moduleOf(path: string): string {
  const at = path.indexOf('src/main/');
  return at < 0 ? folderOf(path) : path.slice(0, at).replace(/\/$/, '');
}

/** True for a changelog that a settings file or its name calls the first. */
export function isMaster(path: string, settings: readonly Settings[]): boolean {
  const named = settings.some(({ changelog }) => {
    const plain = changelog?.replace(/^classpath\*?:/i, '').replace(/^\/+/, '');
    return plain !== undefined && (path === plain || path.endsWith(`/${plain}`));
  });
  return named || /master|root|^(?:db\.)?change-?log\.\w+$|^index\.\w+$/i.test(baseName(path));
}
