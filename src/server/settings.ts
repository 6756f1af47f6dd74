import type { Dialect, EngineVersion, Severity } from '../model';
import { DIALECTS, parseVersion } from '../model';
import { PRESETS, type Preset } from '../review';
import { DEFAULT_SETTINGS, type WorkspaceSettings } from '../workspace';

/** What a user or a workspace has set, with every default filled in. */
export interface ServerSettings {
  readonly preset: Preset;
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  /** Numbers that rules let a team choose, by rule and name. */
  readonly options: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly dialect: Dialect | undefined;
  readonly version: EngineVersion | undefined;
  readonly exclude: readonly string[];
  readonly maxFileSizeMB: number;
  readonly diagnosticsScope: 'recentFiles' | 'allFiles' | 'openFiles';
  readonly codeLens: 'on' | 'off';
}

const severityNames: readonly string[] = ['error', 'warning', 'info', 'off'];

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `section.name` of a settings object, however deep. */
function at(settings: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), settings);
}

function oneOf<T extends string>(value: unknown, names: readonly T[], otherwise: T): T {
  return names.find((name) => name === value) ?? otherwise;
}

/** A rule's setting is a severity, or an object of a severity and the rule's numbers. */
function severityOf(value: unknown): Severity | 'off' | undefined {
  const word = isRecord(value) ? value.severity : value;
  return typeof word === 'string' && severityNames.includes(word) ? (word as Severity | 'off') : undefined;
}

function numbersOf(value: unknown): Readonly<Record<string, number>> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
}

function ruleSettings(rules: unknown): Pick<ServerSettings, 'severities' | 'options'> {
  if (!isRecord(rules)) return { severities: {}, options: {} };
  const severities: Record<string, Severity | 'off'> = {};
  const options: Record<string, Readonly<Record<string, number>>> = {};
  for (const [id, value] of Object.entries(rules)) {
    const severity = severityOf(value);
    if (severity !== undefined) severities[id] = severity;
    const numbers = numbersOf(value);
    if (Object.keys(numbers).length > 0) options[id] = numbers;
  }
  return { severities, options };
}

/** Reads the section `databaseArchitect` as any editor sends it; what is wrong in it counts as not set. */
export function parseSettings(section: unknown): ServerSettings {
  const exclude = at(section, 'exclude');
  const size = at(section, 'maxFileSizeMB');
  const version = at(section, 'engineVersion');
  const dialect = at(section, 'dialect');
  return {
    preset: oneOf(at(section, 'review.preset'), PRESETS, 'recommended'),
    ...ruleSettings(at(section, 'rules')),
    dialect: DIALECTS.find((name) => name === dialect),
    version: typeof version === 'string' ? parseVersion(version) : undefined,
    exclude: Array.isArray(exclude) ? exclude.filter((glob): glob is string => typeof glob === 'string') : [],
    maxFileSizeMB: typeof size === 'number' && size > 0 ? size : DEFAULT_SETTINGS.maxFileSizeMB,
    diagnosticsScope: oneOf(at(section, 'diagnostics.scope'), ['recentFiles', 'allFiles', 'openFiles'], 'recentFiles'),
    codeLens: at(section, 'codeLens.enabled') === false ? 'off' : 'on',
  };
}

/** What the reading of the workspace needs of them. */
export function workspaceSettingsOf({ maxFileSizeMB, exclude, dialect, version }: ServerSettings): WorkspaceSettings {
  return {
    maxFileSizeMB,
    exclude: [...DEFAULT_SETTINGS.exclude, ...exclude],
    ...(dialect === undefined ? {} : { dialect }),
    ...(version === undefined ? {} : { version }),
  };
}
