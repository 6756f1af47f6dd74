/** Milliseconds of a unit, as the package `ms` knows them, which Mongoose asks for `expires: '7d'`. */
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:milliseconds?|msecs?|ms)?$/, 1],
  [/^(?:seconds?|secs?|s)$/, 1000],
  [/^(?:minutes?|mins?|m)$/, 60_000],
  [/^(?:hours?|hrs?|h)$/, 3_600_000],
  [/^(?:days?|d)$/, 86_400_000],
  [/^(?:weeks?|w)$/, 604_800_000],
  [/^(?:years?|yrs?|y)$/, 31_557_600_000],
];

/** Seconds of `7d`, `1.5 hours`, `60s`; undefined when it is no duration. */
export function secondsOf(text: string): number | undefined {
  const parts = /^(-?\d*\.?\d+) *([a-z]*)$/i.exec(text.trim());
  const unit = parts && UNITS.find(([pattern]) => pattern.test((parts[2] ?? '').toLowerCase()));
  return unit && parts ? Math.round((Number(parts[1]) * unit[1]) / 1000) : undefined;
}
