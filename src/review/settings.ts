import type { Dialect, Severity, TableSize } from '../model';
import type { Rule, RuleCategory } from './rule';

/**
 * Sets of rules. `relaxed`: outages and lost data alone. `recommended`: what a team leaves on. `strict`: that and every rule of safety,
 * compatibility and security that is off for its noise. `all`: opinions too.
 */
export const PRESETS = ['recommended', 'strict', 'relaxed', 'all', 'none'] as const;
export type Preset = (typeof PRESETS)[number];

/** What a team may choose. The editor, the configuration file and the command line all end here. */
export interface ReviewSettings {
  /** `recommended` unless told. */
  readonly preset?: Preset;
  /** By rule id; stronger than the preset. */
  readonly severities?: Readonly<Record<string, Severity | 'off'>>;
  /** Comments that silence other linters silence our counterparts of their rules. */
  readonly honorOtherLinters?: boolean;
  /** By rule id, then by the option's name. */
  readonly options?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** A rule that is on, with what the settings make of it. */
export interface ActiveRule {
  readonly rule: Rule;
  /** Set when the team chose one: nothing weakens or strengthens it then. */
  readonly chosen: Severity | undefined;
  readonly options: Readonly<Record<string, number>>;
}

/** Which of the rules are on for a dialect. */
export function activeRules(rules: readonly Rule[], dialect: Dialect, settings: ReviewSettings): readonly ActiveRule[] {
  const preset = settings.preset ?? 'recommended';
  return rules.flatMap((rule) => {
    if (!rule.dialects.includes(dialect)) return [];
    const chosen = settings.severities?.[rule.id];
    if (chosen === 'off') return [];
    if (!chosen && !isIn(preset, rule)) return [];
    const defaults = Object.entries(rule.options ?? {}).map(([name, option]) => [name, option.default] as const);
    return [{ rule, chosen, options: { ...Object.fromEntries(defaults), ...settings.options?.[rule.id] } }];
  });
}

const STRICT: ReadonlySet<RuleCategory> = new Set(['migration-safety', 'destructive', 'backward-compat', 'security']);

function isIn(preset: Preset, { recommended, severity, category }: Rule): boolean {
  switch (preset) {
    case 'all':
      return true;
    case 'strict':
      return recommended || STRICT.has(category);
    case 'relaxed':
      return recommended && severity === 'error';
    case 'recommended':
      return recommended;
    case 'none':
      return false;
  }
}

/** Below this a scan or rewrite is over before anybody queues behind it. */
const SMALL_ROWS = 10_000;
/** From here on a scan or rewrite under a lock is an outage rather than a hitch. */
const LARGE_ROWS = 1_000_000;

const UNITS: readonly (readonly [number, string])[] = [
  [1e9, ' billion'],
  [1e6, ' million'],
  [1e3, ',000'],
];

/** A number of rows as people say it: `2.5 million`, `45,000`. */
export function rowsInWords(rows: number): string {
  const [unit, word] = UNITS.find(([least]) => rows >= least) ?? [1, ''];
  const digits = unit >= 1e6 ? Math.round((rows / unit) * 10) / 10 : Math.round(rows / unit);
  return `${digits}${word}`;
}

/** Severity at the size of the table; undefined when there is nothing to say. Unknown size: as declared. */
export function severityAtSize(declared: Severity, size: TableSize | undefined): Severity | undefined {
  if (size?.rows === undefined || size.rows >= LARGE_ROWS) return declared;
  if (size.rows < SMALL_ROWS) return undefined;
  return declared === 'error' ? 'warning' : declared;
}
