import { DIALECTS, type Dialect, type EngineVersion, type LayerPurpose, parseVersion, type TableSize } from '../model';
import { PRESETS, type Preset } from '../review';
import { type Check, dictionary, fields, items, oneOf, positive, text, truth, type Wrong } from './validate';

/** The team's file at a workspace root. */
export const CONFIG_FILE = 'database-architect.json';

export type RuleLevel = 'off' | 'info' | 'warning' | 'error';

export interface ConfiguredLayer {
  /** Folder or file, relative to the workspace root. */
  readonly path: string;
  readonly name?: string;
  readonly dialect?: Dialect;
  readonly version?: EngineVersion;
  readonly purpose?: LayerPurpose;
}

/** `database-architect.json`, read. */
export interface TeamConfig {
  readonly dataLayers: readonly ConfiguredLayer[];
  readonly preset?: Preset;
  readonly rules: Readonly<Record<string, RuleLevel>>;
  /** By rule id, then by the option's name. */
  readonly ruleOptions: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly tableSizes: Readonly<Record<string, TableSize>>;
  /** File with the sizes of tables, relative to the workspace root. */
  readonly statistics?: string;
  readonly honorOtherLinters?: boolean;
  /** Globs of files that are no part of any data layer. */
  readonly ignore: readonly string[];
}

export const EMPTY_CONFIG: TeamConfig = { dataLayers: [], rules: {}, ruleOptions: {}, tableSizes: {}, ignore: [] };

export interface ConfigResult {
  readonly config: TeamConfig;
  /** One sentence each; what is wrong is left out and the rest holds. */
  readonly problems: readonly string[];
}

interface RawLayer {
  readonly path?: string;
  readonly name?: string;
  readonly dialect?: Dialect;
  readonly version?: string;
  readonly purpose?: LayerPurpose;
}

const PURPOSES: readonly LayerPurpose[] = ['product', 'tests', 'example'];
const layer: Check<RawLayer> = fields<RawLayer>({
  path: text,
  name: text,
  dialect: oneOf(DIALECTS),
  version: text,
  purpose: oneOf(PURPOSES),
});
const size: Check<TableSize> = fields<TableSize>({ rows: positive, bytes: positive, writesPerSecond: positive });
const LEVELS: readonly RuleLevel[] = ['off', 'info', 'warning', 'error'];

interface RawConfig {
  readonly $schema?: string;
  readonly dataLayers?: readonly RawLayer[];
  readonly preset?: Preset;
  readonly rules?: Readonly<Record<string, RuleLevel>>;
  readonly ruleOptions?: TeamConfig['ruleOptions'];
  readonly tableSizes?: Readonly<Record<string, TableSize>>;
  readonly statistics?: string;
  readonly honorOtherLinters?: boolean;
  readonly ignore?: readonly string[];
}

const whole: Check<RawConfig> = fields<RawConfig>({
  $schema: text,
  dataLayers: items(layer),
  preset: oneOf(PRESETS),
  rules: dictionary(oneOf(LEVELS)),
  ruleOptions: dictionary(dictionary(positive)),
  tableSizes: dictionary(size),
  statistics: text,
  honorOtherLinters: truth,
  ignore: items(text),
});

/** Reads the file's text. Never throws; says of each mistake where it is and what would be right. */
export function readConfig(json: string): ConfigResult {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    return {
      config: EMPTY_CONFIG,
      problems: [`${CONFIG_FILE} is not JSON: ${error instanceof Error ? error.message : 'it cannot be parsed'}.`],
    };
  }
  const wrong: Wrong[] = [];
  const raw = whole(value, '', wrong) ?? {};
  const layers = (raw.dataLayers ?? []).flatMap((found, i) => configured(found, i, wrong) ?? []);
  return {
    config: {
      dataLayers: layers,
      ...(raw.preset ? { preset: raw.preset } : {}),
      rules: raw.rules ?? {},
      ruleOptions: raw.ruleOptions ?? {},
      tableSizes: raw.tableSizes ?? {},
      ...(raw.statistics === undefined ? {} : { statistics: raw.statistics }),
      ...(raw.honorOtherLinters === undefined ? {} : { honorOtherLinters: raw.honorOtherLinters }),
      ignore: raw.ignore ?? [],
    },
    problems: wrong.map(({ at, expected }) => `${CONFIG_FILE}: ${at === '' ? 'the file' : at} must be ${expected}.`),
  };
}

function configured(raw: RawLayer, index: number, wrong: Wrong[]): ConfiguredLayer | undefined {
  if (raw.path === undefined) {
    wrong.push({ at: `dataLayers[${index}].path`, expected: 'the folder or file of the data layer' });
    return undefined;
  }
  const version = raw.version === undefined ? undefined : parseVersion(raw.version);
  if (raw.version !== undefined && !version)
    wrong.push({ at: `dataLayers[${index}].version`, expected: 'a version such as "16" or "8.0.36"' });
  return {
    path: raw.path.replace(/^\.?\/+|\/+$/g, ''),
    ...(raw.name === undefined ? {} : { name: raw.name }),
    ...(raw.dialect === undefined ? {} : { dialect: raw.dialect }),
    ...(version ? { version } : {}),
    ...(raw.purpose === undefined ? {} : { purpose: raw.purpose }),
  };
}
