import type { Comment } from '../model';

/**
 * Comments by which other linters are told to be silent, for teams that come from them: their rules' names and ours. A comment that
 * names a rule which has no counterpart here silences nothing.
 */
export interface OtherSuppression {
  /** Our rules; `all` where the comment names none. */
  readonly rules: readonly string[] | 'all';
  readonly scope: 'place' | 'file' | 'line';
}

const FOREIGN_KEY = ['add-foreign-key-validating'];
const NOT_VALID = ['add-foreign-key-validating', 'add-check-validating'];
const CONCURRENT = ['create-index-non-concurrent', 'partitioned-index-not-concurrent'];

/** squawkhq.com/docs/rules. */
const SQUAWK: Readonly<Record<string, readonly string[]>> = {
  'require-concurrent-index-creation': CONCURRENT,
  'require-concurrent-index-deletion': ['drop-index-non-concurrent'],
  'require-concurrent-reindex': ['reindex-non-concurrent'],
  'require-concurrent-partition-detach': ['detach-partition-non-concurrent'],
  'constraint-missing-not-valid': NOT_VALID,
  'adding-foreign-key-constraint': FOREIGN_KEY,
  'disallowed-unique-constraint': ['add-unique-constraint-blocking'],
  'adding-not-nullable-field': ['set-not-null-scan', 'set-not-null-may-fail'],
  'adding-required-field': ['add-column-not-null-no-default'],
  'adding-field-with-default': ['add-column-default-rewrite'],
  'adding-serial-primary-key-field': ['add-primary-key-blocking', 'add-column-auto-increment'],
  'changing-column-type': ['change-column-type', 'narrow-column-type'],
  'renaming-column': ['rename-column'],
  'renaming-table': ['rename-table'],
  'ban-drop-column': ['drop-column'],
  'ban-drop-table': ['drop-table'],
  'ban-drop-database': ['drop-database', 'drop-schema'],
  'ban-drop-not-null': ['drop-not-null'],
  'ban-truncate-cascade': ['truncate-cascade'],
  'ban-char-field': ['char-n'],
  'ban-create-domain-with-constraint': ['create-domain-with-constraint'],
  'ban-alter-domain-with-add-constraint': ['alter-domain-add-constraint'],
  'ban-concurrent-index-creation-in-transaction': ['concurrently-in-transaction'],
  'ban-uncommitted-transaction': ['transaction-uncommitted'],
  'transaction-nesting': ['transaction-nesting'],
  'prefer-timestamp-tz': ['timestamp-without-timezone'],
  'prefer-timestamptz': ['timestamp-without-timezone'],
  'prefer-bigint-over-int': ['prefer-bigint-over-int', 'primary-key-int32'],
  'prefer-bigint-over-smallint': ['prefer-bigint-over-int'],
  'prefer-big-int': ['prefer-bigint-over-int', 'primary-key-int32'],
  'prefer-identity': ['prefer-identity'],
  'prefer-text-field': ['prefer-text-over-varchar'],
  'prefer-robust-stmts': ['non-idempotent-statement'],
  'require-timeout-settings': ['missing-lock-timeout', 'missing-statement-timeout'],
};

/** atlasgo.io/lint/analyzers: classes, and the checks of each. */
const ATLAS: Readonly<Record<string, readonly string[]>> = {
  destructive: ['drop-schema', 'drop-table', 'drop-column'],
  DS101: ['drop-schema'],
  DS102: ['drop-table'],
  DS103: ['drop-column'],
  data_depend: ['unique-may-fail', 'set-not-null-may-fail', 'add-column-not-null-no-default', 'mysql-implicit-default'],
  MF101: ['unique-may-fail'],
  MF103: ['add-column-not-null-no-default'],
  MF104: ['set-not-null-may-fail'],
  incompatible: ['rename-table', 'rename-column'],
  BC101: ['rename-table'],
  BC102: ['rename-column'],
  concurrent_index: [...CONCURRENT, 'drop-index-non-concurrent', 'concurrently-in-transaction'],
  PG101: CONCURRENT,
  PG102: ['drop-index-non-concurrent'],
  PG103: ['concurrently-in-transaction'],
  PG104: ['add-primary-key-blocking'],
  PG105: ['add-unique-constraint-blocking'],
  PG301: ['change-column-type'],
  PG303: ['set-not-null-scan'],
  PG304: ['add-primary-key-blocking'],
  PG305: ['add-check-validating'],
  PG306: FOREIGN_KEY,
};

/** kaveland.no/eugene/hints. */
const EUGENE: Readonly<Record<string, readonly string[]>> = {
  E1: NOT_VALID,
  E2: ['set-not-null-scan'],
  E3: ['json-instead-of-jsonb'],
  E4: ['statement-after-access-exclusive'],
  E5: ['change-column-type', 'table-rewrite-other'],
  E6: CONCURRENT,
  E7: ['add-unique-constraint-blocking'],
  E8: ['add-exclusion-constraint-blocking'],
  E9: ['missing-lock-timeout'],
};

interface Manner {
  /** What stands at the start of the comment, in lower case. */
  readonly word: string;
  readonly scope: OtherSuppression['scope'];
  readonly names: Readonly<Record<string, readonly string[]>>;
}

/** Longer words first. */
const MANNERS: readonly Manner[] = [
  { word: 'squawk-ignore-file', scope: 'file', names: SQUAWK },
  { word: 'squawk-ignore', scope: 'place', names: SQUAWK },
  { word: 'atlas:nolint', scope: 'place', names: ATLAS },
  { word: 'eugene: ignore', scope: 'place', names: EUGENE },
  { word: 'pgfence-ignore', scope: 'place', names: {} },
  { word: 'noqa', scope: 'line', names: {} },
];

/** Long comments are prose. */
const LONGEST = 500;

/** Reads a comment for another linter. */
export function parseOther({ text }: Comment): OtherSuppression | undefined {
  if (text.length > LONGEST) return undefined;
  const lower = text.trim().toLowerCase();
  const manner = MANNERS.find(({ word }) => lower.startsWith(word));
  if (!manner) return undefined;
  const rest = text.trim().slice(manner.word.length);
  // `squawk-ignored` is a word of prose.
  if (/^[\w-]/.test(rest)) return undefined;
  const named = rest
    .replace(/^\s*:/, '')
    .split(/[\s,]+/)
    .filter((name) => name !== '');
  if (named.length === 0) return { rules: 'all', scope: manner.scope };
  const rules = named.flatMap((name) => manner.names[name] ?? []);
  return rules.length === 0 ? undefined : { rules, scope: manner.scope };
}
