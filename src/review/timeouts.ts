/**
 * True for a timeout that is set to none: 0, in whatever unit, waits for ever (runtime-config-client, `lock_timeout` and
 * `statement_timeout`).
 */
export function isWithoutLimit(value: string): boolean {
  return /^'?0\s*(?:us|ms|s|min|h|d)?'?$/i.test(value.trim());
}

/** True when a timeout was set, and limits something. */
export function isLimited(value: string | undefined): boolean {
  return value !== undefined && !isWithoutLimit(value);
}
